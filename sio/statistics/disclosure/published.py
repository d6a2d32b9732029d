"""A table of before the system, as if it were a release that hid nothing."""

from __future__ import annotations

from dataclasses import replace

from sio.statistics.cells import (
    TABLES_BEFORE,
    Cell,
    Cube,
    Measure,
    Number,
    Shown,
    ShownCell,
    ShownCube,
)
from sio.statistics.disclosure.releases import EarlierRelease, cells_of
from sio.statistics.disclosure.shown import printed


def as_published(table: ShownCube, now: Cube) -> EarlierRelease:
    """What it told of the cube that is counted `now`, where they mean the same places.

    Its true numbers nobody has: they are those of now where these would be printed
    alike. Where a count was another one, nothing at that place is the same.
    """
    present = cells_of(now)
    cells = tuple(
        _then(cell, present[cell.at], table.shape.measures)
        for cell in table.cells
        if cell.at in present
    )
    return EarlierRelease(
        number=TABLES_BEFORE, shown=(table,), then=(Cube(now.shape, cells),), now=(now,)
    )


def _then(shown: ShownCell, now: Cell, measures: tuple[Measure, ...]) -> Cell:
    both = list(zip(shown.values, now.numbers, measures, strict=True))
    numbers = tuple(_number(*one) for one in both)
    for number, measure in zip(numbers, measures, strict=True):
        if measure.kind == "count" and number is not None:
            more = int(number) - int(now.numbers[measures.index(measure)] or 0)
            if more:
                return replace(now, numbers=numbers, n=now.n + more, behind=())
    return replace(now, numbers=numbers)


def _number(value: Shown, now: Number, measure: Measure) -> Number:
    """Of now if it would be printed so; else of a count what was printed, or none."""
    if str(value) == str(printed(now, measure)):
        return now
    return value if measure.kind == "count" and isinstance(value, int) else None
