"""A release as DOCX, for who writes on in it: styles, real tables, alt texts."""

from __future__ import annotations

import io
from collections.abc import Container, Iterable
from itertools import accumulate

from django.conf import settings
from django.utils.translation import gettext as _
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Length, Pt
from docx.table import Table as PaperTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from sio.statistics.document import Document
from sio.statistics.formats.colophon import (
    Colophon,
    colophon_of,
    notices_of,
    number_line,
    stamp_of,
)
from sio.statistics.formats.layout import NO_BREAK, Row, Table
from sio.statistics.formats.made import Charts, language_tag
from sio.statistics.formats.packed import packed_again
from sio.statistics.formats.prose import Piece
from sio.statistics.formats.reading import FigurePart, Item, Part, Prose, parts_of
from sio.statistics.formats.widths import (
    least_width,
    shared,
    texts_by_column,
    whole_width,
)
from sio.statistics.formats.word_styles import (
    ABOUT,
    BESIDE,
    CELL,
    CELL_SIZES,
    FIGURES,
    INDENT,
    NOTE,
    NOTICE,
    NUMBERED,
    SMALL_CELL,
    new_paper,
)

_WIDTH = Cm(16.2)  # between the margins
_CHART_WIDTH = Cm(12)
_BESIDE_WORDS = 9  # points, left and right of what stands in a cell


def docx_of(document: Document, charts: Charts) -> bytes:
    """The document as DOCX, in the language that is active; each time the same."""
    paper = new_paper(language_tag())
    _describe(paper, document)
    _add_foot(paper, number_line(document))
    paper.add_paragraph(settings.ORGANISATION, style=NOTICE)
    if document.asked:
        paper.add_paragraph(document.asked, style=ABOUT)
    paper.add_paragraph(document.title, style="Title")
    for notice in notices_of(document):
        paper.add_paragraph(notice, style=NOTICE)
    for part in parts_of(document, charts):
        _add_part(paper, part, charts)
    _add_colophon(paper, colophon_of(document))
    page = io.BytesIO()
    paper.save(page)
    return packed_again(page.getvalue())


def _describe(paper: Paper, document: Document) -> None:
    """Names no person: who made it stands at the end, as on paper."""
    core = paper.core_properties
    core.title, core.author = document.title, settings.ORGANISATION
    core.subject, core.language = number_line(document), language_tag()
    core.last_modified_by = core.comments = core.keywords = ""
    core.created = core.modified = stamp_of(document)


def _add_foot(paper: Paper, words: str) -> None:
    """What it is, and the number of the page."""
    foot = paper.sections[0].footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{words}\t\t")
    for kind in ("PAGE", "NUMPAGES"):
        if kind == "NUMPAGES":
            foot.add_run(" / ")
        foot._p.append(
            parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr="{kind}">'
                "<w:r><w:t>1</w:t></w:r></w:fldSimple>"
            )
        )


def _add_part(paper: Paper, part: Part, charts: Charts) -> None:
    names = {"questions": _("De vragen"), "answers": _("De antwoorden")}
    if part.kind in names:
        paper.add_heading(names[part.kind], 1)
    for item in part.items:
        _add_item(paper, item, charts)


def _add_item(paper: Paper, item: Item, charts: Charts) -> None:
    """The number stands before the first words, and all else beside it."""
    style = BESIDE if item.number else "Normal"
    for one in item.content:
        if isinstance(one, FigurePart):
            _add_figure(paper, one, charts)
        else:
            _add_prose(paper, one, style)


def _add_prose(paper: Paper, prose: Prose, style: str) -> None:
    number = f"{prose.number}.\t" if prose.number else ""
    pieces = list(prose.pieces)
    if number:
        first = paper.add_paragraph(number, style=NUMBERED)
        _add_lines(first, () if prose.number_alone else pieces.pop(0).lines)
    for piece in pieces:
        _add_piece(paper, piece, style)


def _add_piece(paper: Paper, piece: Piece, style: str) -> None:
    if not piece.is_list:
        _add_lines(paper.add_paragraph(style=style), piece.lines)
        return
    for line in piece.lines:
        bullet = paper.add_paragraph(line, style="List Bullet")
        if style == BESIDE:
            bullet.paragraph_format.left_indent = INDENT + Cm(0.63)


def _add_lines(paragraph: Paragraph, lines: Iterable[str]) -> None:
    for at, line in enumerate(lines):
        run = paragraph.add_run()
        if at:
            run.add_break()
        run.add_text(line)


def _add_figure(paper: Paper, part: FigurePart, charts: Charts) -> None:
    table, chart = part.table, charts.get(part.table.number)
    if chart and chart.png:
        name = _("Grafiek %(number)s.") % {"number": table.chart_number}
        paper.add_paragraph(f"{name} {table.chart_caption}", style="Caption")
        picture = paper.add_picture(io.BytesIO(chart.png), width=_CHART_WIDTH)
        picture._inline.docPr.set("descr", chart.alt)
        picture._inline.docPr.set("name", name)
    name = _("Tabel %(number)s.") % {"number": table.number}
    paper.add_paragraph(f"{name} {table.caption}", style="Caption")
    if table.about:
        paper.add_paragraph(table.about, style=ABOUT)
    _add_table(paper, table)
    for note in table.notes:
        written = paper.add_paragraph(note, style=NOTE)
        written.paragraph_format.keep_with_next = note != table.notes[-1]


