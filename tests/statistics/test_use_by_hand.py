"""The sums of a year are what one counts by hand, day by day, of random trajects."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
import time_machine

from sio.casework.half_days import (
    followed_half_days,
    half_days_left,
    planned_half_days,
)
from sio.core.time import school_year
from sio.lessons.models import ScheduleException, Slot
from sio.lessons.plan import BRUSSELS, lessons_of_day
from sio.schools.models import Holiday
from sio.statistics.actions.use_of_year import count_uses
from sio.statistics.models import UseOfYear
from sio.trajects.models import ReturnStep
from sio.trajects.workflow import State
from tests.statistics.lines import (
    at,
    half_days_all_week,
    moved,
    school_in,
    traject_at,
    used,
)

TODAY = date(2026, 11, 28)
FIRST = date(2026, 8, 20)
A_DAY = timedelta(days=1)
HALF_HOUR = timedelta(minutes=30)
LIFE = (State.ACTIVE, State.PAUSED, State.ACTIVE, State.ENDING, State.ENDED)


@pytest.fixture
def school(db):
    """With two holidays, of which one is its own."""
    school = school_in()
    Holiday.objects.create(
        name="Herfst", kind="school", starts_on="2026-11-02", ends_on="2026-11-08"
    )
    school.holidays.create(
        name="Sport", kind="own", starts_on="2026-10-15", ends_on="2026-10-15"
    )
    return school


@pytest.mark.parametrize("seed", range(2))
def test_it_is_what_one_counts_by_hand(school, seed):
    with time_machine.travel(at(TODAY, 14), tick=False):
        made = [anyone(school, Random(10 * seed + n)) for n in range(4)]
        count_uses()
    checked = 0
    for traject, moves in made:
        for row in traject.use_of_years.all():
            days = days_of(row.school_year)
            assert (row.planned, row.attended) == half_days(traject, moves, days)
            assert row.followed == len(followed(traject, days))
            assert (row.connections, row.reconnects, row.seconds) == connections(
                traject, row.school_year
            )
            checked += 1
    assert checked > len(made)
    assert UseOfYear.objects.filter(attended__gt=0, reconnects__gt=0).exists()


def anyone(school, chance):
    """With pauses, extras, exceptions and a return plan, and when it moved."""
    moment, moves = at(any_day(chance, 40), chance.randrange(7, 18)), []
    for state in LIFE:
        moves.append((state, moment))
        moment += timedelta(hours=chance.randrange(3, 600))
    moves = [one for one in moves if one[1] < at(TODAY, 0)]
    traject = moved(traject_at(school), *moves)
    slots = half_days_all_week(traject)
    for slot in chance.sample(slots, 4):
        Slot.objects.filter(pk=slot.pk).update(starts_on=any_day(chance, 60))
    for _n in range(10):
        ScheduleException.objects.get_or_create(
            traject=traject,
            on=any_day(chance, 90),
            slot=chance.choice([None, *slots]),
            kind=chance.choice(["cancelled", "pupil_absent", "teacher_absent"]),
        )
        begins = at(any_day(chance, 90), chance.randrange(7, 22))
        ends = begins + timedelta(hours=3)
        traject.extra_lessons.create(starts_at=begins, ends_at=ends)
        monday = date(2026, 9, 28) + chance.randrange(8) * 7 * A_DAY
        share = {"share": chance.randrange(101)}
        ReturnStep.objects.get_or_create(share, traject=traject, starts_on=monday)
    for _n in range(60):
        start = at(any_day(chance, 100), chance.randrange(8, 16), chance.randrange(60))
        used(traject, start, minutes=chance.randrange(90))
        again = start + timedelta(minutes=chance.randrange(100))
        used(traject, again, minutes=chance.randrange(20))
    used(traject, at(date(2026, 8, 31), 23, 30), minutes=75)
    return traject, moves


def any_day(chance, within):
    return FIRST + chance.randrange(within) * A_DAY


def days_of(year):
    days = [date(year, 9, 1) + number * A_DAY for number in range(365)]
    return [one for one in days if one < TODAY]


def half_days(traject, moves, days):
    closed = set()
    for holiday in (
        *Holiday.objects.filter(school=None),
        *traject.school.holidays.all(),
    ):
        closed |= {d for d in days if holiday.starts_on <= d <= holiday.ends_on}
    weeks, seen = {}, followed(traject, days)
    plan = Plan(traject, moves)
    for day in days:
        halves = plan.halves_of(day, is_closed=day in closed)
        weeks.setdefault(day - day.weekday() * A_DAY, set()).update(halves)
    planned = attended = 0
    for monday, halves in weeks.items():
        count = len(halves)
        for step in traject.return_steps.filter(starts_on__lte=monday):
            week = [monday + number * A_DAY for number in range(5)]
            school_days = [d for d in week if d in days and d not in closed]
            count = min(len(halves), half_days_left(school_days, step.share))
        planned += count
        attended += min(count, len(halves & seen))
    return planned, attended


class Plan:
    """The whole schedule of one traject, as it is worked out for a single day."""

    def __init__(self, traject, moves):
        self.noon = traject.school.morning_ends
        self.moves = moves
        self.slots = list(traject.slots.all())
        self.extras = list(traject.extra_lessons.all())
        self.exceptions = list(traject.exceptions.all())

    def halves_of(self, day, *, is_closed):
        lessons = lessons_of_day(
            day,
            slots=self.slots,
            extras=self.extras,
            exceptions=self.exceptions,
            holiday=is_closed,
        )
        halves = planned_half_days(filter(self.in_use, lessons), self.noon)
        return {half for half in halves if half[0] == day}

    def in_use(self, lesson):
        states = [new for new, since in self.moves if since <= lesson.starts_at]
        return states[-1:] in ([State.ACTIVE], [State.ENDING])


def followed(traject, days):
    halves = followed_half_days(
        traject.uses.values_list("started_at", "stopped_at"),
        noon=traject.school.morning_ends,
        least=HALF_HOUR,
    )
    return {half for half in halves if half[0] in days}


def connections(traject, year):
    """How many, how many of them anew, and for how many seconds, minute by minute."""
    spans = [
        (start.astimezone(BRUSSELS), stop.astimezone(BRUSSELS))
        for start, stop in traject.uses.values_list("started_at", "stopped_at")
    ]
    spans.sort()
    noon = traject.school.morning_ends
    began = [span for span in spans if school_year(span[0].date()) == year]
    again = 0
    for place, (start, _stop) in enumerate(began):
        stopped = [stop for _start, stop in began[:place]]
        if stopped and (start - max(stopped)) <= timedelta(minutes=5):
            before = min(max(stopped), start)
            same_day = before.date() == start.date()
            again += same_day and (before.time() >= noon) == (start.time() >= noon)
    minutes = {
        start + number * timedelta(minutes=1)
        for start, stop in spans
        for number in range((stop - start) // timedelta(minutes=1))
    }
    in_year = [one for one in minutes if school_year(one.date()) == year]
    return len(began), again, 60 * len(in_year)
