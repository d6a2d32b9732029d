"""Texts of a release as they are kept: compressed, so that they fit in one column.

The column encrypts them (`EncryptedTextField`). Their digest stands beside it in the
clear, and the numbers in a text are few: who tries all of them would find it by that.
So a text is sealed with a line of chance before it, which nobody can try.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import zlib
from dataclasses import dataclass

_LEVEL = 6
_CHANCE_BYTES = 32


@dataclass(frozen=True)
class Sealed:
    """What is kept of a text: letters for the column, and their digest beside it."""

    content: str
    sha256: str


def sealed(text: str) -> Sealed:
    """The text with chance before it, compressed: each time it looks otherwise."""
    whole = f"{secrets.token_hex(_CHANCE_BYTES)}\n{text}"
    packed = zlib.compress(whole.encode(), _LEVEL)
    return Sealed(base64.b85encode(packed).decode(), _digest(whole))


def opened(content: str) -> str:
    """The text that was sealed so."""
    return _whole(content).partition("\n")[2]


def is_intact(content: str, sha256: str) -> bool:
    """Whether it is what was sealed."""
    return _digest(_whole(content)) == sha256


def _whole(content: str) -> str:
    return zlib.decompress(base64.b85decode(content)).decode()


def _digest(whole: str) -> str:
    return hashlib.sha256(whole.encode()).hexdigest()
