"""A figure as a table that a person reads: what stands where, in which words.

HTML, PDF, DOCX and XLSX all show this table, in the language that is active.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from sio.statistics import labels
from sio.statistics.cells import (
    HIDDEN,
    PROVINCE,
    SCHOOL_YEAR,
    TOTAL,
    Measure,
    Shown,
    ShownCube,
)
from sio.statistics.document import At, Document, Figure
from sio.statistics.formats.captions import chart_caption, chart_number

# More columns than this do not fit on a page that stands upright.
MOST_COLUMNS = 8
MOST_ROWS_TOGETHER = 14  # longer tables go on overleaf, with their head
FEWEST_FOR_EXTREMES = 10  # people behind a minimum or maximum that is shown
NO_BREAK = "\N{NO-BREAK SPACE}"
# What is said of a group as a whole, and read beside each other.
_SPREAD = frozenset({"min", "mean", "max"})


@dataclass(frozen=True)
class TableCell:
    """One value: as text for people, and as it is for who counts on."""

    text: str
    raw: Shown
    measure: Measure
    is_total: bool = False
    is_left_out: bool = False  # by choice

    @property
    def is_number(self) -> bool:
        """False for blanks, ":c" and words."""
        return isinstance(self.raw, int | float)


@dataclass(frozen=True)
class Row:
    """A line of the table; `heads` has a word per name in `Table.corner`."""

    heads: tuple[str, ...]
    cells: tuple[TableCell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Column:
    """What stands above a column."""

    name: str
    is_total: bool = False

    @property
    def parts(self) -> list[str]:
        """Where a narrow column may break it: "2015-" and "2016"."""
        return re.findall(r"[^-]*-|[^-]+", self.name)


@dataclass(frozen=True)
class Table:
    """`about` says in one line what is counted; `notes` stand below."""

    number: int
    caption: str
    chart_number: int  # charts have their own running number; 0 without one
    chart_caption: str
    about: str
    corner: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    @property
    def groups(self) -> list[list[Row]]:
        """The rows, apart where the first of several heads changes."""
        return [list(rows) for _first, rows in groupby(self.rows, _first_heads)]

    @property
    def fits_on_a_page(self) -> bool:
        """Short enough to be kept together; else it goes on overleaf after a group."""
        return len(self.rows) <= MOST_ROWS_TOGETHER and len(self.groups) < 2

    @property
    def width(self) -> int:
        """In cells."""
        return len(self.corner) + len(self.columns)


def _first_heads(row: Row) -> tuple[str, ...]:
    return row.heads[:-1]


def tables_of(document: Document) -> dict[int, Table]:
    """All figures by their number."""
    return {
        block.number: table_of(block, document)
        for block in document.blocks
        if isinstance(block, Figure)
    }


def table_of(figure: Figure, document: Document) -> Table:
    """The figure as a table, with the notes that it needs in this document."""
    grid = _Grid(figure)
    columns, rows = grid.columns_and_rows()
    return Table(
        number=figure.number,
        caption=figure.caption,
        chart_number=chart_number(figure, document),
        chart_caption=chart_caption(figure),
        about=" · ".join(grid.about()),
        corner=grid.corner,
        columns=columns,
        rows=rows,
        notes=tuple(_notes(grid, document)),
    )


class _Grid:
    """Which dimension goes where, and what there is to show."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.shape = figure.cube.shape
        self.measures = _measures(figure)
        self.values = _values(figure.cube, self.measures)
        axes = zip(self.shape.dimensions, _axes(self.values), strict=bool(self.values))
        self.empty: dict[str, list[str]] = {}
        self.axes = {key: self._worth(key, axis) for key, axis in axes}
        self.fixed = [key for key, axis in self.axes.items() if len(axis) == 1]
        self.free = [key for key, axis in self.axes.items() if len(axis) > 1]
        self.across = self._dimension_across()
        self.down = [key for key in self.free if key != self.across]

    def _worth(self, key: str, axis: list[str]) -> list[str]:
        """Without school years, or provinces of durations, that are blank all over."""
        spread = key == PROVINCE and _is_spread(self.measures)
        if key != SCHOOL_YEAR and not spread:
            return axis
        place = self.shape.dimensions.index(key)
        known = {
            at[place]
            for (at, _measure), shown in self.values.items()
            if shown is not None
        }
        kept = [value for value in axis if value in known]
        if not kept or len(kept) == len(axis):
            return axis
        self.empty[key] = [value for value in axis if value not in known]
        return kept

    def _dimension_across(self) -> str | None:
        """School years before all others; durations of one year as in the answers."""
        if self.is_turned:
            return PROVINCE
        if len(self.measures) > 1 or len(self.free) < 2:
            return None
        wished = SCHOOL_YEAR if SCHOOL_YEAR in self.free else self.free[-1]
        return wished if len(self.axes[wished]) <= MOST_COLUMNS else None

    @property
    def is_turned(self) -> bool:
        """Provinces across, and minimum, mean and maximum down."""
        return self.free == [PROVINCE] and _is_spread(self.measures)

    @property
    def corner(self) -> tuple[str, ...]:
        if self.is_turned:
            return ("",)
        names = tuple(labels.dimension_name(key) for key in self.down)
        return names or ("",)

    def columns_and_rows(self) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
        if self.is_turned:
            return self._columns_across(), tuple(self._rows_of_measures())
        if self.across:
            return self._columns_across(), tuple(self._rows())
        named = tuple(Column(labels.measure_name(one)) for one in self.measures)
        return named, tuple(self._rows())

    def _columns_across(self) -> tuple[Column, ...]:
        assert self.across
        return tuple(
            Column(name, value == TOTAL)
            for value, name in self._names(self.across).items()
        )

    def _rows_of_measures(self) -> Iterator[Row]:
        for measure in self.measures:
            cells = tuple(self._cells({}, (measure,)))
            yield Row((labels.measure_name(measure),), cells)

    def _rows(self) -> Iterator[Row]:
        there = {
            tuple(at[self._place(key)] for key in self.down)
            for at, _measure in self.values
        }
        for heads in _combined([self._names(key) for key in self.down]):
            at = tuple(value for value, _name in heads)
            if at in there:
                cells = self._cells(
                    dict(zip(self.down, at, strict=True)), self.measures
                )
                words = tuple(name for _value, name in heads) or (self._margin(),)
                yield Row(words, tuple(cells), TOTAL in at)

    def _cells(
        self, down: dict[str, str], measures: tuple[Measure, ...]
    ) -> Iterator[TableCell]:
        """Along the columns of one row; `down` says where that row is."""
        for value in self._names(self.across) if self.across else [""]:
            chosen = down | {self.across: value} if self.across else down
            at = tuple(
                chosen.get(key, self.axes[key][0]) for key in self.shape.dimensions
            )
            for measure in measures:
                raw = self.values.get((at, measure.key))
                text = labels.shown_text(raw, measure)
                is_left_out = (at, measure.key) in self.figure.left_out
                yield TableCell(text, raw, measure, value == TOTAL, is_left_out)

    def _names(self, key: str) -> dict[str, str]:
        """Values of a dimension in order, each with its word."""
        names = labels.value_names(key, self.axes[key], self.figure.words)
        if TOTAL in names:
            names[TOTAL] = self._margin()
        return names

    def named(self, key: str, values: list[str]) -> str:
        """Their words, one after the other."""
        names = labels.value_names(key, values, self.figure.words)
        return ", ".join(names.values())

    def _name(self, key: str, value: str) -> str:
        return self.named(key, [value])

    def leaves_out(self, key: str, value: str) -> bool:
        """True if something of that value is known, and left out by choice."""
        place = self._place(key)
        return any(at[place] == value for at, _measure in self.figure.left_out)

    def blanks(self) -> Iterator[bool]:
        """Of each blank in the table whether it was left out by choice."""
        _columns, rows = self.columns_and_rows()
        cells = (cell for row in rows for cell in row.cells)
        return (cell.is_left_out for cell in cells if cell.raw is None)

    def _margin(self) -> str:
        return labels.total_name(self.measures)

    def _place(self, key: str) -> int:
        return self.shape.dimensions.index(key)

    def about(self) -> Iterator[str]:
        """What is counted, of whom, and when: what the table itself does not say."""
        if self.across and not self.is_turned:
            yield labels.measure_name(self.measures[0])
        for key, value in self.shape.where.items():
            yield self._name(key, value)
        for key in self.fixed:
            value = self.axes[key][0]
            if value == TOTAL or key in self.shape.where:
                continue
            name = self._name(key, value)
            yield f"{labels.dimension_name(key)} {name}" if key == SCHOOL_YEAR else name


