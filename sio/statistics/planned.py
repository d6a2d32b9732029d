"""Half days that a schedule planned, over months at once; no database.

The rules are those of one file (`casework.half_days`): what was planned that week, as
it was then, at most what the return plan leaves at home. Only while the traject ran.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from sio.casework.half_days import (
    HalfDay,
    Span,
    half_days_left,
    planned_half_days,
)
from sio.lessons.models import ExtraLesson, ScheduleException, Slot
from sio.lessons.plan import BRUSSELS, PlannedLesson, lessons_of_day

A_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class Schedule:
    """The schedule of one traject, and when it ran; `shares` are the return steps.

    `shares` are Mondays with the share of the week at school in percent, by day.
    """

    noon: time
    ran: Sequence[Span]
    slots: Sequence[Slot] = ()
    extras: Sequence[ExtraLesson] = ()
    exceptions: Mapping[date, Sequence[ScheduleException]] = field(default_factory=dict)
    closed: Collection[date] = frozenset()
    shares: Sequence[tuple[date, int]] = ()


@dataclass(frozen=True)
class Attendance:
    """How many half days were planned, and how many of these were followed."""

    planned: int
    attended: int


def attendance(
    schedule: Schedule, first: date, last: date, followed: AbstractSet[HalfDay]
) -> Attendance:
    """Of the days from first to last, both counted; week by week, as on a file."""
    weeks: dict[date, set[HalfDay]] = defaultdict(set)
    for half in planned_between(schedule, first, last):
        weeks[_monday(half[0])].add(half)
    planned = attended = 0
    for monday, halves in weeks.items():
        count = _at_home(schedule, monday, len(halves), first, last)
        planned += count
        attended += min(count, len(halves & followed))
    return Attendance(planned, attended)


def planned_between(schedule: Schedule, first: date, last: date) -> set[HalfDay]:
    """The half days in which a lesson begins that is not called off, while it ran."""
    found: set[HalfDay] = set()
    week = _Week(schedule)
    for start, stop in schedule.ran:
        begins, ends = (one.astimezone(BRUSSELS).date() for one in (start, stop))
        for day in _days(max(first, begins), min(last, ends)):
            if begins < day < ends:
                found |= {(day, half) for half in week.halves(day)}
            else:
                found |= _of_part(schedule, day, (start, stop))
    return found


class _Week:
    """The weekly pattern, worked out once for days that have the same slots."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.slots: dict[int, list[Slot]] = defaultdict(list)
        for slot in schedule.slots:
            self.slots[slot.weekday].append(slot)
        self.with_extras = {
            day
            for extra in schedule.extras
            for day in _days(
                extra.starts_at.astimezone(BRUSSELS).date(),
                extra.ends_at.astimezone(BRUSSELS).date(),
            )
        }
        self.known: dict[tuple[int, ...], frozenset[bool]] = {}

    def halves(self, day: date) -> frozenset[bool]:
        """False for the morning, True for the afternoon, of a day that it ran whole."""
        holding = [slot for slot in self.slots[day.weekday()] if slot.holds_on(day)]
        if self._is_its_own(day):
            return self._work_out(day, holding)
        if not holding or day in self.schedule.closed:
            return frozenset()
        if day.weekday() == SUNDAY:  # some have an hour that summer time skips
            return self._work_out(day, holding)
        key = (day.weekday(), *(slot.pk for slot in holding))
        if key not in self.known:
            self.known[key] = self._work_out(day, holding)
        return self.known[key]

    def _is_its_own(self, day: date) -> bool:
        return day in self.with_extras or day in self.schedule.exceptions

    def _work_out(self, day: date, slots: Sequence[Slot]) -> frozenset[bool]:
        lessons = _lessons(self.schedule, day, slots)
        halves = planned_half_days(lessons, self.schedule.noon)
        return frozenset(half for on, half in halves if on == day)


def _of_part(schedule: Schedule, day: date, ran: Span) -> set[HalfDay]:
    """A day on which it began to run or ceased to: lessons that began meanwhile."""
    lessons = [
        lesson
        for lesson in _lessons(schedule, day, schedule.slots)
        if ran[0] <= lesson.starts_at < ran[1]
    ]
    halves = planned_half_days(lessons, schedule.noon)
    return {half for half in halves if half[0] == day}


def _lessons(
    schedule: Schedule, day: date, slots: Sequence[Slot]
) -> tuple[PlannedLesson, ...]:
    return lessons_of_day(
        day,
        slots=slots,
        extras=schedule.extras,
        exceptions=schedule.exceptions.get(day, ()),
        holiday=day in schedule.closed,
    )


def _at_home(
    schedule: Schedule, monday: date, planned: int, first: date, last: date
) -> int:
    shares = [share for starts_on, share in schedule.shares if starts_on <= monday]
    if not shares:
        return planned
    friday = monday + (SATURDAY - 1) * A_DAY
    school_days = [
        day
        for day in _days(max(first, monday), min(last, friday))
        if day not in schedule.closed
    ]
    return min(planned, half_days_left(school_days, shares[-1]))


def _monday(day: date) -> date:
    return day - day.weekday() * A_DAY


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * A_DAY