def _add_table(paper: Paper, table: Table) -> None:
    heads = [*table.corner, *(column.name for column in table.columns)]
    page = _new_table(paper, len(heads), table.caption)
    style, widths = _look_of(table)
    _write_heads(page, heads, words=len(table.corner), style=style)
    for row in table.rows:
        _write_row(_new_row(page), row, style)
    _set_widths(page, widths)
    _keep_together(page, _kept_rows(table))


def _look_of(table: Table) -> tuple[str, list[Length]]:
    """Small if it would not fit otherwise; of columns so much as their words need."""
    columns = texts_by_column(table)
    style, wide = CELL, list[float]()
    for style in (CELL, SMALL_CELL):
        wide = [whole_width(one, CELL_SIZES[style]) + _BESIDE_WORDS for one in columns]
        if sum(wide) <= _WIDTH.pt:
            break
    least = [least_width(one, CELL_SIZES[style]) + _BESIDE_WORDS for one in columns]
    return style, [Pt(one) for one in shared(_WIDTH.pt, least, wide)]


def _kept_rows(table: Table) -> set[int]:
    """Rows, the head is 0, that stay on the page of what follows them.

    A short table stays whole, a long one its groups, or else its first and last two
    rows; the notes stay with the last.
    """
    last = len(table.rows)
    kept = {last} if table.notes else set()
    if table.fits_on_a_page:
        return kept | set(range(last))
    kept |= {0, 1, last - 1}
    if len(table.groups) > 1:
        ends = set(accumulate(len(rows) for rows in table.groups))
        kept |= set(range(last)) - ends
    return kept


def _keep_together(page: PaperTable, kept: Container[int]) -> None:
    for at, row in enumerate(page.rows):
        if at in kept:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _new_table(paper: Paper, columns: int, name: str) -> PaperTable:
    page: PaperTable = paper.add_table(rows=0, cols=columns, style=FIGURES)
    page.autofit = False
    properties = page._tbl.tblPr
    properties.append(parse_xml(f'<w:tblCaption {nsdecls("w")} w:val=""/>'))
    properties[-1].set(qn("w:val"), name)
    return page


def _write_heads(
    page: PaperTable, heads: list[str], *, words: int, style: str = CELL
) -> None:
    """Repeated on each page that the table goes on to."""
    row = _new_row(page)
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for at, (cell, name) in enumerate(zip(row.cells, heads, strict=True)):
        _write(cell, name, style, is_number=at >= words, is_bold=True)


def _write_row(page_row: _Row, row: Row, style: str) -> None:
    cells = iter(page_row.cells)
    for head in row.heads:
        _write(next(cells), head, style, is_bold=row.is_total)
    for cell in row.cells:
        is_bold = row.is_total or cell.is_total
        _write(next(cells), cell.text, style, is_number=True, is_bold=is_bold)


def _new_row(page: PaperTable) -> _Row:
    """One that is not cut over two pages."""
    row: _Row = page.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    return row


def _write(
    cell: _Cell,
    text: str,
    style: str,
    *,
    is_number: bool = False,
    is_bold: bool = False,
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    if is_number:
        paragraph.alignment = ALIGN.RIGHT
    paragraph.add_run(text).bold = is_bold or None


def _set_widths(page: PaperTable, widths: list[Length]) -> None:
    """Of each cell too: Word goes by those, others by the columns."""
    for column, width in zip(page.columns, widths, strict=True):
        column.width = width
    for row in page._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width


def _add_colophon(paper: Paper, colophon: Colophon) -> None:
    paper.add_heading(_("Over deze cijfers"), 1)
    codes = {one.text for one in colophon.facts if one.is_code}
    facts = [(one.name, one.text) for one in colophon.facts]
    _add_pairs(paper, _("Deze uitgave"), facts, small=codes)
    if colophon.completeness:
        paper.add_heading(_("Hoe volledig de gegevens zijn"), 2)
        _add_piece(paper, Piece(colophon.completeness, is_list=True), "Normal")
    if colophon.definitions:
        paper.add_heading(_("Wat de woorden betekenen"), 2)
        version = _("versie %(version)s")
        pairs = [
            (f"{one.name}, {_unbroken(version % {'version': one.version})}", one.text)
            for one in colophon.definitions
        ]
        heads = (_("Woord"), _("Betekenis"))
        _add_pairs(paper, _("Definities"), pairs, heads)
    paper.add_heading(_("Kleine aantallen"), 2)
    paper.add_paragraph(colophon.confidentiality)


def _add_pairs(
    paper: Paper,
    name: str,
    pairs: list[tuple[str, str]],
    heads: tuple[str, str] | None = None,
    small: Container[str] = (),
) -> None:
    """A table of names and what goes with them."""
    page = _new_table(paper, 2, name)
    if heads:
        _write_heads(page, list(heads), words=2)
    else:
        _without_head_row(page)
    for pair in pairs:
        row = _new_row(page)
        for cell, text, is_bold in zip(row.cells, pair, (True, False), strict=True):
            style = SMALL_CELL if text in small else CELL
            _write(cell, text, style, is_bold=is_bold)
    _set_widths(page, [Cm(5), Emu(_WIDTH - Cm(5))])
    if not heads:
        _keep_together(page, range(len(pairs) - 1))


def _unbroken(text: str) -> str:
    return text.replace(" ", NO_BREAK)


def _without_head_row(page: PaperTable) -> None:
    """Else a screen reader takes the first pair for names of columns."""
    for look in page._tbl.tblPr.iter(qn("w:tblLook")):
        look.set(qn("w:firstRow"), "0")
        look.set(qn("w:val"), "0480")
