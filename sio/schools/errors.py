"""Refusals at the border that no action makes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sio.core.errors import DomainError


class TooManySearches(DomainError):
    code = "schools.too_many_searches"

    def __init__(self) -> None:
        super().__init__(_("Er werd te veel gezocht. Wacht een paar minuten."))
