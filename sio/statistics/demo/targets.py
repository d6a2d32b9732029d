"""What the population must add up to: the published tables, blanks as true zeros."""

from __future__ import annotations

from dataclasses import dataclass

from sio.statistics.published.reading import OWN, WHOLE_YEAR, read_table
from sio.trajects.models import MainGroup

FULL_YEAR_MONTHS = 10  # September to June
PSYCHOLOGICAL, PHYSICAL = MainGroup.PSYCHOLOGICAL.value, MainGroup.PHYSICAL.value
LAST_YEAR = 2015
YEARS = (2012, 2013, 2014, LAST_YEAR)


@dataclass(frozen=True)
class Months:
    """How long the pupils of a group ran in a year: at least, on average, at most."""

    least: int
    mean: int
    most: int


def pupils() -> dict[tuple[str, str, int], int]:
    """By province, main group and year; psychological and physical add up to all."""
    everybody = _counts("2016_pupils")
    mental = _counts("2016_psychological")
    return {
        (province, main, year): mental[province, year]
        if main == PSYCHOLOGICAL
        else count - mental[province, year]
        for (province, year), count in everybody.items()
        for main in (PSYCHOLOGICAL, PHYSICAL)
    }


def everybody_ran() -> dict[str, Months]:
    """By province, in the last year."""
    return _months("2016_duration")


def psychological_ran() -> dict[str, Months]:
    """By province, in the last year; Brussels had nobody."""
    return _months("2016_psychological_duration")


def _counts(name: str) -> dict[tuple[str, int], int]:
    cells = read_table(OWN / f"{name}.csv").cells
    return {
        (cell.province, int(cell.school_year[:4])): int(cell.text or 0)
        for cell in cells
    }


def _months(name: str) -> dict[str, Months]:
    found: dict[str, dict[str, int]] = {}
    for cell in read_table(OWN / f"{name}.csv").cells:
        number = FULL_YEAR_MONTHS if cell.text == WHOLE_YEAR else int(cell.text)
        found.setdefault(cell.province, {})[cell.measure] = number
    return {
        province: Months(given["min"], given["mean"], given["max"])
        for province, given in found.items()
    }
