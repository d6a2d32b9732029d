"""Codes that people read aloud and type over, and reading them back."""

from __future__ import annotations

import secrets
import unicodedata

# One of each pair that looks alike: 0 (not O, Q), 1 (not I, L), 2 (not Z), 5 (not S),
# 8 (not B), V (not U).
ALPHABET = "0123456789ACDEFGHJKMNPRTVWXY"
_LOOK_ALIKES = str.maketrans("OQILZSBU", "0011258V")


def new_spelling(length: int) -> str:
    """So many random characters of ALPHABET; 8 of them are 378 thousand million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def normalised(text: str, length: int) -> str:
    """What the person meant: `length` characters of ALPHABET; empty if it is no code.

    Forgives case, spaces, dashes of any kind, full-width forms and look-alikes.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    bare = "".join(one for one in plain if not _is_filler(one))
    code = bare.translate(_LOOK_ALIKES)
    fits = len(code) == length and all(one in ALPHABET for one in code)
    return code if fits else ""


def _is_filler(character: str) -> bool:
    """Spaces, dashes, dots and unseen characters."""
    return unicodedata.category(character)[0] in "ZPC" or character in "‐−"
