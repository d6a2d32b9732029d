"""Compared with the same date last year: arithmetic on days, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sio.core.time import FIRST_MONTH, school_year, school_year_dates

MONTHS = 12
LAST_DAYS = 30
# How many on which day; a day may stand there more than once, in any order.
DayCounts = Iterable[tuple[date, int]]


@dataclass(frozen=True)
class Month:
    """One month of both school years, each up to the date compared."""

    first: date
    now: int
    before: int


@dataclass(frozen=True)
class Comparison:
    """From the first day to `until`, and the same stretch a year earlier."""

    until: date
    before_until: date
    months: tuple[Month, ...]

    @property
    def now(self) -> int:
        return sum(month.now for month in self.months)

    @property
    def before(self) -> int:
        return sum(month.before for month in self.months)

    @property
    def change_percent(self) -> int | None:
        """Rounded; None if there was nothing to compare with."""
        if not self.before:
            return None
        return round(100 * (self.now - self.before) / self.before)

    @property
    def less_percent(self) -> int:
        """The same the other way round, for a sentence that says "less"."""
        return -(self.change_percent or 0)


def same_date_last_year(day: date) -> date:
    """The date with the same day and month; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def compare(now: DayCounts, before: DayCounts, on: date) -> Comparison:
    """The school year of `on` up to and with that day, beside the year before it.

    What lies outside the two stretches is not counted, so that both may be the same
    list. Months from September to that of `on`.
    """
    year = school_year(on)
    before_on = same_date_last_year(on)
    counted = _per_month(now, school_year_dates(year)[0], on)
    earlier = _per_month(before, school_year_dates(year - 1)[0], before_on)
    months = tuple(
        Month(_first_of(year, place), counted[place], earlier[place])
        for place in range(_place(on) + 1)
    )
    return Comparison(on, before_on, months)


def compare_last_days(days: DayCounts, on: date, length: int = LAST_DAYS) -> Comparison:
    """The `length` days up to and with `on`, beside as many a year before; one row."""
    span = timedelta(days=length - 1)
    before_on = same_date_last_year(on)
    listed = list(days)
    now = _within(listed, on - span, on)
    before = _within(listed, before_on - span, before_on)
    return Comparison(on, before_on, (Month(on - span, now, before),))


def _per_month(days: DayCounts, first: date, last: date) -> list[int]:
    totals = [0] * MONTHS
    for day, count in days:
        if first <= day <= last:
            totals[_place(day)] += count
    return totals


def _within(days: DayCounts, first: date, last: date) -> int:
    return sum(count for day, count in days if first <= day <= last)


def _place(day: date) -> int:
    """0 for September, 11 for August."""
    return (day.month - FIRST_MONTH) % MONTHS


def _first_of(year: int, place: int) -> date:
    month = (FIRST_MONTH + place - 1) % MONTHS + 1
    return date(year if month >= FIRST_MONTH else year + 1, month, 1)
