"""Half days on the line: which were planned, which were followed. Plain functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sio.lessons.plan import BRUSSELS, NO_LESSON, PlannedLesson, moment_of

HalfDay = tuple[date, bool]  # the day in Brussels, and whether it is the afternoon
Span = tuple[datetime, datetime]

WEDNESDAY = 2  # a Flemish school has no lessons that afternoon


@dataclass(frozen=True)
class WeekOfHalfDays:
    """One week: from its Monday, half days as numbers; `share` is that at school."""

    monday: date
    planned: int
    followed: int
    share: int | None


def planned_half_days(lessons: Iterable[PlannedLesson], noon: time) -> set[HalfDay]:
    """The half days in which at least one lesson begins that is not called off."""
    return {
        half_day_of(lesson.starts_at, noon)
        for lesson in lessons
        if lesson.status not in NO_LESSON
    }


def followed_half_days(
    uses: Iterable[Span], *, noon: time, least: timedelta
) -> set[HalfDay]:
    """The half days in which the line was used for at least so long, taken together.

    Two connections at the same time count once.
    """
    totals: dict[HalfDay, timedelta] = {}
    for starts_at, ends_at in joined(uses):
        for half, length in _cut(starts_at, ends_at, noon):
            totals[half] = totals.get(half, timedelta(0)) + length
    return {half for half, total in totals.items() if total >= least}


def half_days_left(school_days: Sequence[date], share: int) -> int:
    """Half days of these days that remain at home, with so many percent at school."""
    halves = sum(1 if day.weekday() == WEDNESDAY else 2 for day in school_days)
    return (halves * (100 - share) + 50) // 100


def joined(uses: Iterable[Span]) -> list[Span]:
    """The same stretches of time, by start; what overlaps or touches is one."""
    found: list[Span] = []
    for starts_at, ends_at in sorted(uses):
        if found and starts_at <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends_at))
        else:
            found.append((starts_at, ends_at))
    return found


def half_day_of(moment: datetime, noon: time) -> HalfDay:
    """The half day of a moment; the noon is that of the school, on its clock."""
    local = moment.astimezone(BRUSSELS)
    return local.date(), local.time() >= noon


def _cut(
    starts_at: datetime, ends_at: datetime, noon: time
) -> Iterable[tuple[HalfDay, timedelta]]:
    """The pieces of one span, each within one half day."""
    while starts_at < ends_at:
        day, afternoon = half = half_day_of(starts_at, noon)
        border = moment_of(day + timedelta(days=1), time(0))
        if not afternoon:
            border = moment_of(day, noon)
        until = min(border, ends_at)
        yield half, until - starts_at
        starts_at = until
