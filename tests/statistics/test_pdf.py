from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections import Counter
from contextlib import closing

import pypdfium2
import pytest
from django.utils import translation
from fontTools.ttLib import TTFont

from sio.statistics.cells import Measure
from sio.statistics.document import Figure, Text
from sio.statistics.formats import Chart, charts_of
from sio.statistics.formats.layout import tables_of
from sio.statistics.formats.pdf import FONTS, html_of, pdf_of
from tests.statistics.documents import (
    ALL_PUPILS,
    FORMULA,
    LONG_WORD,
    PUPILS,
    SCRIPT,
    SOURCE,
    cube_of,
    document_of,
)
from tests.statistics.readers import pdf_tags, pdf_texts

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
    '<rect width="20" height="10" fill="#14533f"/></svg>'
)
CHART = Chart(svg=SVG, png=b"", alt="Van 199 leerlingen naar 1.339.")
DOCUMENT = document_of()
ONE_FIGURE = (
    Text("answer", 1, "Hierbij een overzicht."),
    Figure(1, "Leerlingen", ALL_PUPILS, chart="line"),
)
SMALL = document_of(blocks=ONE_FIGURE)
TABLES = tables_of(DOCUMENT)


@pytest.fixture(scope="module")
def printed():
    return pdf_of(DOCUMENT, {1: CHART})


@pytest.fixture(scope="module")
def trees(printed):
    return pdf_tags(printed)


def words_of(content):
    """All words in the order in which they are read; heads and feet of pages too."""
    return " ".join(pdf_texts(content))


def found(trees, kind):
    return [one for tree in trees for one in tree.all(kind)]


def test_all_numbers_are_on_paper(printed):
    words = words_of(printed)
    for table in TABLES.values():
        for row in table.rows:
            line = " ".join(filter(None, (*row.heads, *(c.text for c in row.cells))))
            assert line in words


def test_all_words_are_on_paper_as_they_were_typed(printed):
    words = words_of(printed)
    for text in (FORMULA, SCRIPT, SOURCE, DOCUMENT.sha256, *DOCUMENT.completeness):
        assert text in words
    assert LONG_WORD in words.replace(" ", "")
    for one in DOCUMENT.definitions:
        assert one.text in words
    assert "Opgemaakt door Polly Peeters" in words
    assert "Ondertekend door Carla Claes op 2 december 2016" in words


def test_each_page_says_what_it_is_and_how_many_there_are(printed):
    pages = pdf_texts(printed)
    for number, words in enumerate(pages, start=1):
        assert "Uitgave 7 · gegevens van 1 december 2016" in words
        assert f"{number} / {len(pages)}" in words


def test_it_is_tagged_titled_and_speaks_its_language(printed):
    with closing(pypdfium2.PdfDocument(printed)) as document:
        assert document.is_tagged()
        told = document.get_metadata_dict()
    assert told["Title"] == DOCUMENT.title
    assert told["Author"] == "sio"
    assert told["CreationDate"] == "D:20161201103000+01'00"
    inside = unpacked(printed)
    assert b'pdfuaid:part="1"' in inside
    assert b"/Lang (nl-BE)" in inside
    assert b"/DisplayDocTitle true" in inside
    assert b"/Marked true" in inside


def unpacked(content):
    """The PDF with its compressed parts laid open."""
    parts = re.findall(rb"stream\n(.*?)\nendstream", content, re.DOTALL)
    return content + b"".join(map(opened, parts))


def opened(part):
    try:
        return zlib.decompressobj().decompress(part)
    except zlib.error:
        return part


def test_tables_have_captions_and_heads_for_who_can_not_see(trees):
    tables = found(trees, "Table")
    # One that goes on overleaf is two, of which the first has the caption.
    captions = [len(table.all("Caption")) for table in tables]
    assert sum(captions) == len(TABLES)
    assert set(captions) <= {0, 1}
    assert all(table.all("TH") for table in tables)
    first = tables[0]
    assert [child.kind for child in first.children] == ["Caption", "THead", "TBody"]
    assert Counter(one.kind for one in first.all("TR")) == {"TR": 8}


def test_headings_and_lists_have_their_tags(trees):
    assert [len(found(trees, kind)) for kind in ("H1", "H2", "H3")] == [1, 3, 3]
    items = found(trees, "LI")
    assert items
    for item in items:
        assert {child.kind for child in item.children} <= {"Lbl", "LBody"}


def test_no_caption_says_again_what_a_heading_said(printed):
    words = words_of(printed)
    assert "Deze uitgave Nummer" not in words
    assert "Definities Woord" not in words
    assert "Over deze cijfers Nummer 7" in words


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_a_zero_has_no_stroke(weight):
    """One outline outside and one inside; the stroke parts the inside in two."""
    with TTFont(FONTS / f"AtkinsonHyperlegibleNext-{weight}.ttf") as font:
        assert font["glyf"]["zero"].numberOfContours == 2


def test_a_long_table_in_groups_begins_below_what_stands_before_it():
    cells = {
        (f"{year}-{year + 1}", f"BE-{code}"): (year, year)
        for year in range(2018, 2028)
        for code in ("VAN", "VOV", "BRU")
    }
    measures = (PUPILS, Measure("trajects", "count", "trajects"))
    cube = cube_of("x", ("school_year", "province"), measures, cells)
    figures = (Figure(1, "Eerst", ALL_PUPILS), Figure(2, "Daarna", cube))
    pages = pdf_texts(pdf_of(document_of(blocks=figures), {}))
    assert "Tabel 2. Daarna" in pages[0]
    assert "2018-2019 Brussel" in pages[0]
    assert "schooljaar provincie leerlingen" in pages[1]
    for year in range(2018, 2028):
        name = f"{year}-{year + 1} "
        assert [page.count(name) for page in pages if name in page] == [3], name


