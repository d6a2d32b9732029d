"""A stream in sealed pieces, and the spool in which a browser's words come in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from sio.core import spool
from sio.core.keyring import CannotDecrypt
from sio.core.sealing import PIECE_BYTES, Sealer, new_key, open_piece
from sio.core.spool import Cut, Spool

MB = 1024 * 1024


def sealed(content, key, about="x"):
    sealer = Sealer(key, about)
    return [*sealer.feed(content), sealer.end()]


def opened(pieces, key, about="x"):
    last = len(pieces) - 1
    return b"".join(
        open_piece(piece, key=key, about=about, number=n, last=n == last)
        for n, piece in enumerate(pieces)
    )


@pytest.mark.parametrize(
    "size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES]
)
def test_it_opens_as_it_was(size):
    key, content = new_key(), os.urandom(size)
    pieces = sealed(content, key)
    assert len(pieces) == max(1, -(-size // PIECE_BYTES))
    assert opened(pieces, key) == content


@pytest.mark.parametrize(
    "harm",
    [
        lambda pieces: pieces[:-1],
        lambda pieces: pieces[1:],
        lambda pieces: pieces[::-1],
        lambda pieces: [pieces[0], *pieces],
        lambda pieces: [pieces[0][:-1], *pieces[1:]],
        lambda pieces: [b"", *pieces[1:]],
    ],
)
def test_what_is_harmed_is_found(harm):
    key = new_key()
    pieces = sealed(os.urandom(3 * PIECE_BYTES), key)
    with pytest.raises(CannotDecrypt):
        opened(harm(pieces), key)


def test_what_is_of_another_stream_or_key_is_found():
    key = new_key()
    pieces = sealed(b"x", key)
    with pytest.raises(CannotDecrypt):
        opened(pieces, key, about="y")
    with pytest.raises(CannotDecrypt):
        opened(pieces, new_key())


@given(st.lists(st.binary(max_size=3000), max_size=20), st.integers(1, 5000))
def test_a_spool_gives_back_what_it_was_given(parts, step):
    small = Spool(MB)
    for part in parts:
        small.write(part)
    for take in (small.read, small.readline):
        small.seek(0)
        read = b""
        while more := take(step):
            read += more
        assert read == b"".join(parts)
        assert small.seek(0, os.SEEK_END) == len(read)
        assert small.read() == b""
    small.close()


def test_a_large_one_is_on_the_disk_and_cannot_be_read_there(monkeypatch):
    kept = []
    make = spool.tempfile.TemporaryFile

    def remember(**how):
        assert Path(how["dir"]) == Path(settings.VAR_DIR)
        kept.append(make(**how))
        return kept[0]

    monkeypatch.setattr(spool.tempfile, "TemporaryFile", remember)
    word = b"werkblad over breuken "
    content = word * (5 * MB // len(word))
    large = Spool(10 * MB)
    for start in range(0, len(content), 70_000):
        large.write(content[start : start + 70_000])
    for _time in range(2):
        large.seek(0)
        read = b""
        while more := large.read(65_536):
            assert len(more) <= 65_536
            read += more
        assert read == content
    large.seek(0)
    assert large.read() == content
    kept[0].seek(0)
    on_disk = kept[0].read()
    assert len(on_disk) > 4 * MB
    assert word not in on_disk
    large.close()
    assert kept[0].closed


def test_what_does_not_fit_is_let_go_and_said():
    full = Spool(10)
    assert full.write(b"12345678") == 8
    assert full.cut is None
    assert full.write(b"abcdef") == 6
    full.write(b"more")
    full.seek(0)
    assert (full.read(), full.cut) == (b"12345678ab", Cut.TOO_LARGE)


@pytest.mark.parametrize("pieces_first", [0, 3])
def test_a_disk_that_is_full_is_said_and_what_came_before_is_there(
    monkeypatch, pieces_first
):
    class Full:
        """Takes some pieces, and half of the next."""

        def __init__(self, **how):
            self.kept = b""

        def write(self, sealed):
            if len(self.kept) >= pieces_first * len(sealed):
                raise OSError(28, "No space left on device")
            self.kept += sealed
            return len(sealed)

        def seek(self, at):
            self.at = at

        def read(self, length):
            return self.kept[self.at : self.at + length]

        def close(self):
            pass

    monkeypatch.setattr(spool.tempfile, "TemporaryFile", Full)
    content = os.urandom(4 * MB)
    cut = Spool(10 * MB)
    for start in range(0, len(content), 64 * 1024):
        cut.write(content[start : start + 64 * 1024])
    cut.seek(0)
    read = cut.read()
    assert cut.cut is Cut.NO_ROOM
    assert MB <= len(read) < 3 * MB
    assert content.startswith(read)


def test_a_spool_is_read_from_its_beginning():
    with pytest.raises(ValueError, match="beginning"):
        Spool(1).seek(1)
