"""Who may be in the lesson, when: the table of the rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.core.errors import DomainError
from sio.core.sides import Side
from sio.lessons.plan import BLOCK_GAP, Plan, PlannedLesson
from sio.lessons.rules import EARLY, STAY, block_end, check_entry, lessons_near

NINE = datetime(2026, 10, 14, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def lesson(start=NINE, length=HOUR, **fields):
    fields = {"id": f"slot-{start:%H%M}"} | fields
    return PlannedLesson(starts_at=start, ends_at=start + length, **fields)


def plan(*lessons, **fields):
    return Plan(lessons=lessons, **fields)


def outcome(plan, now, how="press", side=Side.CLASS):
    try:
        check_entry(plan, side, how, now)
    except DomainError as error:
        return error.code.removeprefix("lessons.")
    return "in"


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("agreement.home", "agreement_missing"),
        ("agreement.class", "agreement_missing"),
        ("traject", "traject_not_running"),
    ],
)
@pytest.mark.parametrize("how", ["press", "auto", "again"])
@pytest.mark.parametrize("side", Side)
def test_nobody_enters_while_something_is_missing(missing, code, how, side):
    ready = plan(lesson(), auto_answer=True, missing=(missing,))
    assert outcome(ready, NINE + MINUTE, how, side) == code


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("how", ["press", "again"])
def test_outside_the_schedule_a_press_is_enough(side, how):
    assert outcome(plan(), NINE, how, side) == "in"


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(
    ("moment", "press", "again"),
    [
        (NINE - EARLY - MINUTE, "not_now", "not_now"),
        (NINE - EARLY, "in", "in"),
        (NINE, "in", "in"),
        (NINE + HOUR - MINUTE, "in", "in"),
        (NINE + HOUR, "not_now", "in"),
        (NINE + HOUR + STAY - MINUTE, "not_now", "in"),
        (NINE + HOUR + STAY, "not_now", "not_now"),
    ],
)
def test_without_ad_hoc_only_around_the_lesson(side, moment, press, again):
    strict = plan(lesson(), adhoc=False)
    assert outcome(strict, moment, "press", side) == press
    assert outcome(strict, moment, "again", side) == again


def test_a_break_within_the_block_counts():
    block = plan(lesson(), lesson(NINE + HOUR + BLOCK_GAP), adhoc=False)
    assert outcome(block, NINE + HOUR + MINUTE) == "in"
    assert block_end(block, NINE) == NINE + 2 * HOUR + BLOCK_GAP


def test_a_longer_break_ends_the_block():
    apart = plan(lesson(), lesson(NINE + HOUR + BLOCK_GAP + MINUTE), adhoc=False)
    assert block_end(apart, NINE) == NINE + HOUR
    assert outcome(apart, NINE + HOUR) == "not_now"


@pytest.mark.parametrize("status", ["cancelled", "teacher_absent"])
@pytest.mark.parametrize("how", ["press", "again"])
def test_what_does_not_take_place_counts_as_no_lesson(status, how):
    assert outcome(plan(lesson(status=status)), NINE, how) == "in"
    assert outcome(plan(lesson(status=status), adhoc=False), NINE, how) == "not_now"


@pytest.mark.parametrize("side", Side)
def test_elsewhere_stops_a_press_but_not_a_running_connection(side):
    away = plan(lesson(status="elsewhere", link="https://meet.google.com/x"))
    assert outcome(away, NINE - EARLY, "press", side) == "elsewhere"
    assert outcome(away, NINE, "press", side) == "elsewhere"
    assert outcome(away, NINE, "again", side) == "in"
    assert outcome(away, NINE + HOUR, "press", side) == "in"


def test_a_lesson_that_is_on_goes_before_one_that_will_be_elsewhere():
    link = "https://meet.google.com/x"
    away = lesson(NINE + HOUR, status="elsewhere", link=link)
    assert outcome(plan(lesson(), away), NINE + HOUR - MINUTE) == "in"
    assert outcome(plan(lesson(), away), NINE + HOUR) == "elsewhere"


def test_of_two_at_once_the_one_in_class_holds():
    away = lesson(status="elsewhere", link="https://meet.google.com/x", id="slot-2")
    assert outcome(plan(lesson(), away), NINE) == "in"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (NINE - MINUTE, "press_needed"),
        (NINE, "in"),
        (NINE + HOUR - MINUTE, "in"),
        (NINE + HOUR, "press_needed"),
    ],
)
def test_class_answers_by_itself_only_in_the_lesson(moment, expected):
    assert outcome(plan(lesson(), auto_answer=True), moment, "auto") == expected


def test_class_does_not_answer_by_itself_unless_it_was_chosen():
    assert outcome(plan(lesson()), NINE, "auto") == "press_needed"


def test_home_never_answers_by_itself():
    chosen = plan(lesson(), auto_answer=True)
    assert outcome(chosen, NINE, "auto", Side.HOME) == "press_needed"


def test_a_pupil_who_was_too_ill_may_come_but_class_must_press():
    too_ill = plan(lesson(status="pupil_absent"), auto_answer=True, adhoc=False)
    assert outcome(too_ill, NINE, "press", Side.HOME) == "in"
    assert outcome(too_ill, NINE, "press", Side.CLASS) == "in"
    assert outcome(too_ill, NINE, "auto", Side.CLASS) == "press_needed"


def test_near_is_what_is_on_or_else_begins_within_a_quarter():
    first, second = lesson(), lesson(NINE + HOUR)
    both = plan(first, second)
    assert lessons_near(both, NINE - EARLY - MINUTE) == ()
    assert lessons_near(both, NINE - EARLY) == (first,)
    assert lessons_near(both, NINE + HOUR - MINUTE) == (first,)
    assert lessons_near(both, NINE + HOUR) == (second,)


def test_no_block_when_no_lesson_is_near():
    assert block_end(plan(lesson()), NINE - HOUR) is None
    assert block_end(plan(), NINE) is None


starts = st.integers(0, 600).map(lambda minutes: NINE + minutes * MINUTE)
lengths = st.integers(1, 200).map(lambda minutes: minutes * MINUTE)
statuses = st.sampled_from(
    ["on", "pupil_absent", "teacher_absent", "cancelled", "elsewhere"]
)


@st.composite
def any_plan(draw):
    each = draw(st.lists(st.tuples(starts, lengths, statuses), max_size=6))
    lessons = [
        lesson(start, length, status=status, id=f"slot-{n}")
        for n, (start, length, status) in enumerate(each)
    ]
    lessons.sort(key=lambda one: (one.starts_at, one.ends_at, one.id))
    return plan(*lessons, adhoc=draw(st.booleans()), auto_answer=draw(st.booleans()))


@given(any_plan(), starts, st.sampled_from(Side))
def test_whatever_the_plan_answering_by_itself_asks_most_and_coming_back_least(
    plan, now, side
):
    by_itself = outcome(plan, now, "auto", side)
    pressed = outcome(plan, now, "press", side)
    back = outcome(plan, now, "again", side)
    if by_itself == "in":
        assert (pressed, side) == ("in", Side.CLASS)
        assert any(one.starts_at <= now < one.ends_at for one in plan.lessons)
    if pressed == "in":
        assert back == "in"
    if plan.adhoc:
        assert pressed in ("in", "elsewhere")


@given(any_plan(), starts)
def test_the_block_ends_after_now_and_with_a_lesson_of_it(plan, now):
    end = block_end(plan, now)
    if end is not None:
        assert end > now
        assert end in {one.ends_at for one in plan.lessons}
        assert not any(
            one.starts_at <= end + BLOCK_GAP and one.ends_at > end
            for one in plan.lessons
            if one.status not in ("cancelled", "teacher_absent")
        )
