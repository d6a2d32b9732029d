"""A release as a workbook: numbers are numbers, and no text ever is a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sio.statistics.cells import Measure
from sio.statistics.document import Document
from sio.statistics.formats.colophon import (
    colophon_of,
    notices_of,
    number_line,
    stamp_of,
)
from sio.statistics.formats.layout import Table, TableCell, tables_of
from sio.statistics.formats.made import Charts
from sio.statistics.formats.packed import packed_again
from sio.statistics.formats.widths import digits_of, lines_of, texts_by_column

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_TEXT_ONLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_GREEN = "#14533F"
_HEAD_ROW = 3  # counted from 0: caption, what is counted, an empty row
# In digits, as spreadsheets measure columns:
_WIDE, _NARROW, _WIDEST = 28, 9, 70
_MOST = 40  # of a column of a table; what is longer goes on a next line
_PAPER = 92  # so many stand on an upright page
_NOTES = 70  # notes are at least so wide
_LINE = 15  # points, the height of a line


def xlsx_of(document: Document, _charts: Charts) -> bytes:
    """The document as XLSX, in the language that is active; the same bytes each time.

    A sheet about the release, one per figure, one with definitions; none is hidden.
    """
    page = io.BytesIO()
    workbook = xlsxwriter.Workbook(page, _TEXT_ONLY)
    _describe(workbook, document)
    looks = _Looks(workbook)
    _write_release(workbook.add_worksheet(_("Uitgave")), document, looks)
    for number, table in tables_of(document).items():
        sheet = workbook.add_worksheet(_("Tabel %(number)s") % {"number": number})
        _write_table(sheet, table, looks)
    _write_definitions(workbook.add_worksheet(_("Definities")), document, looks)
    for sheet in workbook.worksheets():
        _on_paper(sheet, document)
    workbook.close()
    return packed_again(page.getvalue())


def _describe(workbook: Workbook, document: Document) -> None:
    """Names no person: who made it stands on its first sheet, as on paper."""
    workbook.set_properties(
        {
            "title": document.title,
            "author": settings.ORGANISATION,
            "company": settings.ORGANISATION,
            "created": stamp_of(document),
        }
    )


class _Looks:
    """How cells look; a number's look says its unit, so that it stays a number."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.title = self._text(bold=True, font_size=14)
        self.soft = self._text(font_color="#4B5A53")
        self.text = self._text()
        self.long = self._text(text_wrap=True, valign="top")
        self.note = self._text(font_color="#4B5A53", text_wrap=True, valign="top")
        self.version = self._text(align="left", valign="top")
        self.top = self._text(valign="top")
        self.bold = self._text(bold=True)
        self.name = self._text(bold=True, valign="top")
        self.long_name = self._text(bold=True, text_wrap=True, valign="top")
        head = {"bold": True, "bottom": 1, "top": 1, "border_color": _GREEN}
        head |= {"text_wrap": True}
        self.head = self._text(**head)
        self.number_head = self._text(**head, align="right")
        self.known: dict[tuple[str, bool], Format] = {}

    def of(self, cell: TableCell, *, is_total: bool) -> Format:
        """Of one number, word or blank."""
        code = "@"
        if isinstance(cell.raw, int | float):
            code = number_format(cell.measure, cell.raw)
        if (code, is_total) not in self.known:
            look = {"num_format": code, "align": "right", "bold": is_total}
            self.known[code, is_total] = self.workbook.add_format(look)
        return self.known[code, is_total]

    def row_head(self, *, is_total: bool) -> Format:
        return self.bold if is_total else self.text

    def _text(self, **look: object) -> Format:
        """Stays text, also when somebody goes into the cell and presses Enter."""
        return self.workbook.add_format({"quote_prefix": True, **look})


def number_format(measure: Measure, number: float = 0) -> str:
    """As a spreadsheet shows it: 9.4 as "9,4%", 7 as "7 maanden", 1 as "1 maand".

    Whole numbers have no comma, and parts of one at most two decimals, as elsewhere.
    """
    if measure.unit == "percent":
        return '0.0"%"'
    if measure.unit == "months" and measure.kind in ("min", "mean", "max"):
        one = ngettext("%(number)s maand", "%(number)s maanden", 1)
        more = ngettext("%(number)s maand", "%(number)s maanden", 2)
        return f"[=1]{_quoted(one)};{_quoted(more)}"
    places = len(f"{number:.2f}".rstrip("0").partition(".")[2])
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _quoted(words: str) -> str:
    """ "%(number)s maanden" as a format of a spreadsheet: 0" maanden"."""
    return words.replace("%(number)s", '0"') + '"'


