"""Under which terms anybody may use the open figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Licence:
    """Its name, as it calls itself, and the address that stands for it."""

    name: str
    uri: str


def licence() -> Licence:
    """That of all open figures (SIO_OPEN_LICENCE)."""
    return Licence(*settings.OPEN_LICENCES[settings.OPEN_LICENCE])
