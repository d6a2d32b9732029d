"""What the answer of 2016 left blank: no duration but of one year, no small groups.

With it the release of the made-up population shows what was printed, and no more.
"""

from __future__ import annotations

from itertools import product

from sio.schools.provinces import SCHOOL_PROVINCES
from sio.statistics.cells import TOTAL, year_name
from sio.statistics.demo.targets import YEARS
from sio.statistics.published.reading import OWN, read_table

TABLES = (
    "2016_pupils",
    "2016_duration",
    "2016_psychological",
    "2016_psychological_duration",
)


def mask_of_2016() -> list[list[str]]:
    """Cube, place and measure of each value that was not printed (`Release.mask`)."""
    return [entry for name in TABLES for entry in _not_printed(name)]


def _not_printed(name: str) -> list[list[str]]:
    table = read_table(OWN / f"{name}.csv")
    printed = {
        (cell.school_year, cell.province, cell.measure)
        for cell in table.cells
        if cell.text
    }
    years = [year_name(year) for year in YEARS]
    places = [*(one.value for one in SCHOOL_PROVINCES), TOTAL]
    measures = dict.fromkeys(cell.measure for cell in table.cells)
    return [
        [table.cube, f"{year}|{place}", measure]
        for year, place, measure in product(years, places, measures)
        if (year, place, measure) not in printed
    ]
