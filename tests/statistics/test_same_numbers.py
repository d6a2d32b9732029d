"""Each number of each cube, looked up in each format by the words around it."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from lxml import html

from sio.statistics import labels
from sio.statistics.cells import TOTAL
from sio.statistics.document import Figure
from sio.statistics.formats.layout import tables_of
from sio.statistics.formats.word import docx_of
from sio.statistics.formats.xlsx import xlsx_of
from tests.statistics.documents import document_of
from tests.statistics.readers import paper_of, rows_of, sheets_of, table_texts

DOCUMENT = document_of()
FIGURES = [block for block in DOCUMENT.blocks if isinstance(block, Figure)]
TABLES = tables_of(DOCUMENT)
MARGINS = {"Totaal", "Algemeen"}


def on_pages():
    """As a browser shows them."""
    read = {}
    for number, table in TABLES.items():
        page = render_to_string("statistics/_figure.html", {"table": table})
        read[number] = [
            [cell.text_content() for cell in row]
            for row in html.fromstring(page).iter("tr")
        ]
    return read


def in_word():
    tables = paper_of(docx_of(DOCUMENT, {})).tables
    return {
        figure.number: table_texts(table)
        for figure, table in zip(FIGURES, tables, strict=False)
    }


def in_a_workbook():
    sheets = sheets_of(xlsx_of(DOCUMENT, {}))
    return {one.number: rows_of(sheets[f"Tabel {one.number}"])[2:] for one in FIGURES}


@pytest.fixture(scope="module")
def formats():
    return {"page": on_pages(), "word": in_word(), "workbook": in_a_workbook()}


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: one.cube.shape.name)
@pytest.mark.parametrize("name", ["page", "word", "workbook"])
def test_each_number_stands_where_its_words_say(formats, name, figure):
    rows = formats[name][figure.number]
    shape = figure.cube.shape
    for cell in figure.cube.cells:
        for measure, shown in zip(shape.measures, cell.values, strict=True):
            if figure.measures and measure.key not in figure.measures:
                continue
            words = {labels.measure_name(measure)} | words_of(shape, cell.at)
            found = [value for around, value in cells_of(rows) if around <= words]
            if shown is None and is_left_out(figure, words):
                continue
            if shown is None:
                assert found in ([], [""], [None])
            elif name == "workbook" and not isinstance(shown, str):
                assert found == [shown]
            else:
                assert found == [labels.shown_text(shown, measure)]


def is_left_out(figure, words):
    """True if the notes say that there are no figures of all of that."""
    told = [
        one for one in TABLES[figure.number].notes if one.startswith("Geen cijfers")
    ]
    return any(word in note for note in told for word in words)


def words_of(shape, at):
    """All that may stand around the cell."""
    words = set()
    for dimension, value in zip(shape.dimensions, at, strict=True):
        words |= MARGINS if value == TOTAL else {labels.value_name(dimension, value)}
    return words or MARGINS


def cells_of(rows):
    """Each value with the words of its row and its column."""
    heads, *lines = rows
    values = sum(one in NAMES_OF_COLUMNS for one in heads)
    first = len(heads) - values
    for line in lines:
        if len(line) == len(heads):
            for column, value in zip(heads[first:], line[first:], strict=True):
                yield {*line[:first], column}, value


# All that can stand above a column of numbers.
NAMES_OF_COLUMNS = {
    *MARGINS,
    *(labels.measure_name(m) for one in FIGURES for m in one.cube.shape.measures),
    *(
        labels.value_name(dimension, value)
        for one in FIGURES
        for cell in one.cube.cells
        for dimension, value in zip(one.cube.shape.dimensions, cell.at, strict=True)
    ),
}
