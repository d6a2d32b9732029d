"""What a file is, by its content; how it is called afterwards."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.postbox.sorts import JPEG, PDF, SORTS, TEXT, Sniffer, clean_name, sort_of_zip
from tests.postbox.conftest import docx, zip_of

ODT = "application/vnd.oasis.opendocument.text"


def sort_of(content, name="x.bin", step=7):
    sniffer = Sniffer(name)
    for start in range(0, len(content), step):
        sniffer.feed(content[start : start + step])
    if sniffer.is_zip():
        return sort_of_zip(io.BytesIO(content))
    return sniffer.sort()


def ending(content, name="x.bin"):
    sort = sort_of(content, name)
    return sort and sort.ending


@pytest.mark.parametrize(
    ("content", "is_a"),
    [
        (b"%PDF-1.4\n...", ".pdf"),
        (b"\xff\xd8\xff\xe1..", ".jpg"),
        (b"\x89PNG\r\n\x1a\n..", ".png"),
        (b"GIF89a....", ".gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", ".webp"),
        (b"RIFF\0\0\0\0WAVEfmt ", None),
        (b"\0\0\0\x18ftypheic\0\0\0\0", ".heic"),
        (b"\0\0\0\x18ftypM4A \0\0\0\0", ".m4a"),
        (b"\0\0\0\x18ftypqt  \0\0\0\0", None),
        (b"ID3\x04....", ".mp3"),
        (docx(), ".docx"),
        (zip_of(**{"[Content_Types].xml": "x", "xl__workbook.xml": "x"}), ".xlsx"),
        (zip_of(**{"[Content_Types].xml": "x", "ppt__presentation.xml": "x"}), ".pptx"),
        (zip_of(**{"[Content_Types].xml": "x", "other.xml": "x"}), None),
        (docx(word__activeX__x="x"), None),
        (zip_of(mimetype=ODT, **{"content.xml": "x"}), ".odt"),
        (zip_of(mimetype=ODT, Basic__script="x"), None),
        (zip_of(mimetype="application/epub+zip"), None),
        (zip_of(mimetype=ODT + " " * 200), None),
        (b"BM......", None),
        (b"", None),
        (b" %PDF-1.4", None),
    ],
)
def test_what_it_is(content, is_a):
    assert ending(content) == is_a


@pytest.mark.parametrize(
    ("name", "content", "is_a"),
    [
        ("brief.txt", "Dag Tuur, hoe gaat het?\n1 < 2 en é\n".encode(), ".txt"),
        ("lijst.csv", b"a;b\r\n1;2\r\n", ".txt"),
        ("brief.txt", b"\xef\xbb\xbfDag", ".txt"),
        ("brief.txt", b"caf\xe9", None),
        ("brief.txt", b"a\0b", None),
        ("brief.txt", "é".encode()[:1], None),
        ("brief.txt", b"\n\n <svg onload=x>", None),
        ("brief.txt", b"tekst <script>alert(1)</script>", None),
        ("brief.txt", b"\xef\xbb\xbf<html>", None),
        ("brief.bat", b"echo hallo", None),
        ("brief", b"hallo", None),
    ],
)
def test_text_is_taken_only_from_what_says_it_is_text(name, content, is_a):
    assert ending(content, name) == is_a


def test_a_zip_with_a_list_of_contents_that_is_too_long_is_not_read():
    many = zip_of(**{"[Content_Types].xml": "x", "word__document.xml": "x"})
    at = many.rindex(b"PK\x05\x06")
    lies = bytearray(many)
    lies[at + 10 : at + 12] = struct.pack("<H", 65535)
    assert sort_of(bytes(lies)) is None


@pytest.mark.parametrize(
    ("name", "sort", "clean"),
    [
        ("werk.pdf", PDF, "werk.pdf"),
        ("werk.PDF", PDF, "werk.pdf"),
        ("werk.exe", PDF, "werk.pdf"),
        ("werk.pdf.exe", JPEG, "werk.pdf.jpg"),
        ("foto.jpeg", JPEG, "foto.jpg"),
        ("lijst.csv", TEXT, "lijst.csv"),
        ("lijst.md", TEXT, "lijst.md"),
        ("C:\\map\\werk.pdf", PDF, "werk.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("gpj\u202eexe.jpg", JPEG, "gpj exe.jpg"),
        ("a\r\nSet-Cookie: x.pdf", PDF, "a Set-Cookie: x.pdf"),
        ("", PDF, "bestand.pdf"),
        ("...", PDF, "bestand.pdf"),
        ("werk les 3", PDF, "werk les 3.pdf"),
        ("x" * 300 + ".pdf", PDF, "x" * 120 + ".pdf"),
    ],
)
def test_a_name_ends_as_what_it_is(name, sort, clean):
    assert clean_name(name, sort) == clean


@given(st.text(max_size=200), st.sampled_from(SORTS))
def test_no_name_hides_what_it_is_or_where_it_goes(name, sort):
    clean = clean_name(name, sort)
    ends = (".txt", ".csv", ".md") if sort is TEXT else (sort.ending,)
    assert clean.endswith(ends)
    assert not set(clean) & set("/\\\r\n\0\u202e\u200f")
    assert 0 < len(clean.encode()) < 600


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.pdf", "a"]))
def test_no_content_breaks_the_looking(content, name):
    sort = sort_of(content, name)
    assert sort is None or sort in SORTS


@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_broken_zip_breaks_the_looking(noise, place):
    whole = docx()
    harmed = whole[:place] + noise + whole[place + len(noise) :]
    sort = sort_of_zip(io.BytesIO(harmed))
    assert sort is None or sort in SORTS
