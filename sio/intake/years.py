"""For which school years one may apply now, and on which day that is judged."""

from __future__ import annotations

from datetime import date

from sio.core.time import school_year_dates
from sio.intake.queries import windows


def years_open(day: date) -> list[int]:
    """The school years that take applications, by the year in which each begins.

    A year with a waiting list is among them: whoever applies then, waits.
    """
    return [window.year for window in windows.years_open(day)]


def judged_on(year: int, starts_on: date | None, day: date) -> date:
    """The day by whose age and rules an application of `day` is judged.

    That is when it begins: the first day of a school year still to come, or the start
    that was asked for if that is later in that year; never before `day`.
    """
    first, last = school_year_dates(year)
    begins = max(day, first)
    return starts_on if starts_on and begins < starts_on <= last else begins
