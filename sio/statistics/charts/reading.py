"""What of a figure is drawn: one number per place and series, with words for both."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from enum import Enum

from sio.schools.provinces import SCHOOL_PROVINCES
from sio.statistics import labels
from sio.statistics.cells import (
    HIDDEN,
    PROVINCE,
    SCHOOL_YEAR,
    TOTAL,
    Measure,
    Shown,
    year_name,
)
from sio.statistics.document import Figure

HOME_PROVINCE = "home_province"
ADDS_UP = frozenset({"count", "sum"})


class Seen(Enum):
    """What is there to draw of one cell."""

    NUMBER = "number"
    WORD = "word"  # such as "schooljaar"
    HIDDEN = "hidden"
    BLANK = "blank"


@dataclass(frozen=True)
class Mark:
    """One cell as it is drawn. `number` is there only if that is what is seen."""

    series: str
    place: str
    seen: Seen
    text: str
    number: float | None = None


@dataclass(frozen=True)
class Drawn:
    """All marks of a chart; `series` and `places` give words by key, in order.

    `over` and `along` name the dimensions of the two; empty if there is but one key.
    """

    measure: Measure
    over: str
    along: str
    series: dict[str, str]
    places: dict[str, str]
    marks: tuple[Mark, ...]
    source: str  # where the numbers were published; empty for computed ones

    def at(self, series: str, place: str) -> Mark:
        """What is drawn there: a blank if the cube has no such cell."""
        for mark in self.marks:
            if (mark.series, mark.place) == (series, place):
                return mark
        return Mark(series, place, Seen.BLANK, "")

    def of(self, series: str) -> list[Mark]:
        """Along all places, in order."""
        return [self.at(series, place) for place in self.places]

    def has(self, seen: Seen) -> bool:
        """True if one of the marks is such."""
        return any(mark.seen is seen for mark in self.marks)

    @property
    def highest(self) -> float:
        """The highest number that is shown; 0 if there is none."""
        return max((mark.number or 0 for mark in self.marks), default=0)


def line_of(figure: Figure) -> Drawn:
    """School years along the axis; a line for each value of another dimension."""
    others = [one for one in figure.cube.shape.dimensions if one != SCHOOL_YEAR]
    return _drawn(figure, over=_first(others), along=SCHOOL_YEAR)


def bars_of(figure: Figure) -> Drawn:
    """Rows of bars, for each province or else value; a bar for each school year."""
    others = [one for one in figure.cube.shape.dimensions if one != SCHOOL_YEAR]
    along = PROVINCE if PROVINCE in others else _first(others)
    return _told(_drawn(figure, over=SCHOOL_YEAR, along=along))


def map_of(figure: Figure) -> Drawn:
    """The provinces in the last school year of which anything is told."""
    dimensions = figure.cube.shape.dimensions
    along = PROVINCE if PROVINCE in dimensions else HOME_PROVINCE
    drawn = _drawn(figure, over=SCHOOL_YEAR, along=along)
    return _only(drawn, list(_told(drawn).series)[-1:])


def left_out(drawn: Drawn) -> dict[str, Mark]:
    """By name what is counted but stands nowhere on the map."""
    shown = {one.value for one in SCHOOL_PROVINCES}
    marks = {
        name: mark
        for series in drawn.series
        for place, name in drawn.places.items()
        if place not in shown
        for mark in [drawn.at(series, place)]
    }
    return {name: mark for name, mark in marks.items() if mark.seen is not Seen.BLANK}


def measure_of(figure: Figure) -> Measure:
    """The one that is drawn: of how long it lasts the mean, else the first of all."""
    shape = figure.cube.shape
    chosen = [one for one in shape.measures if one.key in figure.measures]
    measures = chosen or list(shape.measures)
    return next((one for one in measures if one.kind == "mean"), measures[0])


def _told(drawn: Drawn) -> Drawn:
    """Without the series of which nothing is told; all if that is true of all."""
    told = [
        one
        for one in drawn.series
        if any(mark.seen is not Seen.BLANK for mark in drawn.of(one))
    ]
    return _only(drawn, told or list(drawn.series))


def _only(drawn: Drawn, kept: list[str]) -> Drawn:
    return replace(
        drawn,
        series={one: drawn.series[one] for one in kept},
        marks=tuple(mark for mark in drawn.marks if mark.series in kept),
    )


def _first(dimensions: list[str]) -> str:
    return dimensions[0] if dimensions else ""


def _drawn(figure: Figure, *, over: str, along: str) -> Drawn:
    measure = measure_of(figure)
    over = over if over in figure.cube.shape.dimensions else ""
    along = along if along in figure.cube.shape.dimensions else ""
    found = _found(figure, measure, over, along)
    marks = tuple(
        _mark(series, place, shown, measure) for (series, place), shown in found.items()
    )
    return Drawn(
        measure,
        over,
        along,
        _names(figure, over, (mark.series for mark in marks)),
        _names(figure, along, (mark.place for mark in marks)),
        marks,
        figure.cube.source,
    )


def _found(
    figure: Figure, measure: Measure, over: str, along: str
) -> dict[tuple[str, str], Shown]:
    """Per series and place what the cube shows; all other dimensions taken together.

    Of what adds up no total is drawn beside its parts: they would look like nothing.
    """
    shape = figure.cube.shape
    column = shape.measures.index(measure)
    found: dict[tuple[str, str], Shown] = {}
    for cell in figure.cube.cells:
        at = dict(zip(shape.dimensions, cell.at, strict=True))
        series, place = at.pop(over, ""), at.pop(along, "")
        if all(value == TOTAL for value in at.values()):
            found[series, place] = cell.values[column]
    if over == SCHOOL_YEAR:
        found = _without_total(found, 0)
    if along == SCHOOL_YEAR or measure.kind in ADDS_UP:
        found = _without_total(found, 1)
    return _without_total(found, 0) if measure.kind in ADDS_UP else found


def _without_total(
    found: dict[tuple[str, str], Shown], axis: int
) -> dict[tuple[str, str], Shown]:
    """The same, unless there is nothing but the total."""
    parts = {key: shown for key, shown in found.items() if key[axis] != TOTAL}
    return parts or found


def _names(figure: Figure, dimension: str, keys: Iterable[str]) -> dict[str, str]:
    found, measure = set(keys), measure_of(figure)
    if not dimension:
        return dict.fromkeys(found, labels.measure_name(measure))
    if dimension == SCHOOL_YEAR:
        found |= _between(found - {TOTAL})
    names = labels.value_names(dimension, found, figure.words)
    return names | ({TOTAL: labels.total_name([measure])} if TOTAL in names else {})


def _between(years: Set[str]) -> set[str]:
    """All school years from the first to the last: one that is missing is a gap."""
    begun = [int(year[:4]) for year in years]
    return {year_name(one) for one in range(min(begun), max(begun))} if begun else set()


def _mark(series: str, place: str, shown: Shown, measure: Measure) -> Mark:
    if shown is None:
        return Mark(series, place, Seen.BLANK, "")
    if isinstance(shown, str):
        seen = Seen.HIDDEN if shown == HIDDEN else Seen.WORD
        return Mark(series, place, seen, labels.shown_text(shown, measure))
    is_share = measure.unit == "percent"  # else the unit stands with the axis
    text = labels.shown_text(shown, measure) if is_share else labels.number_text(shown)
    return Mark(series, place, Seen.NUMBER, text, float(shown))
