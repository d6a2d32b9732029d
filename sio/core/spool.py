"""What a browser sends, on its way in: in memory, and on disk only encrypted.

Django itself would write a large form as it came into a temporary file.
"""

from __future__ import annotations

import os
import tempfile
from enum import StrEnum
from typing import IO

from django.conf import settings

from sio.core.sealing import PIECE_BYTES, new_key, open_piece, seal_piece

IN_MEMORY_BYTES = 1024 * 1024
_TAG_BYTES = 16
_ABOUT = "core.spool"


class Cut(StrEnum):
    """Why the end of what was sent is not there."""

    TOO_LARGE = "too_large"
    NO_ROOM = "no_room"  # on the disk


class Spool:
    """A file to be written once, from its beginning, and read again from there.

    What goes to disk is under a key that only this object holds, in a file without a
    name: whatever happens to the process, nobody reads it. What does not fit is let go,
    and `cut` says so; what came before is there.
    """

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        self.size_bytes = 0
        self.cut: Cut | None = None
        self._tail = bytearray()  # what is not on disk
        self._file: IO[bytes] | None = None
        self._key = new_key()
        self._on_disk = 0  # pieces
        self._next = 0
        self._read = bytearray()

    def write(self, content: bytes) -> int:
        """Always takes all of it, even if it is let go."""
        if self.cut is None:
            room = self.limit_bytes - self.size_bytes
            if len(content) > room:
                self.cut = Cut.TOO_LARGE
            self._take(content[:room])
        return len(content)

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """To the beginning, to be read, or to the end, as Django asks for the size.

        Nothing may be written after it.
        """
        if offset != 0 or whence not in (os.SEEK_SET, os.SEEK_END):
            raise ValueError("A spool is read from its beginning.")
        self._read = bytearray()
        self._next = 0 if whence == os.SEEK_SET else self._on_disk + 1
        return 0 if whence == os.SEEK_SET else self.size_bytes

    def read(self, size: int = -1) -> bytes:
        """So many bytes, fewer only at the end; without `size` all that is left."""
        while (size < 0 or len(self._read) < size) and self._has_more():
            self._more()
        return self._given(len(self._read) if size < 0 else size)

    def readline(self, size: int = -1) -> bytes:
        """Up to the end of a line, or of the piece: it is only used to read it out."""
        if not self._read and self._has_more():
            self._more()
        end = self._read.find(b"\n") + 1 or len(self._read)
        return self._given(end if size < 0 else min(end, size))

    def close(self) -> None:
        """Let go of the key first, then of the file."""
        self._key = b""
        self._tail.clear()
        self._read.clear()
        if self._file is not None:
            self._file.close()

    def _has_more(self) -> bool:
        return self._next <= self._on_disk

    def _more(self) -> None:
        self._read += self._piece(self._next)
        self._next += 1

    def _given(self, end: int) -> bytes:
        content = bytes(self._read[:end])
        del self._read[:end]
        return content

    def _take(self, content: bytes) -> None:
        self.size_bytes += len(content)
        self._tail += content
        if self._file is None and len(self._tail) <= IN_MEMORY_BYTES:
            return
        while self.cut is not Cut.NO_ROOM and len(self._tail) > PIECE_BYTES:
            self._to_disk(bytes(self._tail[:PIECE_BYTES]))

    def _to_disk(self, piece: bytes) -> None:
        number = self._on_disk
        sealed = seal_piece(
            piece, key=self._key, about=_ABOUT, number=number, last=False
        )
        try:
            if self._file is None:
                self._file = _unnamed_file()
            written = self._file.write(sealed)
        except OSError:
            written = 0
        if written != len(sealed):
            self.cut = Cut.NO_ROOM
            return
        self._on_disk += 1
        del self._tail[:PIECE_BYTES]

    def _piece(self, number: int) -> bytes:
        """One from the disk; after those what is in memory."""
        if number == self._on_disk or self._file is None:
            return bytes(self._tail)
        length = PIECE_BYTES + _TAG_BYTES
        self._file.seek(number * length)
        sealed = self._file.read(length)
        return open_piece(
            sealed, key=self._key, about=_ABOUT, number=number, last=False
        )


def _unnamed_file() -> IO[bytes]:
    """The system takes it away when it is closed, or the process ends."""
    return tempfile.TemporaryFile(dir=settings.VAR_DIR, buffering=0)
