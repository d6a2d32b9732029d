from __future__ import annotations

import csv
import io
import json
from hashlib import sha256

import pytest

from sio.statistics.document import Figure, Text
from sio.statistics.formats.files import make_files
from sio.statistics.formats.plain import csv_of, json_of
from sio.statistics.formats.prose import Piece, pieces_of, printable
from sio.statistics.formats.reading import parts_of
from tests.statistics.documents import ALL_PUPILS, BLOCKS, SOURCE, document_of


def rows_of(document):
    text = csv_of(document).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_line_for_each_number():
    rows = rows_of(document_of())
    expected = [
        (figure.number, cell.at, key, "" if value is None else str(value))
        for figure in BLOCKS
        if isinstance(figure, Figure)
        for cell in figure.cube.cells
        for key, value in zip(
            [one.key for one in figure.cube.shape.measures], cell.values, strict=True
        )
        if key in (figure.measures or key)
    ]
    read = [
        (int(row["figure"]), at_of(row), row["measure"], row["value"]) for row in rows
    ]
    assert read == expected


def at_of(row):
    dimensions = ("school_year", "province", "level", "outcome")
    return tuple(row[key] for key in dimensions if row[key])


def test_csv_is_as_rfc_4180_has_it():
    content = csv_of(document_of())
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert lines[0] == (
        b"figure,caption,cube,version,school_year,province,level,outcome,"
        b"measure,unit,value,source"
    )


def test_csv_keeps_blanks_zeros_and_hidden_apart_and_names_sources():
    rows = {
        (row["figure"], row["school_year"], row["province"]): row
        for row in rows_of(document_of())
        if row["figure"] in "12"
    }
    assert rows["2", "2012-2013", "BE-VAN"]["value"] == ""
    assert rows["2", "2015-2016", "BE-BRU"]["value"] == "0"
    assert rows["1", "2014-2015", "total"]["value"] == ":c"
    assert rows["2", "2012-2013", "total"]["source"] == SOURCE
    assert rows["1", "2012-2013", "total"]["source"] == ""


def test_no_text_in_csv_is_a_formula():
    captions = {row["caption"] for row in rows_of(document_of())}
    assert "'=cmd|' /C calc'!A0 & <i>aandeel</i>" in captions
    assert not any(one.startswith("=") for one in captions)


def test_json_is_canonical_and_whole():
    document = document_of()
    content = json_of(document)
    read = json.loads(content)
    again = json.dumps(read, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert content == (again + "\n").encode()
    assert read["blocks"][5]["figures"] == ALL_PUPILS.as_json()
    assert read["sha256"] == document.sha256
    assert [one["key"] for one in read["definitions"]] == [
        one.key for one in document.definitions
    ]
    assert len(read["blocks"]) == len(BLOCKS)


def test_all_files_are_made_and_progress_is_told():
    told = []
    files = make_files(document_of(), {}, lambda done, of: told.append((done, of)))
    names = [one.name for one in files]
    assert {"uitgave-7.csv", "uitgave-7.json"} <= set(names)
    assert told == [(done, len(files)) for done in range(len(files) + 1)]


def test_the_json_is_what_was_hashed():
    canonical = b'{"number":7}'
    document = document_of(sha256=sha256(canonical).hexdigest(), blocks=())
    files = {
        one.name: one.content for one in make_files(document, {}, canonical=canonical)
    }
    assert files["uitgave-7.json"] == canonical
    with pytest.raises(ValueError, match="not that of this document"):
        make_files(document, {}, canonical=b"{}")


# What an officer typed ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        (" \n\n \r\n", []),
        ("Een.\r\nTwee.\n \nDrie.", [("Een.", "Twee."), ("Drie.",)]),
        ("Kijk:\n- een\n- twee\nDaarna.", [("Kijk:",), ["een", "twee"], ("Daarna.",)]),
        ("- <b>\n-\n- x", [["<b>"], ("-",), ["x"]]),
    ],
)
def test_words_are_paragraphs_and_lists(text, pieces):
    assert pieces_of(text) == [
        Piece(tuple(one), isinstance(one, list)) for one in pieces
    ]


def test_what_no_format_can_hold_is_left_out():
    assert printable("a\x00b\x1fc\u202ed\ud800e\tf\r") == "abcde\tf\n"


def test_what_follows_an_answer_belongs_to_it():
    parts = parts_of(document_of(), {})
    assert [(part.kind, [item.number for item in part.items]) for part in parts] == [
        ("text", [0]),
        ("questions", [1, 2, 3]),
        ("answers", [1, 2, 3]),
    ]
    first = parts[2].items[0].content
    assert [getattr(one, "number", None) for one in first if one.is_prose] == [1]
    assert [one.table.number for one in first if not one.is_prose] == [1, 2]


def test_a_report_without_questions_is_text_and_figures():
    blocks = (Figure(1, "x", ALL_PUPILS), Text("text", None, "Slot."))
    parts = parts_of(document_of(blocks=blocks), {})
    assert [(part.kind, len(part.items[0].content)) for part in parts] == [("text", 2)]
