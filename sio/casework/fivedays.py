"""The five working days after an application, as arithmetic on days.

Whoever applies is phoned within five working days, and so is the school. The day of
receipt does not count. Source: domain rule of the ministry's page and of bednet.be; the
warnings on day 3 and 4 and the list at three times the term are our own decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Protocol

from django.utils import timezone

TERM_DAYS = 5
FIRST_WARNING_DAY = 3
SECOND_WARNING_DAY = 4
FAR_OVERDUE_TERMS = 3
A_DAY = timedelta(days=1)


class Workdays(Protocol):
    """What is asked of a calendar of working days (schools.workdays.WorkCalendar)."""

    def is_working_day(self, day: date) -> bool: ...
    def add(self, day: date, working_days: int) -> date: ...
    def between(self, first: date, last: date) -> int: ...


class Schooldays(Protocol):
    """What is asked of a calendar of schools (schools.workdays.SchoolCalendar)."""

    def is_holiday(self, day: date, school_id: int | None = None) -> bool: ...


class Urgency(IntEnum):
    """How pressing the first contact is; the larger, the earlier it stands."""

    LATER = 0
    DAY_3 = 1
    DAY_4 = 2
    LAST_DAY = 3
    OVERDUE = 4
    FAR_OVERDUE = 5


class Verdict(StrEnum):
    """What became of one application, for the figures."""

    IN_TIME = "in_time"
    LATE = "late"  # or not yet, and the term is over
    SCHOOL_CLOSED = "school_closed"  # the family in time, the school had a holiday
    RUNNING = "running"  # not yet, and the term is not over
    DROPPED = "dropped"  # given up by somebody before the term was over


@dataclass(frozen=True)
class Reached:
    """The first day on which each side was spoken to; None if not yet."""

    family_on: date | None = None
    school_on: date | None = None

    @property
    def both_on(self) -> date | None:
        """The day on which the second of the two was reached."""
        if self.family_on is None or self.school_on is None:
            return None
        return max(self.family_on, self.school_on)


def day_in_brussels(moment: datetime) -> date:
    """The day of a moment in Brussels: 23:59 there is still that day."""
    return timezone.localdate(moment)


def due_on(received_on: date, calendar: Workdays) -> date:
    """The last day on which contact is in time."""
    return calendar.add(received_on, TERM_DAYS)


def far_overdue_on(received_on: date, calendar: Workdays) -> date:
    """The day after which it is late by three times the term."""
    return calendar.add(received_on, TERM_DAYS * FAR_OVERDUE_TERMS)


def late_from(today: date, calendar: Workdays, terms: int = 1) -> date:
    """The last day of receipt that is late by now by so many terms.

    For a query that looks through many: nothing received later is.
    """
    day = today - TERM_DAYS * terms * A_DAY
    while today <= calendar.add(day, TERM_DAYS * terms):
        day -= A_DAY
    return day


def warns_from(today: date, calendar: Workdays) -> date:
    """The last day of receipt that asks for attention on this day, or would.

    For a query that looks through many: nothing received later is pressing yet.
    """
    day = today
    while calendar.between(day, today) < FIRST_WARNING_DAY:
        day -= A_DAY
    return day


def urgency(received_on: date, today: date, calendar: Workdays) -> Urgency:
    """How pressing it is today, as long as one side or both were not reached."""
    if today > due_on(received_on, calendar):
        far = today > far_overdue_on(received_on, calendar)
        return Urgency.FAR_OVERDUE if far else Urgency.OVERDUE
    day = calendar.between(received_on, today)
    if day >= TERM_DAYS:
        return Urgency.LAST_DAY
    if day == SECOND_WARNING_DAY:
        return Urgency.DAY_4
    return Urgency.DAY_3 if day == FIRST_WARNING_DAY else Urgency.LATER


def days_late(received_on: date, today: date, calendar: Workdays) -> int:
    """Working days after the last one in time; 0 until then."""
    return calendar.between(due_on(received_on, calendar), today)


def school_was_closed(
    received_on: date, school_id: int | None, calendar: Workdays, schools: Schooldays
) -> bool:
    """True if the school had a holiday on one or more working days of the term."""
    last = due_on(received_on, calendar)
    return any(
        calendar.is_working_day(day) and schools.is_holiday(day, school_id)
        for day in _days(received_on + A_DAY, last)
    )


def verdict(
    *,
    reached: Reached,
    given_up_on: date | None,
    today: date,
    due: date,
    closed: bool,
) -> Verdict:
    """What became of an application, of which `due` is the last day in time.

    `closed` says that the school had a holiday within the term: it excuses the school
    that was not reached, never the family. Attempts without answer count for nothing.
    """
    both_on = reached.both_on
    if both_on is not None and both_on <= due:
        return Verdict.IN_TIME
    if given_up_on is not None and given_up_on <= due:
        return Verdict.DROPPED
    if both_on is None and today <= due:
        return Verdict.RUNNING
    family_in_time = reached.family_on is not None and reached.family_on <= due
    return Verdict.SCHOOL_CLOSED if family_in_time and closed else Verdict.LATE


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += A_DAY