def test_a_chart_is_a_figure_with_words(trees):
    assert [one.alt for one in found(trees, "Figure")] == [CHART.alt]


def test_figures_that_ask_for_one_get_their_chart():
    charts = charts_of(SMALL)
    assert list(charts) == [1]
    assert charts[1].alt
    trees = pdf_tags(pdf_of(SMALL, charts))
    assert [one.alt for one in found(trees, "Figure")] == [charts[1].alt]


def test_the_same_document_gives_the_same_bytes(printed):
    assert pdf_of(document_of(), {1: CHART}) == printed


def test_long_tables_go_on_overleaf_with_their_head():
    cells = {(f"plaats {at:03}",): (at,) for at in range(120)}
    figure = Figure(1, "Lang", cube_of("x", ("region",), (PUPILS,), cells))
    pages = pdf_texts(pdf_of(document_of(blocks=(figure,)), {}))
    with_rows = [words for words in pages if "plaats 0" in words or "plaats 1" in words]
    assert len(with_rows) > 2
    assert all("regio leerlingen" in words for words in with_rows)
    assert all(f"plaats {at:03} {at}" in " ".join(pages) for at in range(120))


def test_words_of_an_answer_stay_where_there_is_no_room_for_its_table():
    cells = {(f"plaats {at:03}",): (at,) for at in range(14)}
    table = cube_of("x", ("region",), (PUPILS,), cells)
    blocks = (
        Text("answer", 1, "\n\n".join(["Zin."] * 22)),
        Text("answer", 2, "Hieronder staan ze."),
        Figure(1, "Kort", table),
    )
    first, second = pdf_texts(pdf_of(document_of(blocks=blocks), {}))[:2]
    assert "Hieronder staan ze." in first
    assert "Kort" not in first
    assert all(f"plaats {at:03} {at}" in second for at in range(14))


def test_no_row_of_a_long_table_stands_alone():
    cells = {(f"plaats {at:03}",): (at,) for at in range(15)}
    figure = Figure(1, "Lang", cube_of("x", ("region",), (PUPILS,), cells))
    for lines in (11, 21):  # at which one would, if it might
        before = Text("text", None, "\n\n".join(["Zin."] * lines))
        document = document_of(blocks=(before, figure))
        pages = pdf_texts(pdf_of(document, {}))
        rows = [len(re.findall(r"plaats \d{3} ", page)) for page in pages]
        assert 1 not in rows, lines
        assert sum(rows) == 15


def test_other_languages_have_their_own_words():
    with translation.override("fr"):
        printed = pdf_of(document_of(language="fr", blocks=ONE_FIGURE), {})
    words = words_of(printed)
    assert "Les réponses" in words
    assert "Anvers 46 55 62" in words
    assert "Édition 7" in words
    assert b"/Lang (fr)" in unpacked(printed)


def test_a_draft_and_an_unsuppressed_one_say_so():
    words = words_of(
        pdf_of(
            document_of(
                signed="",
                signed_by="",
                is_suppressed=False,
                reason="Rekenhof & co",
                blocks=(),
            ),
            {},
        )
    )
    assert "Ontwerp. Deze cijfers zijn nog niet ondertekend" in words
    assert "staan ook kleine aantallen. Reden: Rekenhof & co" in words
    assert "Vertrouwelijk" not in words
    assert "Ondertekend door" not in words
    signed = words_of(pdf_of(document_of(corrects=None, blocks=()), {}))
    assert "Ontwerp" not in signed
    assert "verbetert" not in signed


def test_what_an_officer_typed_never_is_markup():
    html = html_of(DOCUMENT, {})
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "<b>vet" not in html


def test_nothing_is_fetched_but_what_was_given(tmp_path, caplog):
    odd = SVG.replace("#14533f", "#ff00ff")
    secret = tmp_path / "secret.svg"
    secret.write_text(odd)
    colour = b"1 0 1 rg"
    assert colour in unpacked(pdf_of(SMALL, {1: Chart(odd, b"", "x")}))
    for address in (secret.as_uri(), "http://127.0.0.1:9/x.svg", "chart:2"):
        caplog.clear()
        inside = SVG.replace("<rect", f'<image href="{address}" width="9"/><rect')
        printed = unpacked(pdf_of(SMALL, {1: Chart(inside, b"", "x")}))
        assert colour not in printed
        assert "Not given to this document." in caplog.text


def test_a_machine_without_pango_is_told_what_to_do():
    program = """
import ctypes.util, sys
import django
django.setup()
import cffi
def missing(self, name, *more):
    raise OSError(f"cannot load library {name}")
cffi.FFI.dlopen = missing
from sio.statistics.formats.errors import PdfNeedsPango
from sio.statistics.formats.pdf import pdf_of
from tests.statistics.documents import document_of
try:
    pdf_of(document_of(), {})
except PdfNeedsPango as error:
    print(error.code)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split()[-1:] == ["statistics.pdf_needs_pango"], done.stderr


def test_an_empty_document_is_a_page(printed):
    empty = document_of(blocks=(), definitions=(), completeness=(), asked="")
    words = words_of(pdf_of(empty, {}))
    assert "Over deze cijfers" in words
    assert "De vragen" not in words


def test_text_and_figures_without_questions():
    blocks = (Text("text", None, "Vooraf."), Figure(1, "Tabel", ALL_PUPILS))
    words = words_of(pdf_of(document_of(blocks=blocks), {}))
    assert "Vooraf. Tabel 1. Tabel" in words
    assert "De antwoorden" not in words
