"""What is kept of days: months. "2015-09" in Brussels, as days on paper are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sio.core.time import FIRST_MONTH

Days = tuple[date, date]  # first and last, both included
ONE_DAY = timedelta(days=1)


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def months_between(first: str, last: str) -> Iterator[str]:
    """From `first` to `last`, both included; none if `last` is before `first`."""
    year, month = int(first[:4]), int(first[5:])
    while (name := f"{year:04}-{month:02}") <= last:
        yield name
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def school_year_of(month: str) -> int:
    """The year in which the school year of this month began."""
    year = int(month[:4])
    return year if int(month[5:]) >= FIRST_MONTH else year - 1


def whole_months(ran: Days, suspended: Sequence[Days]) -> str:
    """The months in which it ran on no day, as "2020-04/2020-04 2020-11/2020-12".

    A period from 16 March to 15 May leaves lessons in March and May: only April is
    a month without. Of the month in which it began or ended the days that it ran count.
    """
    without = [
        month
        for first, last in joined(suspended)
        for month in months_between(month_of(first), month_of(last))
        if first <= max(ran[0], first_day(month))
        and min(ran[1], last_day(month)) <= last
    ]
    return " ".join(f"{first}/{last}" for first, last in _runs(without))


def joined(periods: Sequence[Days]) -> list[Days]:
    """In their order, and those that touch as one. They must not overlap."""
    found: list[Days] = []
    for first, last in sorted(periods):
        if found and first <= found[-1][1] + ONE_DAY:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def first_day(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    after = date(year + 1, 1, 1) if number == 12 else date(year, number + 1, 1)
    return after - ONE_DAY


def _runs(months: Sequence[str]) -> list[tuple[str, str]]:
    """First and last of months that follow on each other."""
    runs: list[tuple[str, str]] = []
    for month in months:
        if runs and [*months_between(runs[-1][1], month)][1:] == [month]:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs
