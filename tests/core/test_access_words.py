"""Every code that is recorded has words, and spreadsheets run nothing."""

from __future__ import annotations

import ast
import csv
import io
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sio.core import access_words
from sio.core.access_words import actor_label, page_label, what_label, why_label
from sio.core.spreadsheet import csv_of

ROOT = Path(__file__).resolve().parents[2]
WRITERS = {"record_view", "record_change", "record_changes", "record_export"}


def recorded():
    """(file, the fixed beginning of `page`) of every call in the product."""
    for path in sorted((ROOT / "sio").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and called(node) in WRITERS:
                for keyword in node.keywords:
                    if keyword.arg == "page":
                        yield path.name, beginning(keyword.value)


def called(node):
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def beginning(value):
    first = value.values[0] if isinstance(value, ast.JoinedStr) else value
    return first.value if isinstance(first, ast.Constant) else None


def test_every_page_that_is_recorded_has_words():
    codes = {(file, code) for file, code in recorded() if code is not None}
    assert len(codes) > 10
    unknown = {
        (file, code)
        for file, code in codes
        if code.partition(" ")[0] not in access_words.PAGES
    }
    assert unknown == set()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("traject", "hele dossier"),
        ("agreement home", "afspraken (Thuis)"),
        ("code class", "koppelcode (Klas)"),
        ("trajects list", "lijst van trajecten"),
        ("something new", "een deel van het dossier"),
        ("", "een deel van het dossier"),
    ],
)
def test_a_page_in_words(code, words):
    with translation.override("nl-be"):
        assert page_label(code) == words


def test_the_rest_in_words():
    with translation.override("nl-be"):
        assert what_label("exported") == "als bestand meegenomen"
        assert why_label("break-glass 12") == "noodtoegang"
        assert why_label("iets anders") == "iets anders"
        assert why_label("") == ""
        assert actor_label("applicant") == "de aanvrager"
        assert actor_label("robot") == "robot"
        assert actor_label("") == "onbekend"


def test_a_formula_becomes_text_and_a_number_stays_one():
    rows = [["=1+1", "-2", " @SUM(A1)", "\t=1", 'Jan; "x"\ny', -2, None, "a=b"]]
    text = csv_of(rows)
    assert text.startswith("\ufeff")
    (row,) = csv.reader(io.StringIO(text[1:]), delimiter=";")
    assert row == [
        *["'=1+1", "'-2", "' @SUM(A1)", "'\t=1", 'Jan; "x"\ny', "-2", "", "a=b"]
    ]


@given(st.lists(st.text(st.characters(exclude_characters="\r\0"))))
def test_no_text_begins_as_a_formula(texts):
    for (cell,) in csv.reader(
        io.StringIO(csv_of([text] for text in texts)[1:], newline=""), delimiter=";"
    ):
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))