def _measures(figure: Figure) -> tuple[Measure, ...]:
    """Those that the figure chose, in its order; all of the cube if it chose none."""
    by_key = {one.key: one for one in figure.cube.shape.measures}
    return tuple(by_key[key] for key in figure.measures or by_key)


def _values(
    cube: ShownCube, measures: tuple[Measure, ...]
) -> dict[tuple[At, str], Shown]:
    keys = [one.key for one in cube.shape.measures]
    wanted = {one.key for one in measures}
    return {
        (cell.at, key): shown
        for cell in cube.cells
        for key, shown in zip(keys, cell.values, strict=True)
        if key in wanted
    }


def _axes(values: dict[tuple[At, str], Shown]) -> list[list[str]]:
    """Of each dimension the values that are there, each once."""
    places = zip(*(at for at, _measure in values), strict=True)
    return [list(dict.fromkeys(place)) for place in places]


def _is_spread(measures: tuple[Measure, ...]) -> bool:
    return len(measures) > 1 and all(one.kind in _SPREAD for one in measures)


def _combined(axes: list[dict[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Each value of the first with each of the next, with their words."""
    if not axes:
        yield ()
        return
    for pair in axes[0].items():
        for rest in _combined(axes[1:]):
            yield (pair, *rest)


def _notes(grid: _Grid, document: Document) -> Iterator[str]:
    """What one must know to read this table, most needed first."""
    shown = list(grid.values.values())
    if not shown:
        yield _("Hierover zijn er geen cijfers.")
    if HIDDEN in shown:
        yield hidden_note(document.k, is_spread=_is_spread(grid.measures))
    if not document.is_suppressed:
        yield _("In deze tabel staan ook kleine aantallen.")
    yield from _notes_on_blanks(grid)
    if grid.figure.cube.source:
        yield published_note(grid.figure.cube.source)
    words = list(_definitions(grid.shape.definitions, document))
    if words:
        yield _("Zo geteld: %(definitions)s.") % {"definitions": "; ".join(words)}


def _notes_on_blanks(grid: _Grid) -> Iterator[str]:
    """What is left out by choice is known all the same: to say else is not true."""
    for key, values in grid.empty.items():
        chosen = [one for one in values if grid.leaves_out(key, one)]
        unknown = [one for one in values if one not in chosen]
        if chosen:
            yield _("Weggelaten: %(what)s.") % {"what": grid.named(key, chosen)}
        if unknown:
            yield _("Geen cijfers voor: %(what)s.") % {"what": grid.named(key, unknown)}
    blanks = set(grid.blanks())
    if blanks == {True}:
        yield _("Een leeg vak: dat cijfer is weggelaten. Dat is geen nul.")
    elif blanks == {False}:
        yield _("Een leeg vak: daarover zijn er geen cijfers. Dat is geen nul.")
    elif blanks:
        yield _(
            "Een leeg vak: dat cijfer is weggelaten, of er zijn geen cijfers over. "
            "Dat is geen nul."
        )


def hidden_note(k: int, *, is_spread: bool = False) -> str:
    """What ":c" means; lowest and highest need more people than a count."""
    if is_spread:
        return _(
            ":c = vertrouwelijk: van minder dan %(k)s leerlingen (minimum en maximum: "
            "minder dan %(extremes)s), of daaruit af te leiden."
        ) % {"k": k, "extremes": max(k, FEWEST_FOR_EXTREMES)}
    return _(":c = vertrouwelijk: minder dan %(k)s, of daaruit af te leiden.") % {
        "k": k
    }


def published_note(source: str) -> str:
    """Where figures come from that were not computed here."""
    return _(
        "Deze cijfers zijn vroeger gepubliceerd en hier niet opnieuw berekend. "
        "Bron: %(source)s"
    ) % {"source": source}


def _definitions(keys: Iterable[str], document: Document) -> Iterator[str]:
    """Names with their version; a key alone if the document does not define it."""
    by_key = {one.key: one for one in document.definitions}
    for key in keys:
        one = by_key.get(key)
        if one is None:
            yield key
        else:
            told = _("%(name)s (versie %(version)s)") % {
                "name": one.name,
                "version": one.version,
            }
            yield NO_BREAK.join(told.rsplit(" ", 1))
