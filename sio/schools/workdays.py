"""Two calendars: of our working days, and of the days on which schools are open.

Each is read once, with a few queries, and then answers without any: load it for the
days that you ask about. Days more than a few weeks outside of those are refused.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate

import holidays

from sio.core.once import once
from sio.core.time import school_year, school_year_dates
from sio.schools.calendar import spans_of_school_year
from sio.schools.models import ClosingDay, Holiday, School

A_DAY = timedelta(days=1)
SATURDAY = 5
# Loaded on both sides of what is asked, so that a term may end after the last day:
# 65 days hold more than 30 working days.
MARGIN = timedelta(days=65)


class OutOfCalendar(ValueError):
    """A bug of the caller: this day was not loaded."""


@dataclass(frozen=True)
class WorkCalendar:
    """Working days: Monday to Friday, no Belgian public holiday, no closing day.

    School holidays are working days. A public holiday in a weekend is not moved to
    another day. Source: `holidays`, Belgium, category "public"; and our own tables.
    """

    first: date
    last: date
    days_off: frozenset[date]

    @classmethod
    def load(cls, first: date, last: date) -> WorkCalendar:
        """For the days from `first` to `last`, and 65 days around them; two queries."""
        first, last = first - MARGIN, last + MARGIN
        spans = once("spans off", _spans_off)
        off = {
            day
            for starts_on, ends_on in spans
            for day in _days(max(starts_on, first), min(ends_on, last))
        }
        for year in range(first.year, last.year + 1):
            off |= belgian_public_holidays(year)
        return cls(first, last, frozenset(off))

    def is_working_day(self, day: date) -> bool:
        """Raises OutOfCalendar for a day that was not loaded."""
        self._loaded(day)
        return day.weekday() < SATURDAY and day not in self.days_off

    def add(self, day: date, working_days: int) -> date:
        """The last of so many working days after `day`, which itself does not count.

        `day` itself for 0. Raises OutOfCalendar past what was loaded.
        """
        if working_days < 0:
            raise ValueError("Working days are counted forward.")
        if working_days == 0:
            return day
        self._loaded(day + A_DAY)
        wanted = self._until[(day - self.first).days + 1] + working_days
        days = bisect_left(self._until, wanted)
        self._loaded(self.first + (days - 1) * A_DAY)
        return self.first + (days - 1) * A_DAY

    def between(self, first: date, last: date) -> int:
        """How many working days after `first`, up to and including `last`; 0 if none.

        So `between(day, add(day, n))` is n.
        """
        if last <= first:
            return 0
        self._loaded(first + A_DAY)
        self._loaded(last)
        start, end = (first - self.first).days + 1, (last - self.first).days + 1
        return self._until[end] - self._until[start]

    @cached_property
    def _until(self) -> list[int]:
        """How many working days there are in the first n days, for each n."""
        return list(
            accumulate(
                map(self.is_working_day, _days(self.first, self.last)), initial=0
            )
        )

    def _loaded(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise OutOfCalendar(f"{day} is not in {self.first} to {self.last}.")


@dataclass(frozen=True)
class SchoolCalendar:
    """Days on which schools are open, for clocks that stand still in school holidays.

    Public holidays, school holidays and free days of our table count, those of one
    school for that school alone. Of a school year that nobody has copied into the
    table, the Flemish school holidays come from the library.
    """

    first: date
    last: date
    everywhere: frozenset[date]
    at_school: dict[int, frozenset[date]]

    @classmethod
    def load(cls, first: date, last: date) -> SchoolCalendar:
        """For the days from `first` to `last` and 65 days around; two queries."""
        first, last = first - MARGIN, last + MARGIN
        everywhere: set[date] = set()
        at_school: dict[int, set[date]] = {}
        rows = Holiday.objects.filter(starts_on__lte=last, ends_on__gte=first)
        for starts_on, ends_on, school_id in rows.values_list(
            "starts_on", "ends_on", "school"
        ):
            days = set(_days(max(starts_on, first), min(ends_on, last)))
            if school_id is None:
                everywhere |= days
            else:
                at_school.setdefault(school_id, set()).update(days)
        everywhere |= _days_nobody_copied(first, last)
        for year in range(first.year, last.year + 1):
            everywhere |= belgian_public_holidays(year)
        mine = {school: frozenset(days) for school, days in at_school.items()}
        return cls(first, last, frozenset(everywhere), mine)

    def is_holiday(self, day: date, school_id: int | None = None) -> bool:
        """In a holiday of every school or of this one; weekends in it too.

        A weekend outside a holiday is none. Raises OutOfCalendar for other days.
        """
        if not self.first <= day <= self.last:
            raise OutOfCalendar(f"{day} is not in {self.first} to {self.last}.")
        if day in self.everywhere:
            return True
        return school_id is not None and day in self.at_school.get(school_id, ())

    def is_school_day(self, day: date, school_id: int | None = None) -> bool:
        """Monday to Friday, and no holiday."""
        return day.weekday() < SATURDAY and not self.is_holiday(day, school_id)

    def school_days_between(
        self, first: date, last: date, school_id: int | None = None
    ) -> int:
        """How many school days after `first`, up to and including `last`."""
        days = _days(first + A_DAY, last)
        return sum(self.is_school_day(day, school_id) for day in days)

    def days_running(
        self, first: date, last: date, school_id: int | None = None
    ) -> int:
        """Days after `first` up to `last` that are in no holiday; weekends count.

        For terms in weeks, "four weeks without use", that stand still in holidays.
        """
        days = _days(first + A_DAY, last)
        return sum(not self.is_holiday(day, school_id) for day in days)


def is_school_holiday(day: date, school: School | None = None) -> bool:
    """One day of one school; for many, load a SchoolCalendar."""
    calendar = SchoolCalendar.load(day, day)
    return calendar.is_holiday(day, None if school is None else school.pk)


def school_days_between(first: date, last: date, school: School | None = None) -> int:
    """School days after `first` up to and including `last`; for many, as above."""
    calendar = SchoolCalendar.load(first, last)
    school_id = None if school is None else school.pk
    return calendar.school_days_between(first, last, school_id)


@lru_cache(maxsize=64)
def belgian_public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a calendar year, those in weekends too.

    Source: holidays, Belgium, category "public": the ten of the Royal Decree of
    18 April 1974, with Easter and Whit Sunday.
    """
    return frozenset(holidays.country_holidays("BE", years=year))