def _write_table(sheet: Worksheet, table: Table, looks: _Looks) -> None:
    sheet.write_string(0, 0, table.caption, looks.title)
    sheet.write_string(1, 0, table.about, looks.soft)
    for at, name in enumerate(table.corner):
        sheet.write_string(_HEAD_ROW, at, name, looks.head)
    first = len(table.corner)
    for at, column in enumerate(table.columns, start=first):
        sheet.write_string(_HEAD_ROW, at, column.name, looks.number_head)
    for down, row in enumerate(table.rows, start=_HEAD_ROW + 1):
        for at, head in enumerate(row.heads):
            sheet.write_string(down, at, head, looks.row_head(is_total=row.is_total))
        for at, cell in enumerate(row.cells, start=first):
            look = looks.of(cell, is_total=row.is_total or cell.is_total)
            _write_cell(sheet, (down, at), cell, look)
    widths = _column_widths(table)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    _write_notes(sheet, table, widths, looks.note)
    sheet.freeze_panes(_HEAD_ROW + 1, first)
    if sum(widths) > _PAPER:
        sheet.set_landscape()
    sheet.repeat_rows(_HEAD_ROW)


def _column_widths(table: Table) -> list[float]:
    """Each so wide as what stands in it."""
    wanted = (digits_of(texts) + 2 for texts in texts_by_column(table))
    return [min(max(round(one, 1), _NARROW), _MOST) for one in wanted]


def _write_notes(
    sheet: Worksheet, table: Table, widths: list[float], look: Format
) -> None:
    """Below the table, over its columns and as many more as their lines need."""
    width, last = sum(widths), len(widths) - 1
    while width < _NOTES:
        width, last = width + _NARROW, last + 1
        sheet.set_column(last, last, _NARROW)
    for row, note in enumerate(table.notes, start=_HEAD_ROW + len(table.rows) + 2):
        sheet.merge_range(row, 0, row, last, "", look)
        sheet.write_string(row, 0, note, look)
        sheet.set_row(row, _LINE * lines_of(note, width))


def _write_cell(
    sheet: Worksheet, at: tuple[int, int], cell: TableCell, look: Format
) -> None:
    """Numbers as numbers; ":c" and words as text; of a blank nothing but its look."""
    if isinstance(cell.raw, int | float):
        sheet.write_number(*at, cell.raw, look)
    elif cell.raw is None:
        sheet.write_blank(*at, None, look)
    else:
        sheet.write_string(*at, cell.text, look)


def _write_release(sheet: Worksheet, document: Document, looks: _Looks) -> None:
    colophon = colophon_of(document)
    sheet.write_string(0, 0, document.title, looks.title)
    sheet.write_string(1, 0, document.asked, looks.soft)
    row = _write_lines(sheet, 2, notices_of(document), looks.name) + 1
    for fact in colophon.facts:
        sheet.write_string(row, 0, fact.name, looks.name)
        sheet.write_string(row, 1, fact.text, looks.top)
        row += 1
    row = _write_part(sheet, row + 1, _("Tabellen"), _names_of(document), looks)
    row = _write_part(
        sheet,
        row,
        _("Hoe volledig de gegevens zijn"),
        colophon.completeness,
        looks,
    )
    told = [colophon.confidentiality]
    _write_part(sheet, row, _("Kleine aantallen"), told, looks)
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, 1, _WIDEST)


def _names_of(document: Document) -> list[str]:
    return [
        f"{number}. {table.caption}" for number, table in tables_of(document).items()
    ]


def _write_part(
    sheet: Worksheet, row: int, name: str, lines: Iterable[str], looks: _Looks
) -> int:
    """A name with its lines beside it; the row after an empty one."""
    sheet.write_string(row, 0, name, looks.name)
    for line in lines:
        sheet.write_string(row, 1, line, looks.long)
        sheet.set_row(row, _LINE * lines_of(line, _WIDEST))
        row += 1
    return row + 1


def _write_lines(sheet: Worksheet, row: int, lines: Iterable[str], look: Format) -> int:
    """One below the other; the row after them."""
    for line in lines:
        sheet.write_string(row, 0, line, look)
        row += 1
    return row


def _write_definitions(sheet: Worksheet, document: Document, looks: _Looks) -> None:
    for at, name in enumerate((_("Woord"), _("Versie"), _("Betekenis"))):
        sheet.write_string(0, at, name, looks.head)
    for row, one in enumerate(document.definitions, start=1):
        sheet.write_string(row, 0, one.name, looks.long_name)
        sheet.write_number(row, 1, one.version, looks.version)
        sheet.write_string(row, 2, one.text, looks.long)
        lines = max(lines_of(one.name, _WIDE - 4), lines_of(one.text, _WIDEST))
        sheet.set_row(row, _LINE * lines)
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, 1, _NARROW)
    sheet.set_column(2, 2, _WIDEST)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _on_paper(sheet: Worksheet, document: Document) -> None:
    """A4, as wide as one page; at its foot what it is, and the number of the page."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    words = number_line(document).replace("&", "&&")
    sheet.set_footer(f"&L{words}&R&P / &N")
