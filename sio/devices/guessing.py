"""Limits on guessing pairing codes: slowed down, never locked out.

Wrong guesses count, right ones do not. Two things are watched: the piece of the code
space that is tried, and the address that tries. Whoever is over a limit may still try
once in PAUSE_S seconds, so a classmate who plays with codes does not shut out a school
behind one address, and a guesser gets through 360 of 378 thousand million an hour.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from sio.core.errors import DomainError
from sio.core.limits import hit, take_back
from sio.devices.codes import bucket_of

HOUR_S = 3600
WRONG_PER_BUCKET = 5
WRONG_PER_ADDRESS = 30
PAUSE_S = 10


class TooManyGuesses(DomainError):
    code = "devices.too_many_guesses"


def count_guess(code: str, address: str) -> None:
    """Count one guess, or raise TooManyGuesses if it came too soon after the last.

    Counted before looking, so that many guesses at once do not slip through.
    """
    for name, key, limit in _watched(code, address):
        if not hit(name, key, limit, HOUR_S) and not hit(
            f"{name}.slow", key, 1, PAUSE_S
        ):
            raise TooManyGuesses(
                _("Er is te vaak een foute code geprobeerd. Wacht 10 seconden.")
            )


def forgive_guess(code: str, address: str) -> None:
    """The guess was right: it does not count."""
    for name, key, _limit in _watched(code, address):
        take_back(name, key)


def _watched(code: str, address: str) -> tuple[tuple[str, str, int], ...]:
    return (
        ("pairing.address", address, WRONG_PER_ADDRESS),
        ("pairing.bucket", bucket_of(code), WRONG_PER_BUCKET),
    )
