"""The content of a file on its way into the database and out of it, sealed in pieces.

Never more than a few pieces of it are in memory.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from typing import Any

from sio.core.keyring import CannotDecrypt
from sio.core.sealing import PIECE_BYTES, Sealer, new_key, open_piece
from sio.postbox.models import Parcel, ParcelFile, Piece
from sio.postbox.sorts import Sniffer, Sort, clean_name, sort_of_zip


class Arriving:
    """A file that comes in bit by bit: each piece is a row as soon as it is full.

    Nobody sees it before its parcel is put in.
    """

    def __init__(self, parcel: Parcel, name: str) -> None:
        self.name = name
        self.size_bytes = 0
        self._key = new_key()
        self._row = ParcelFile.objects.create(
            parcel=parcel, sealed_key=base64.b64encode(self._key).decode(), name=""
        )
        self._sealer = Sealer(self._key, self._row.about)
        self._digest = hashlib.sha256()
        self._sniffer = Sniffer(name)

    def feed(self, content: bytes) -> None:
        """The next bit."""
        self.size_bytes += len(content)
        self._digest.update(content)
        self._sniffer.feed(content)
        for sealed in self._sealer.feed(content):
            self._keep(sealed)

    def end(self) -> Sort | None:
        """After the last bit: what it is; None, and not kept, if that is refused."""
        self._keep(self._sealer.end())
        self._row.piece_count = self._sealer.count
        self._row.size_bytes = self.size_bytes
        if self._sniffer.is_zip():
            sort = sort_of_zip(BufferedReader(Opened(self._row)))
        else:
            sort = self._sniffer.sort()
        if sort is None:
            return None
        self._row.name = clean_name(self.name, sort)
        self._row.media_type = sort.media_type
        self._row.digest = self._digest.hexdigest()
        self._row.save(
            update_fields=["name", "media_type", "digest", "size_bytes", "piece_count"]
        )
        return sort

    def _keep(self, sealed: bytes) -> None:
        # The sealer has counted it already.
        number = self._sealer.count - 1
        Piece.objects.create(file=self._row, number=number, sealed=sealed)


class Opened(RawIOBase):
    """A file's content, to be read from any place; for what must look into it.

    Raises CannotDecrypt where it is not what was put in.
    """

    def __init__(self, file: ParcelFile) -> None:
        self._file = file
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        start = (0, self._at, self._file.size_bytes)[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        number, within = divmod(self._at, PIECE_BYTES)
        if self._at >= self._file.size_bytes:
            return 0
        if self._held[0] != number:
            self._held = (number, piece_of(self._file, number))
        content = self._held[1][within : within + len(buffer)]
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)


def contents_of(file: ParcelFile) -> Iterator[bytes]:
    """The whole content, a piece at a time; none that is not what was put in.

    Raises CannotDecrypt instead, also where the end is missing.
    """
    digest = hashlib.sha256()
    for number in range(file.piece_count):
        content = piece_of(file, number)
        digest.update(content)
        if number == file.piece_count - 1 and digest.hexdigest() != file.digest:
            raise CannotDecrypt(f"{file.about}: not what was put in")
        yield content


def piece_of(file: ParcelFile, number: int) -> bytes:
    """One piece of the content. Raises CannotDecrypt, also if it is gone."""
    rows = Piece.objects.filter(file=file, number=number)
    sealed = rows.values_list("sealed", flat=True).first()
    if sealed is None or not file.sealed_key:
        raise CannotDecrypt(f"{file.about}: piece {number} is gone")
    return open_piece(
        bytes(sealed),
        key=base64.b64decode(file.sealed_key),
        about=file.about,
        number=number,
        last=number == file.piece_count - 1,
    )
