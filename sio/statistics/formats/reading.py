"""A document in the order in which it is read: questions, then numbered answers.

HTML, PDF and DOCX walk through these parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sio.statistics.document import Document, Figure, Text
from sio.statistics.formats.layout import Table, table_of
from sio.statistics.formats.made import Charts
from sio.statistics.formats.prose import Piece, pieces_of, printable


@dataclass(frozen=True)
class Prose:
    """Words; `number` is that of the question they ask, or 0."""

    pieces: list[Piece]
    number: int = 0
    is_prose = True

    @property
    def number_alone(self) -> bool:
        """True if no paragraph comes first in which the number could stand."""
        return bool(self.number) and (not self.pieces or self.pieces[0].is_list)


@dataclass(frozen=True)
class ChartPlace:
    """Where a page finds a chart, and what it says in words."""

    url: str
    alt: str


@dataclass(frozen=True)
class FigurePart:
    """A table, and its chart if it has one."""

    table: Table
    figure: Figure
    chart: ChartPlace | None = None
    is_prose = False


@dataclass
class Part:
    """`kind`: text, questions or answers. Answers hold one item per answer."""

    kind: str
    items: list[Item] = field(default_factory=list)


@dataclass
class Item:
    """What belongs together below one number; 0 if it has none."""

    number: int
    content: list[Prose | FigurePart] = field(default_factory=list)


def printable_of(document: Document) -> Document:
    """The same, without characters that paper and office files can't hold."""
    return replace(
        document,
        title=printable(document.title),
        asked=printable(document.asked),
        made_by=printable(document.made_by),
        signed_by=printable(document.signed_by),
        reason=printable(document.reason),
        completeness=tuple(map(printable, document.completeness)),
        blocks=tuple(
            _printable_figure(one) if isinstance(one, Figure) else one
            for one in document.blocks
        ),
    )


def _printable_figure(figure: Figure) -> Figure:
    cube = replace(figure.cube, source=printable(figure.cube.source))
    return replace(figure, caption=printable(figure.caption), cube=cube)


def parts_of(document: Document, charts: Charts | None = None) -> list[Part]:
    """All blocks in order: what follows an answer belongs to it until the next one.

    Charts go by an address that `pdf` knows: "chart:" and the number of the figure.
    """
    parts: list[Part] = []
    for block in document.blocks:
        _item_for(block, parts).content.append(_content(block, document, charts or {}))
    return parts


_KINDS = {"question": "questions", "answer": "answers"}


def _item_for(block: Text | Figure, parts: list[Part]) -> Item:
    """The item that the block goes into; made if it begins one."""
    kind = _KINDS.get(block.kind) if isinstance(block, Text) else None
    if kind is None:
        return _going_on(parts)
    if not parts or parts[-1].kind != kind:
        parts.append(Part(kind))
    number = block.number if isinstance(block, Text) else None
    parts[-1].items.append(Item(number or 0))
    return parts[-1].items[-1]


def _going_on(parts: list[Part]) -> Item:
    """Below an answer its last one; after questions, and at the start, a new text."""
    if not parts or parts[-1].kind == "questions":
        parts.append(Part("text", [Item(0)]))
    return parts[-1].items[-1]


def _content(
    block: Text | Figure, document: Document, charts: Charts
) -> Prose | FigurePart:
    if isinstance(block, Figure):
        chart = charts.get(block.number)
        place = ChartPlace(f"chart:{block.number}", chart.alt) if chart else None
        return FigurePart(table_of(block, document), block, place)
    return Prose(pieces_of(block.text), block.number or 0)
