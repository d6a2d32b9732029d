"""What can keep a file of a release from being made."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sio.core.errors import DomainError


class PdfNeedsPango(DomainError):
    """The library that sets the letters of a PDF is not on this machine."""

    code = "statistics.pdf_needs_pango"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Deze computer kan nog geen pdf maken: het programma Pango ontbreekt. "
                "Vraag het aan wie de computer beheert."
            )
        )
