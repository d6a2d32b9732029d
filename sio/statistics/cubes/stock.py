"""Sets that lie ready, as they were counted: things, of which nobody is told."""

from __future__ import annotations

from dataclasses import replace

from sio.statistics.cubes.recipe import (
    YEAR,
    Dimension,
    Figure,
    Recipe,
    Tally,
    least,
    mean,
    most,
)
from sio.statistics.families.stock import STOCK

MONTH = Dimension("month", summed=False, within="school_year")
# No person is behind a set on a shelf: so none of its numbers is of too few.
NOBODY = Tally("0")


def _sets(last: str) -> tuple[Figure, ...]:
    """The least, the mean, and what was counted last: the only one in its column."""
    figures = (
        least("min", "kits", "sets"),
        mean("mean", "kits", "sets"),
        most("last", "kits", last),
    )
    return tuple(replace(one, people=NOBODY) for one in figures)


CUBES = (
    Recipe(
        name="sets_free_per_school_year",
        version=1,
        family=STOCK,
        dimensions=(YEAR,),
        figures=_sets("last_of_year"),
        universe="stock",
        definitions=("school_year", "sets_free"),
        people=NOBODY,
    ),
    Recipe(
        name="sets_free_per_month",
        version=1,
        family=STOCK,
        dimensions=(YEAR, MONTH),
        figures=_sets("last_of_month"),
        universe="stock",
        definitions=("school_year", "sets_free"),
        people=NOBODY,
    ),
)
