from __future__ import annotations

import re

import pytest
from django.utils import translation
from docx.oxml.ns import qn
from docx.shared import Cm

from sio.statistics.cells import Measure
from sio.statistics.document import Definition, Figure, Text
from sio.statistics.formats import Chart, make_files
from sio.statistics.formats.layout import tables_of
from sio.statistics.formats.widths import (
    least_width,
    lines_of,
    shared,
    texts_by_column,
    whole_width,
)
from sio.statistics.formats.word import docx_of
from sio.statistics.formats.xlsx import number_format, xlsx_of
from tests.statistics.documents import (
    ALL_PUPILS,
    DURATION,
    EMOJI,
    FORMULA,
    LONG_WORD,
    PUPILS,
    RIGHT_TO_LEFT,
    SCRIPT,
    cube_of,
    document_of,
)
from tests.statistics.readers import (
    paper_of,
    parts_of_archive,
    rows_of,
    sheets_of,
    table_texts,
)

# The smallest picture: one white point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944"
    "4154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
CHART = Chart(svg="<svg/>", png=PNG, alt='Van 199 naar 1.339 & ":c"')
DOCUMENT = document_of()
TABLES = tables_of(DOCUMENT)


@pytest.fixture(scope="module")
def workbook():
    return xlsx_of(DOCUMENT, {})


@pytest.fixture(scope="module")
def letter():
    return docx_of(DOCUMENT, {1: CHART})


# XLSX ---------------------------------------------------------------------------------


def test_a_sheet_per_figure_and_none_hidden(workbook):
    assert list(sheets_of(workbook)) == [
        "Uitgave",
        *(f"Tabel {number}" for number in range(1, 8)),
        "Definities",
    ]
    assert b'state="' not in parts_of_archive(workbook)["xl/workbook.xml"]
    for name, part in parts_of_archive(workbook).items():
        assert b'hidden="1"' not in part, name


@pytest.mark.parametrize("number", TABLES)
def test_numbers_are_numbers_and_the_rest_is_text(workbook, number):
    table = TABLES[number]
    rows = rows_of(sheets_of(workbook)[f"Tabel {number}"])
    assert rows[0] == [table.caption]
    first = 3 if table.about else 2
    if not table.about:
        assert rows[1] == [""] or rows[1][0] in (*table.corner, "")
    heads = [*table.corner, *(column.name for column in table.columns)]
    first = rows.index(heads)
    for row, written in zip(table.rows, rows[first + 1 :], strict=False):
        shown = [
            cell.raw if cell.is_number or cell.raw is None else cell.text
            for cell in row.cells
        ]
        assert written == [*row.heads, *shown]
    notes = rows[first + 1 + len(table.rows) :]
    assert [[one for one in row if one] for row in notes] == [
        [note] for note in table.notes
    ]


def test_no_text_becomes_a_formula_a_link_or_a_number(workbook):
    parts = parts_of_archive(workbook)
    sheets = {name: part for name, part in parts.items() if "/sheet" in name}
    assert len(sheets) == 9
    assert not any(b"<f>" in part or b"<f " in part for part in sheets.values())
    assert not any("hyperlink" in str(part) for part in sheets.values())
    assert not any("externalLink" in name or "vba" in name for name in parts)
    named = sheets_of(workbook)["Tabel 5"]["A1"]
    assert named == f"{FORMULA} & <i>aandeel</i>"
    # Also when somebody goes into the cell and presses Enter.
    assert b'quotePrefix="1"' in parts["xl/styles.xml"]


def test_the_first_sheet_is_about_the_release(workbook):
    rows = rows_of(sheets_of(workbook)["Uitgave"])
    assert rows[0] == [DOCUMENT.title]
    assert ["Controlegetal (SHA-256)", DOCUMENT.sha256] in rows
    assert ["Ondertekend door", "Carla Claes op 2 december 2016"] in rows
    assert ["Stand van de gegevens", "1 december 2016 om 10:30 uur"] in rows
    assert ["Deze uitgave verbetert uitgave 6."] in rows
    assert ["Tabellen", "1. Leerlingen per provincie en schooljaar"] in rows
    assert ["Van 3 leerlingen is de reden niet bekend."] in rows


def test_the_last_sheet_has_the_definitions(workbook):
    rows = rows_of(sheets_of(workbook)["Definities"])
    assert rows[0] == ["Woord", "Versie", "Betekenis"]
    assert rows[1:] == [
        [one.name, one.version, one.text] for one in DOCUMENT.definitions
    ]


def test_the_properties_name_no_person(workbook, letter):
    for content in (workbook, letter):
        core = parts_of_archive(content)["docProps/core.xml"].decode()
        assert DOCUMENT.title in core
        assert "Polly" not in core
        assert "Carla" not in core
        assert "2016-12-01T09:30:00Z" in core


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("nl-be", '[=1]0" maand";0" maanden"'),
        ("fr", '[=1]0" mois";0" mois"'),
        ("de", '[=1]0" Monat";0" Monate"'),
    ],
)
def test_months_are_numbers_that_are_shown_with_their_unit(language, code):
    with translation.override(language):
        assert number_format(DURATION[0]) == code
        assert number_format(PUPILS) == "#,##0"


