"""Pairing codes: 8 characters that a child can read aloud, and reading them back."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from sio.core import spelled
from sio.core.spelled import ALPHABET as ALPHABET

LENGTH = 8  # 28 characters, so 28^8 = 378 thousand million codes
BUCKET_LENGTH = 2  # the code space is watched in 28^2 = 784 pieces


def new_code() -> str:
    """A fresh random code, without a dash."""
    return spelled.new_spelling(LENGTH)


def shown(code: str) -> str:
    """ABCD-EFGH, as people read it."""
    return f"{code[:4]}-{code[4:]}"


def normalised(text: str) -> str:
    """What the person meant: 8 characters of ALPHABET; empty if it is no code."""
    return spelled.normalised(text, LENGTH)


def bucket_of(code: str) -> str:
    """The piece of the code space that a code stands in."""
    return code[:BUCKET_LENGTH]


def hash_of(code: str) -> str:
    """What the database keeps: a keyed hash, so that a stolen row tells no code."""
    return salted_hmac("sio.devices.codes", code, algorithm="sha256").hexdigest()
