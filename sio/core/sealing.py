"""Sealing a stream piece by piece, so that it never has to be whole in memory.

Each stream has a key of its own, which seals nothing else. The number of a piece is its
nonce, together with whether it is the last; what the stream is, is bound into each.
So a piece that is changed, left out, moved, taken from another stream or cut off at the
end is found. As in STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sio.core.keyring import KEY_BYTES, CannotDecrypt

PIECE_BYTES = 256 * 1024
_NUMBER_BYTES = 11  # and one for the last: 96 bits in all


def new_key() -> bytes:
    """For one stream, and no second one."""
    return os.urandom(KEY_BYTES)


def seal_piece(
    piece: bytes, *, key: bytes, about: str, number: int, last: bool
) -> bytes:
    """This piece of the stream. No number is given twice under one key."""
    return AESGCM(key).encrypt(_nonce(number, last), piece, about.encode())


def open_piece(
    sealed: bytes, *, key: bytes, about: str, number: int, last: bool
) -> bytes:
    """What was sealed as this piece of this stream. Raises CannotDecrypt."""
    try:
        return AESGCM(key).decrypt(_nonce(number, last), sealed, about.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotDecrypt(f"{about}: piece {number} is not what we sealed") from error


class Sealer:
    """Seals what it is fed, `PIECE_BYTES` at a time; `end` gives the last piece."""

    def __init__(self, key: bytes, about: str) -> None:
        self._key, self._about = key, about
        self._held = bytearray()
        self.count = 0  # pieces given so far

    def feed(self, content: bytes) -> Iterator[bytes]:
        """The pieces that are full now. Something is always held back for the end."""
        self._held += content
        while len(self._held) > PIECE_BYTES:
            piece = bytes(self._held[:PIECE_BYTES])
            del self._held[:PIECE_BYTES]
            yield self._seal(piece, last=False)

    def end(self) -> bytes:
        """The last piece; nothing may be fed after it."""
        return self._seal(bytes(self._held), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> bytes:
        number, self.count = self.count, self.count + 1
        return seal_piece(
            piece, key=self._key, about=self._about, number=number, last=last
        )


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(_NUMBER_BYTES, "big") + bytes([last])
