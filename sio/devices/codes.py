"""Pairing codes: 8 characters that a child can read aloud, and reading them back."""

from __future__ import annotations

import secrets
import unicodedata

from django.utils.crypto import salted_hmac

# One of each pair that looks alike: 0 (not O, Q), 1 (not I, L), 2 (not Z), 5 (not S),
# 8 (not B), V (not U). 28 characters, so 28^8 = 378 thousand million codes.
ALPHABET = "0123456789ACDEFGHJKMNPRTVWXY"
LENGTH = 8
BUCKET_LENGTH = 2  # the code space is watched in 28^2 = 784 pieces
_LOOK_ALIKES = str.maketrans("OQILZSBU", "0011258V")


def new_code() -> str:
    """A fresh random code, without a dash."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """ABCD-EFGH, as people read it."""
    return f"{code[:4]}-{code[4:]}"


def normalised(text: str) -> str:
    """What the person meant: 8 characters of ALPHABET; empty if it is no code.

    Forgives case, spaces, dashes of any kind, full-width forms and look-alikes.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    bare = "".join(one for one in plain if not _is_filler(one))
    code = bare.translate(_LOOK_ALIKES)
    fits = len(code) == LENGTH and all(one in ALPHABET for one in code)
    return code if fits else ""


def bucket_of(code: str) -> str:
    """The piece of the code space that a code stands in."""
    return code[:BUCKET_LENGTH]


def hash_of(code: str) -> str:
    """What the database keeps: a keyed hash, so that a stolen row tells no code."""
    return salted_hmac("sio.devices.codes", code, algorithm="sha256").hexdigest()


def _is_filler(character: str) -> bool:
    """Spaces, dashes, dots and unseen characters."""
    return unicodedata.category(character)[0] in "ZPC" or character in "‐−"
