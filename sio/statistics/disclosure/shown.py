"""From true numbers to what is printed: rounded, and hidden where a pattern says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from sio.statistics.cells import (
    HIDDEN,
    Cell,
    Cube,
    Measure,
    Number,
    Shown,
    ShownCell,
    ShownCube,
)
from sio.statistics.disclosure.places import Spot

# Pattern of a release, as it is kept: [cube, places joined by "|", measure].
Pattern = list[list[str]]

WHOLE_YEAR = "schooljaar"
WHOLE_YEAR_MONTHS = 10  # September to June
MONTHS = "months"
# Behind the comma of a mean: where one would say too little, or too much.
_DIGITS = {MONTHS: 0, "minutes": 0, "per_hour": 2}
_COARSE = {"min", "mean", "max"}


def show(cubes: Iterable[Cube], hidden: set[Spot]) -> tuple[ShownCube, ...]:
    """The cubes as they are printed, without what is hidden."""
    return tuple(
        ShownCube(cube.shape, tuple(_cell(cube, cell, hidden) for cell in cube.cells))
        for cube in cubes
    )


def pattern_of(shown: Sequence[ShownCube]) -> Pattern:
    """Where something is hidden, in the order of the cells."""
    return [
        [cube.shape.name, "|".join(cell.at), measure.key]
        for cube in shown
        for cell in cube.cells
        for measure, value in zip(cube.shape.measures, cell.values, strict=True)
        if value == HIDDEN
    ]


def printed(number: Number, measure: Measure) -> Shown:
    """A number as it is read, if it may be: rounded half up. A blank stays a blank.

    Months are whole, and ten of them are "schooljaar", for a mean as well.
    """
    if number is None:
        return None
    if measure.kind == "count":
        return int(number)
    rounded = _rounded(number, _digits(measure))
    is_coarse = measure.kind in _COARSE and measure.unit == MONTHS
    return WHOLE_YEAR if is_coarse and rounded >= WHOLE_YEAR_MONTHS else rounded


def as_read(value: Shown) -> float:
    """What is printed, as a number: the word stands for ten months."""
    return float(WHOLE_YEAR_MONTHS if value == WHOLE_YEAR else value or 0)


def _digits(measure: Measure) -> int:
    """Behind the comma: one for shares, and for means of most things."""
    return _DIGITS.get(measure.unit, 1) if measure.kind in ("share", "mean") else 0


def step(measure: Measure) -> float:
    """How far two printed values of it differ at least."""
    return 10.0 ** -_digits(measure)


def _rounded(number: float, digits: int) -> int | float:
    exact = Decimal(str(number)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return float(exact) if digits else int(exact)


def _cell(cube: Cube, cell: Cell, hidden: set[Spot]) -> ShownCell:
    values = (
        HIDDEN
        if (cube.shape.name, cell.at, measure.key) in hidden and number is not None
        else printed(number, measure)
        for number, measure in zip(cell.numbers, cube.shape.measures, strict=True)
    )
    return ShownCell(cell.at, tuple(values))
