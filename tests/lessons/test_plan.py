"""Today's lessons: from the week, exceptions, extra lessons and holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.lessons.models import ExtraLesson, ScheduleException, Slot
from sio.lessons.plan import (
    BRUSSELS,
    STRONGEST_FIRST,
    Kind,
    day_bounds,
    lessons_of_day,
    milliseconds,
    moment_of,
)
from sio.lessons.queries import plan_for
from sio.schools.models import Holiday
from sio.trajects.models import Traject
from sio.trajects.workflow import State

WEDNESDAY = date(2026, 10, 14)
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)  # summer time begins and ends
NOON = datetime(2026, 10, 14, 10, 0, tzinfo=UTC)

days = st.sampled_from([WEDNESDAY, SPRING, AUTUMN, date(2026, 12, 31)]) | st.dates(
    date(2026, 1, 1), date(2030, 12, 31)
)
minutes = st.integers(0, 24 * 60 - 1)


@st.composite
def slots(draw):
    """Of any day and hour, with the pk that its place in the list gives."""
    each = draw(st.lists(st.tuples(st.integers(0, 6), minutes, minutes), max_size=8))
    return [
        Slot(
            pk=pk,
            weekday=weekday,
            starts_at=time(min(one, two) // 60, min(one, two) % 60),
            ends_at=time(max(one, two) // 60, max(one, two) % 60),
        )
        for pk, (weekday, one, two) in enumerate(each, start=1)
        if one != two
    ]


@st.composite
def extras(draw):
    """Around any moment, also across midnight and for longer than a day."""
    each = draw(
        st.lists(
            st.tuples(days, minutes, st.integers(1, 3 * 24 * 60)),
            max_size=4,
        )
    )
    begin = [(moment_of(day, time(0)) + timedelta(minutes=m), n) for day, m, n in each]
    return [
        ExtraLesson(pk=pk, starts_at=start, ends_at=start + timedelta(minutes=length))
        for pk, (start, length) in enumerate(begin, start=1)
    ]


@st.composite
def exceptions(draw):
    """Of today and other days, for slots and for the day, of every kind."""
    each = draw(
        st.lists(
            st.tuples(days, st.none() | st.integers(1, 8), st.sampled_from(Kind)),
            max_size=8,
        )
    )
    return [
        ScheduleException(
            pk=pk, on=on, slot_id=slot, kind=kind, link=f"https://example.org/{pk}"
        )
        for pk, (on, slot, kind) in enumerate(each, start=1)
    ]


@given(days, slots(), extras(), exceptions(), st.booleans())
def test_lessons_of_any_day_are_in_order_and_of_that_day(
    day, slots, extras, exceptions, holiday
):
    lessons = lessons_of_day(
        day, slots=slots, extras=extras, exceptions=exceptions, holiday=holiday
    )
    first, after = day_bounds(day)
    assert len({lesson.id for lesson in lessons}) == len(lessons)
    assert list(lessons) == sorted(lessons, key=lambda one: one.starts_at)
    for lesson in lessons:
        assert lesson.starts_at < lesson.ends_at
        assert lesson.starts_at < after
        assert lesson.ends_at > first
        assert lesson.starts_at.tzinfo is UTC
        assert lesson.kind == "extra" or not holiday


@given(days, slots(), exceptions())
def test_the_strongest_exception_holds_and_only_elsewhere_has_a_link(
    day, slots, exceptions
):
    lessons = lessons_of_day(
        day, slots=slots, extras=[], exceptions=exceptions, holiday=False
    )
    for lesson in lessons:
        pk = int(lesson.id.removeprefix("slot-"))
        touching = [
            one for one in exceptions if one.on == day and one.slot_id in (None, pk)
        ]
        kinds = {one.kind for one in touching}
        expected = next((kind for kind in STRONGEST_FIRST if kind in kinds), "on")
        assert lesson.status == expected
        links = {one.link for one in touching if one.kind == Kind.ELSEWHERE}
        assert (lesson.link in links) == (lesson.status == "elsewhere")
        assert bool(lesson.link) == (lesson.status == "elsewhere")


@given(days, slots())
def test_every_slot_of_the_weekday_is_there_but_for_a_skipped_hour(day, slots):
    lessons = lessons_of_day(day, slots=slots, extras=[], exceptions=[], holiday=False)
    there = {int(lesson.id.removeprefix("slot-")) for lesson in lessons}
    today = [slot for slot in slots if slot.weekday == day.weekday()]
    missing = [slot for slot in today if slot.pk not in there]
    assert there <= {slot.pk for slot in today}
    for slot in missing:
        assert day == SPRING or (day.month == 3 and day.weekday() == 6)
        assert time(2) <= slot.starts_at < time(3)


@pytest.mark.parametrize(
    ("day", "offset_hours"), [(date(2026, 10, 24), 2), (AUTUMN, 1), (SPRING, 2)]
)
def test_a_slot_keeps_its_hour_on_the_schools_clock(day, offset_hours):
    slot = Slot(pk=1, weekday=day.weekday(), starts_at=time(9), ends_at=time(10))
    (lesson,) = lessons_of_day(
        day, slots=[slot], extras=[], exceptions=[], holiday=False
    )
    assert lesson.starts_at.astimezone(BRUSSELS).time() == time(9)
    assert lesson.starts_at == datetime(
        day.year, day.month, day.day, 9 - offset_hours, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (WEDNESDAY, 24)]
)
def test_a_day_has_the_hours_that_it_has(day, hours):
    first, after = day_bounds(day)
    assert after - first == timedelta(hours=hours)


def test_of_two_links_the_slots_own_holds():
    slot = Slot(pk=1, weekday=2, starts_at=time(9), ends_at=time(10))
    own = {"on": WEDNESDAY, "kind": Kind.ELSEWHERE}
    said = [
        ScheduleException(pk=1, slot_id=1, link="https://slot.example", **own),
        ScheduleException(pk=2, slot_id=None, link="https://day.example", **own),
    ]
    (lesson,) = lessons_of_day(
        WEDNESDAY, slots=[slot], extras=[], exceptions=said, holiday=False
    )
    assert lesson.link == "https://slot.example"


@pytest.mark.parametrize("kind", list(Kind))
def test_only_too_ill_touches_an_extra_lesson(kind):
    extra = ExtraLesson(
        pk=1, starts_at=NOON, ends_at=NOON + timedelta(hours=1), subject="Frans"
    )
    said = [ScheduleException(pk=1, on=WEDNESDAY, kind=kind, link="https://x.example")]
    (lesson,) = lessons_of_day(
        WEDNESDAY, slots=[], extras=[extra], exceptions=said, holiday=True
    )
    too_ill = kind == Kind.PUPIL_ABSENT
    assert (lesson.status, lesson.link) == (kind if too_ill else "on", "")


# From the database -----------------------------------------------------------------


@pytest.fixture
def maths(agreed):
    return Slot.objects.create(
        traject=agreed,
        weekday=2,
        part=Slot.Part.LESSON,
        starts_at=time(9),
        ends_at=time(9, 50),
        subject="Wiskunde",
        room="B12",
    )


def test_plan_goes_over_the_wire_as_the_protocol_says(agreed, maths):
    start = datetime(2026, 10, 14, 7, 0, tzinfo=UTC)
    assert plan_for(agreed, NOON).as_message() == {
        "lessons": [
            {
                "id": f"slot-{maths.pk}",
                "starts_at": milliseconds(start),
                "ends_at": milliseconds(start + timedelta(minutes=50)),
                "subject": "Wiskunde",
                "room": "B12",
                "kind": "fixed",
                "status": "on",
                "link": "",
                "half_day": False,
            }
        ],
        "adhoc": True,
        "auto_answer": False,
        "keep_photos": False,
        "see_classmates": False,
        "missing": [],
    }


@pytest.mark.parametrize(
    ("part", "is_half_day"),
    [(Slot.Part.LESSON, False), (Slot.Part.MORNING, True), (Slot.Part.AFTERNOON, True)],
)
def test_a_half_day_is_told_from_an_hour(agreed, maths, part, is_half_day):
    Slot.objects.update(part=part)
    [lesson] = plan_for(agreed, NOON).as_message()["lessons"]
    assert lesson["half_day"] is is_half_day


def test_what_is_missing_is_told(traject):
    Traject.objects.update(state=State.PAUSED)
    traject.refresh_from_db()
    missing = plan_for(traject, NOON).missing
    assert missing == ("agreement.home", "agreement.class", "traject")


def test_a_traject_in_preparation_may_connect(agreed):
    Traject.objects.update(state=State.PREPARING)
    agreed.refresh_from_db()
    assert plan_for(agreed, NOON).missing == ()


def test_holidays_of_all_and_of_this_school_stop_the_week(agreed, maths, other_school):
    day = {"kind": Holiday.Kind.OWN, "starts_on": WEDNESDAY, "ends_on": WEDNESDAY}
    elsewhere = Holiday.objects.create(name="Elders", school=other_school, **day)
    assert len(plan_for(agreed, NOON).lessons) == 1
    elsewhere.school = agreed.school_class.school
    elsewhere.save(update_fields=["school"])
    assert plan_for(agreed, NOON).lessons == ()
    elsewhere.school = None
    elsewhere.save(update_fields=["school"])
    assert plan_for(agreed, NOON).lessons == ()


def test_an_extra_lesson_holds_in_holidays_and_across_midnight(agreed, maths):
    Holiday.objects.create(
        name="Vakantie",
        kind=Holiday.Kind.SCHOOL,
        starts_on=WEDNESDAY,
        ends_on=date(2026, 10, 20),
    )
    late = datetime(2026, 10, 14, 21, 30, tzinfo=UTC)  # 23:30 in Brussels
    ExtraLesson.objects.create(
        traject=agreed, starts_at=late, ends_at=late + timedelta(hours=1)
    )
    assert len(plan_for(agreed, NOON).lessons) == 1
    assert len(plan_for(agreed, late + timedelta(minutes=45)).lessons) == 1
    assert plan_for(agreed, late + timedelta(days=2)).lessons == ()


def test_the_day_is_a_day_in_brussels(agreed, maths):
    before_midnight = datetime(2026, 10, 13, 21, 59, tzinfo=UTC)
    assert plan_for(agreed, before_midnight).lessons == ()
    after = before_midnight + timedelta(minutes=1)
    assert len(plan_for(agreed, after).lessons) == 1


def test_nothing_of_another_traject_is_in_it(agreed, maths, other_traject):
    assert plan_for(other_traject, NOON).lessons == ()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_week(agreed, django_assert_num_queries, count):
    for n in range(count):
        slot = Slot.objects.create(
            traject=agreed,
            weekday=2,
            part=Slot.Part.LESSON,
            starts_at=time(9 + n),
            ends_at=time(9 + n, 50),
        )
        ScheduleException.objects.create(
            traject=agreed, on=WEDNESDAY, slot=slot, kind=Kind.CANCELLED
        )
    with django_assert_num_queries(7):
        plan_for(agreed, NOON)
