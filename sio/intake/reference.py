"""Reference numbers: short, in no order that can be guessed, and read over safely."""

from __future__ import annotations

from sio.core.spelled import ALPHABET, new_spelling, normalised

RANDOM_LENGTH = 7  # 28^7: thirteen thousand million a year
LENGTH = 4 + RANDOM_LENGTH + 1


def new_reference(year: int) -> str:
    """Such as 2026-K7QF-3MPX: the year, seven random characters and a check."""
    text = f"{year:04}{new_spelling(RANDOM_LENGTH)}"
    return shown(text + check_character(text))


def read_reference(text: str) -> str:
    """What the person meant, as we write it; empty if it can't be a reference."""
    bare = normalised(text, LENGTH)
    fits = bool(bare) and check_character(bare[:-1]) == bare[-1]
    return shown(bare) if fits else ""


def shown(bare: str) -> str:
    """In three groups."""
    return f"{bare[:4]}-{bare[4:8]}-{bare[8:]}"


def check_character(text: str) -> str:
    """Finds each wrong character, and nearly all that changed places.

    Source: the Luhn mod N algorithm, here with the 28 characters of ALPHABET.
    """
    total = 0
    for place, character in enumerate(reversed(text)):
        value = ALPHABET.index(character) * (2 - place % 2)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]