@pytest.mark.parametrize(
    ("number", "code"),
    [(1234, "#,##0"), (1234.0, "#,##0"), (123456.5, "#,##0.0"), (0.25, "#,##0.00")],
)
def test_whole_numbers_have_no_comma_behind_them(number, code):
    """With "0.##" a spreadsheet shows 1234 as "1.234,"."""
    for kind in ("sum", "mean"):
        assert number_format(Measure("hours", kind, "hours"), number) == code


def test_each_cell_has_the_format_of_its_own_number(workbook):
    styles = parts_of_archive(workbook)["xl/styles.xml"].decode()
    assert "#,##0.##" not in styles
    # 123456.5; those of 1111 and 0.25 are of Excel itself: 3 and 4.
    assert 'formatCode="#,##0.0"' in styles


def test_sheets_print_as_wide_as_a_page_with_their_heads(workbook):
    parts = parts_of_archive(workbook)
    names = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    assert len(names) == 9
    for name in names:
        part = parts[name].decode()
        assert 'paperSize="9"' in part
        assert 'fitToHeight="0"' in part
        assert "<oddFooter>&amp;LUitgave 7 · gegevens van 1 december 2016" in part
    titles = parts["xl/workbook.xml"].decode()
    assert titles.count("_xlnm.Print_Titles") == 8  # all but the first
    assert "'Tabel 1'!$4:$4" in titles


def test_columns_are_as_wide_as_their_words_and_wide_tables_lie_down(workbook):
    parts = parts_of_archive(workbook)
    upright, lying = (parts[f"xl/worksheets/sheet{at}.xml"].decode() for at in (2, 4))
    assert [TABLES[at].width for at in (1, 3)] == [5, 8]
    years = re.search(r'<col min="2" max="2" width="([\d.]+)"', upright)
    assert 11 < float(years[1]) < 16
    assert 'orientation="portrait"' in upright
    assert 'orientation="landscape"' in lying


def test_long_lines_of_a_sheet_are_wrapped_and_have_their_height(workbook):
    parts = parts_of_archive(workbook)
    table, last = (parts[f"xl/worksheets/sheet{at}.xml"].decode() for at in (2, 9))
    rows = len(TABLES[1].rows)
    first = 6 + rows  # a head of four rows, and an empty one before the notes
    assert f'<mergeCell ref="A{first}:' in table
    assert " ht=" not in last  # all of them fit on a line
    meaning = Definition("leerling", 1, "Leerling", "woord " * 60)
    long = parts_of_archive(xlsx_of(document_of(definitions=(meaning,)), {}))
    heights = re.findall(r' ht="(\d+)"', long["xl/worksheets/sheet9.xml"].decode())
    assert heights == [str(15 * lines_of(meaning.text, 70))]
    assert lines_of(meaning.text, 70) > 4


# DOCX ---------------------------------------------------------------------------------


def test_tables_are_those_of_the_page(letter):
    paper = paper_of(letter)
    for table, written in zip(TABLES.values(), paper.tables, strict=False):
        heads = [*table.corner, *(column.name for column in table.columns)]
        rows = [[*row.heads, *(cell.text for cell in row.cells)] for row in table.rows]
        assert table_texts(written) == [heads, *rows]
    assert len(paper.tables) == len(TABLES) + 2


def test_heads_are_repeated_and_no_row_is_cut(letter):
    for table in paper_of(letter).tables[: len(TABLES)]:
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert all(
            row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows
        )
        assert table.style.name == "Sio Figures"


def test_words_of_a_table_have_room(letter):
    """No word is cut, and whole cells stand on one line if that is possible."""
    for table, written in zip(TABLES.values(), paper_of(letter).tables, strict=False):
        style = written.rows[0].cells[0].paragraphs[0].style
        widths = [column.width.pt for column in written.columns]
        assert sum(widths) == pytest.approx(Cm(16.2).pt, abs=1)
        if LONG_WORD in table.caption or sum(widths) < table.width * 40:
            continue
        for texts, width in zip(texts_by_column(table), widths, strict=True):
            assert least_width(texts, style.font.size.pt) < width
    many, few = (paper_of(letter).tables[at] for at in (2, 0))
    assert many.rows[1].cells[1].paragraphs[0].style.name == "Sio Small Cell"
    assert few.rows[1].cells[1].paragraphs[0].style.name == "Sio Cell"


def test_room_is_shared_by_what_columns_need():
    assert shared(100, [10, 20], [30, 20]) == [30 + 25, 20 + 25]
    assert shared(40, [10, 20], [30, 20]) == [20, 20]
    assert shared(15, [10, 20], [30, 20]) == [5, 10]
    assert shared(40, [10, 20], [10, 20]) == [15, 25]


