"""What rests is sealed: looked at in the bytes of the database itself."""

from __future__ import annotations

import base64
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from sio.core.keyring import CannotDecrypt
from sio.postbox.actions import throw_away_old
from sio.postbox.models import ParcelFile, Piece
from sio.postbox.store import Opened, contents_of
from tests.postbox.conftest import PDF, content_of, form_of
from tests.postbox.test_thrown_away import after

SECRETS = [b"werkblad over breuken", b"breuken.pdf", b"Maak oefening", b"Wiskunde"]
IS_SQLITE = "sqlite3" in settings.DATABASES["default"]["ENGINE"]
NEW = "n3:" + base64.b64encode(b"3" * 32).decode()
ONE_PIECE, LARGE = PDF, PDF + bytes(range(256)) * 4096


def bytes_of_the_database():
    """Every file of SQLite; of PostgreSQL all values of the tables."""
    if IS_SQLITE:
        name = Path(connection.settings_dict["NAME"])
        return b"".join(one.read_bytes() for one in name.parent.glob(f"{name.name}*"))
    with connection.cursor() as cursor:
        rows = []
        for table in ("postbox_parcel", "postbox_parcelfile", "postbox_piece"):
            cursor.execute(f"SELECT * FROM {table}")
            rows += cursor.fetchall()
    return b"".join(
        bytes(cell) if isinstance(cell, memoryview | bytes) else str(cell).encode()
        for row in rows
        for cell in row
    )


@pytest.mark.django_db(transaction=True)
def test_no_word_and_no_byte_of_it_can_be_read_in_the_database(
    boxes, in_class, at_home, file
):
    raw = bytes_of_the_database()
    sealed = bytes(Piece.objects.get().sealed)
    assert sealed[:64] in raw  # that it is there to be read
    assert [word for word in SECRETS if word in raw] == []
    # And that they would be found.
    assert SECRETS[0] in PDF


def write_out():
    """SQLite's file is read as a whole; of PostgreSQL the rows."""
    if IS_SQLITE:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.django_db(transaction=True)
def test_what_was_thrown_away_is_there_no_more(file):
    sealed = bytes(Piece.objects.get().sealed)[:64]
    write_out()
    assert sealed in bytes_of_the_database()
    throw_away_old(after(60))
    write_out()
    assert sealed not in bytes_of_the_database()


pytestmark_db = pytest.mark.django_db


@pytest.fixture
def large(boxes, in_class):
    in_class.post(boxes.klas, form_of(("groot.pdf", LARGE), kind="ready"))
    return ParcelFile.objects.get()


@pytestmark_db
def test_no_two_files_have_one_key_and_no_piece_looks_like_another(boxes, in_class):
    for _time in range(2):
        in_class.post(boxes.klas, form_of(("a.pdf", PDF), kind="ready"))
    keys = {one.sealed_key for one in ParcelFile.objects.all()}
    assert len(keys) == 2
    pieces = [bytes(one.sealed) for one in Piece.objects.all()]
    assert len(pieces) == len(set(pieces)) == 2


def cut_off(file):
    file.pieces.order_by("number").last().delete()


def cut_off_and_counted(file):
    cut_off(file)
    file.piece_count -= 1


def swapped(file):
    first, second = file.pieces.order_by("number")[:2]
    Piece.objects.filter(pk=first.pk).update(sealed=second.sealed)
    Piece.objects.filter(pk=second.pk).update(sealed=first.sealed)


def changed(file):
    piece = file.pieces.order_by("number")[2]
    sealed = bytearray(piece.sealed)
    sealed[1000] ^= 1
    Piece.objects.filter(pk=piece.pk).update(sealed=bytes(sealed))


def keyless(file):
    file.sealed_key = ""


def digest_of_another(file):
    file.digest = "0" * 64


@pytestmark_db
@pytest.mark.parametrize(
    "harm",
    [cut_off, cut_off_and_counted, swapped, changed, keyless, digest_of_another],
)
def test_what_is_not_as_it_was_put_in_is_found(large, harm):
    assert b"".join(contents_of(large)) == LARGE
    harm(large)
    given = []
    with pytest.raises(CannotDecrypt):
        given.extend(contents_of(large))
    assert LARGE.startswith(b"".join(given))
    assert b"".join(given) != LARGE


@pytestmark_db
def test_the_pieces_of_another_file_are_found_too(boxes, in_class, large):
    in_class.post(boxes.klas, form_of(("b.pdf", LARGE[::-1]), kind="ready"))
    in_class.post(boxes.klas, form_of(("c.pdf", LARGE + b"x"), kind="ready"))
    other = ParcelFile.objects.exclude(pk=large.pk).get()
    for mine in large.pieces.all():
        theirs = other.pieces.get(number=mine.number)
        Piece.objects.filter(pk=mine.pk).update(sealed=theirs.sealed)
    large.sealed_key = other.sealed_key
    with pytest.raises(CannotDecrypt):
        list(contents_of(large))


@pytestmark_db
def test_a_file_is_read_from_any_place(large):
    opened = Opened(large)
    for start, length in ((0, 10), (262_140, 10), (len(LARGE) - 5, 50), (9, 0)):
        opened.seek(start)
        read = b""
        while (more := opened.read(length - len(read))) and len(read) < length:
            read += more
        assert read == LARGE[start : start + length]
    assert opened.seek(-4, 2) == len(LARGE) - 4
    assert opened.read(10) == LARGE[-4:]


@pytestmark_db
def test_a_new_key_of_the_ring_opens_what_lay_there(boxes, at_home, file, settings):
    settings.DATA_KEYS = [NEW, *settings.DATA_KEYS]
    said = StringIO()
    call_command("rotate_keys", stdout=said)
    assert "Nothing is left under an older key." in said.getvalue()
    settings.DATA_KEYS = [NEW]
    page = at_home.get(boxes.home).content.decode()
    assert "breuken.pdf" in page
    fetched = at_home.post(f"{boxes.home}bestanden/{file.pk}/")
    assert content_of(fetched) == PDF


@pytestmark_db
def test_without_the_key_of_the_ring_it_is_noise(file, settings):
    settings.DATA_KEYS = [NEW]
    with pytest.raises(CannotDecrypt):
        ParcelFile.objects.get(pk=file.pk)


@pytestmark_db
def test_no_name_stands_in_a_log(boxes, at_home, in_class, caplog):
    with caplog.at_level("DEBUG", logger="sio"):
        in_class.post(boxes.klas, form_of(("breuken.pdf", PDF), kind="ready"))
        in_class.post(boxes.klas, form_of(("breuken.exe", b"MZ"), kind="ready"))
        file = ParcelFile.objects.get()
        content_of(at_home.post(f"{boxes.home}bestanden/{file.pk}/"))
    assert "breuken" not in caplog.text