def _spans_off() -> list[tuple[date, date]]:
    """All public holidays of our table, and all closing days; two queries."""
    public = Holiday.objects.filter(kind=Holiday.Kind.PUBLIC, school=None)
    return [
        *public.values_list("starts_on", "ends_on"),
        *ClosingDay.objects.values_list("starts_on", "ends_on"),
    ]


def _days_nobody_copied(first: date, last: date) -> set[date]:
    years = range(school_year(first), school_year(last) + 1)
    copied = _years_with_school_holidays(years)
    found: set[date] = set()
    for year in years:
        if year not in copied:
            for starts_on, ends_on in _flemish_holidays(year):
                found.update(_days(max(starts_on, first), min(ends_on, last)))
    return found


def _years_with_school_holidays(years: range) -> set[int]:
    first, _last = school_year_dates(years[0])
    _first, last = school_year_dates(years[-1])
    rows = Holiday.objects.filter(
        kind=Holiday.Kind.SCHOOL,
        school=None,
        starts_on__gte=first,
        starts_on__lte=last,
    )
    return {school_year(day) for day in rows.values_list("starts_on", flat=True)}


@lru_cache(maxsize=64)
def _flemish_holidays(year: int) -> tuple[tuple[date, date], ...]:
    spans = spans_of_school_year(year)
    return tuple(
        (span.starts_on, span.ends_on)
        for span in spans
        if span.kind == Holiday.Kind.SCHOOL
    )


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += A_DAY