def kept(table):
    return [
        bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next)
        for row in table.rows
    ]


def test_short_tables_stay_whole_and_long_ones_their_groups(letter):
    tables = paper_of(letter).tables
    assert all(kept(tables[0]))  # its notes too
    groups = [len(rows) for rows in TABLES[4].groups]
    assert len(groups) == 2
    inside = [[True] * (length - 1) + [False] for length in groups]
    assert not TABLES[4].notes
    assert kept(tables[3]) == [True, *inside[0], *inside[1]]
    facts, words = tables[-2:]
    assert kept(facts) == [True] * (len(facts.rows) - 1) + [False]
    assert not any(kept(words))


def test_no_row_of_a_long_table_is_left_alone():
    cells = {(f"plaats {at:03}",): (at,) for at in range(15)}
    figure = Figure(1, "Lang", cube_of("x", ("region",), (PUPILS,), cells))
    table = paper_of(docx_of(document_of(blocks=(figure,)), {})).tables[0]
    assert [at for at, one in enumerate(kept(table)) if one] == [0, 1, 14]


def test_the_code_stands_on_one_line(letter):
    facts = paper_of(letter).tables[-2]
    code = facts.rows[-1].cells[1].paragraphs[0]
    assert code.text == DOCUMENT.sha256
    width = facts.columns[1].width.pt
    assert whole_width([code.text], code.style.font.size.pt) < width * 1.15


def test_headings_lead_through_it(letter):
    paper = paper_of(letter)
    headings = [
        (one.style.name, one.text)
        for one in paper.paragraphs
        if one.style.name.startswith(("Heading", "Title"))
    ]
    assert headings == [
        ("Title", DOCUMENT.title),
        ("Heading 1", "De vragen"),
        ("Heading 1", "De antwoorden"),
        ("Heading 1", "Over deze cijfers"),
        ("Heading 2", "Hoe volledig de gegevens zijn"),
        ("Heading 2", "Wat de woorden betekenen"),
        ("Heading 2", "Kleine aantallen"),
    ]


def test_nothing_of_the_template_is_left_behind(letter):
    parts = parts_of_archive(letter)
    assert not [name for name in parts if "thumbnail" in name or "customXml" in name]
    told = b"".join(part for name, part in parts.items() if name.endswith(".rels"))
    assert b"thumbnail" not in told
    assert b"customXml" not in told
    assert b"jpeg" not in parts["[Content_Types].xml"]


def test_what_an_officer_typed_is_text(letter):
    texts = [one.text for one in paper_of(letter).paragraphs]
    assert f"3.\t{SCRIPT}" in texts
    assert f"3.\t{SCRIPT} {RIGHT_TO_LEFT} {EMOJI}" in texts
    assert f"2.\t{FORMULA}" in texts
    assert LONG_WORD in texts
    assert "2.\tHoe lang duurde het?" in texts
    assert f"Tabel 5. {FORMULA} & <i>aandeel</i>" in texts


def test_a_chart_has_words(letter):
    paper = paper_of(letter)
    assert [one._inline.docPr.get("descr") for one in paper.inline_shapes] == [
        CHART.alt
    ]
    assert "Grafiek 1. Leerlingen per provincie en schooljaar" in [
        one.text for one in paper.paragraphs
    ]


def test_the_document_says_its_language():
    with translation.override("fr"):
        paper = paper_of(docx_of(document_of(language="fr"), {}))
    spoken = {one.get(qn("w:val")) for one in paper.styles.element.iter(qn("w:lang"))}
    assert spoken == {"fr"}
    assert paper.core_properties.language == "fr"
    dutch = paper_of(docx_of(document_of(), {}))
    assert dutch.core_properties.language == "nl-BE"


def test_an_answer_that_begins_with_a_list_keeps_its_number():
    blocks = (Text("answer", 1, "- een\n- twee"),)
    paper = paper_of(docx_of(document_of(blocks=blocks), {}))
    texts = [one.text for one in paper.paragraphs]
    at = texts.index("1.\t")
    assert texts[at : at + 3] == ["1.\t", "een", "twee"]


# All of them --------------------------------------------------------------------------


def test_files_are_the_same_each_time():
    first, second = (make_files(document_of(), {1: CHART}) for _ in range(2))
    assert [one.name for one in first] == [
        f"uitgave-7.{ending}" for ending in ("csv", "json", "xlsx", "docx", "pdf")
    ]
    assert first == second


def test_characters_that_no_format_can_hold_stop_nothing():
    odd = "a\x00b\x0bc\u202e"
    figure = Figure(1, odd, ALL_PUPILS)
    document = document_of(title=odd, blocks=(Text("text", None, odd), figure))
    files = {one.name[10:]: one.content for one in make_files(document)}
    assert [one.text for one in paper_of(files["docx"]).paragraphs].count("abc") == 2
    assert sheets_of(files["xlsx"])["Tabel 1"]["A1"] == "abc"
    assert "a\\u0000b" in files["json"].decode()
