"""Days and school years in Belgium."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

FIRST_MONTH = 9  # a Flemish school year runs from 1 September to 31 August


def today() -> date:
    """The date in Brussels now."""
    return timezone.localdate()


def school_year(day: date) -> int:
    """The year in which the school year of `day` began."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def this_school_year() -> int:
    """The year in which the school year of today began."""
    return school_year(today())


def school_year_dates(year: int) -> tuple[date, date]:
    """First and last day of the school year that begins in `year`; both count."""
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH - 1, 31)


def years_after(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 1 March in other years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def years_before(day: date, years: int) -> date:
    """The last birthday of who turned `years` by this day: 29 becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
