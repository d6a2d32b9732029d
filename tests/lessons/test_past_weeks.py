"""What was planned in weeks that are past stays, whatever is changed today."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sio.lessons.actions import change_slot, delete_slot, plan_slot, say_exception
from sio.lessons.errors import SlotGone, SlotOverlaps
from sio.lessons.models import ScheduleException, Slot
from sio.lessons.plan import lessons_of_day
from sio.lessons.queries import lessons_on, slots_now, week_table

pytestmark = pytest.mark.django_db

FIRST = date(2026, 10, 5)  # a Monday
DAY = timedelta(days=1)
DEEDS = st.tuples(
    st.sampled_from(["plan", "change", "delete"]),
    st.integers(0, 4),  # weekday
    st.integers(8, 16),  # hour
    st.integers(0, 9),  # days that go by before it
)


def fields(weekday=0, hour=9, subject="Wiskunde"):
    return {
        "weekday": weekday,
        "part": "lesson",
        "kind": "fixed",
        "starts_at": time(hour),
        "ends_at": time(hour, 50),
        "subject": subject,
        "room": "",
    }


@pytest.fixture
def maths(traject):
    """Every Monday at nine, from before anybody kept since when."""
    return Slot.objects.create(traject=traject, **fields())


def past(traject, day):
    """All that was planned in the three weeks before this day."""
    slots, exceptions = list(traject.slots.all()), list(traject.exceptions.all())
    return [
        lessons_of_day(
            day - number * DAY,
            slots=slots,
            extras=[],
            exceptions=exceptions,
            holiday=False,
        )
        for number in range(1, 22)
    ]


def done(deed, traject, weekday, hour, by):
    slot = slots_now(traject).order_by("pk").last()
    try:
        if deed == "plan" or slot is None:
            plan_slot(traject=traject, fields=fields(weekday, hour), by=by)
        elif deed == "change":
            change_slot(slot=slot, fields=fields(weekday, hour, "Frans"), by=by)
        else:
            delete_slot(slot=slot, by=by)
    except SlotOverlaps:
        pass


@given(deeds=st.lists(DEEDS, min_size=1, max_size=6))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_changed_the_past_stays_and_now_follows(
    traject, carla, sofie, deeds
):
    traject.slots.all().delete()
    Slot.objects.create(traject=traject, **fields())
    day = FIRST
    for deed, weekday, hour, later in deeds:
        day += later * DAY
        with time_machine.travel(f"{day}T08:00:00+02:00", tick=False):
            before = past(traject, day)
            done(deed, traject, weekday, hour, carla)
            assert past(traject, day) == before
            for number in range(7):
                ahead = lessons_on(traject, day + number * DAY)
                now = slots_now(traject).filter(weekday=(day + number * DAY).weekday())
                assert {one.id for one in ahead} == {f"slot-{one.pk}" for one in now}


def test_a_change_ends_the_old_piece_and_takes_along_what_is_to_come(
    traject, carla, maths
):
    with time_machine.travel("2026-10-05T08:00:00+02:00"):
        for monday in (FIRST, FIRST + 7 * DAY):
            say_exception(
                traject=traject,
                on=monday,
                slot=maths,
                kind="cancelled",
                link="",
                by=carla,
            )
    with time_machine.travel("2026-10-07T08:00:00+02:00"):
        change_slot(slot=maths, fields=fields(hour=11), by=carla)
    new = slots_now(traject).get()
    assert (new.starts_on, new.ended_on) == (date(2026, 10, 7), None)
    (was,) = lessons_on(traject, FIRST)
    (will,) = lessons_on(traject, FIRST + 7 * DAY)
    assert (was.id, was.status) == (f"slot-{maths.pk}", "cancelled")
    assert (will.id, will.status) == (f"slot-{new.pk}", "cancelled")
    assert [row.starts_at for row in week_table(traject).rows] == [time(11)]


def test_what_began_today_is_changed_and_deleted_without_a_trace(traject, carla):
    with time_machine.travel("2026-10-05T08:00:00+02:00"):
        slot = plan_slot(traject=traject, fields=fields(), by=carla)
        change_slot(slot=slot, fields=fields(hour=10), by=carla)
        assert Slot.objects.get().starts_at == time(10)
        for _click in range(2):
            delete_slot(slot=slot, by=carla)
    assert not Slot.objects.exists()


def test_taken_out_keeps_exceptions_that_are_past(traject, carla, maths):
    for on in (FIRST - 7 * DAY, FIRST, FIRST + 7 * DAY):
        ScheduleException.objects.create(
            traject=traject, on=on, slot=maths, kind="cancelled"
        )
    with time_machine.travel("2026-10-05T08:00:00+02:00"):
        for _click in range(2):
            delete_slot(slot=maths, by=carla)
    assert list(traject.exceptions.values_list("on", flat=True)) == [FIRST - 7 * DAY]
    assert lessons_on(traject, FIRST) == ()


def test_who_comes_second_is_told(traject, carla, maths):
    with time_machine.travel("2026-10-05T08:00:00+02:00"):
        change_slot(slot=maths, fields=fields(hour=11), by=carla)
        with pytest.raises(SlotGone):
            change_slot(slot=maths, fields=fields(weekday=1), by=carla)
    assert slots_now(traject).get().starts_at == time(11)
