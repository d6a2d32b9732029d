"""Half days: cut at the school's noon in Brussels, followed from half an hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.casework.half_days import (
    followed_half_days,
    half_days_left,
    planned_half_days,
)
from sio.lessons.plan import PlannedLesson

NOON = time(12)
HALF_HOUR = timedelta(minutes=30)
MONDAY = date(2026, 11, 23)  # winter: Brussels is an hour ahead


def at(hour, minute=0, day=MONDAY):
    """That time on the clocks of Brussels, in winter."""
    return datetime(day.year, day.month, day.day, hour - 1, minute, tzinfo=UTC)


def followed(*spans, least=HALF_HOUR, noon=NOON):
    return followed_half_days(spans, noon=noon, least=least)


@pytest.mark.parametrize(
    ("minutes", "counts"), [(29, False), (30, True), (31, True), (0, False)]
)
def test_half_an_hour_is_enough(minutes, counts):
    span = (at(9), at(9) + timedelta(minutes=minutes))
    assert followed(span) == ({(MONDAY, False)} if counts else set())


def test_a_lesson_over_noon_is_cut_there():
    assert followed((at(11, 30), at(12, 29))) == {(MONDAY, False)}
    assert followed((at(11, 31), at(12, 30))) == {(MONDAY, True)}
    both = {(MONDAY, False), (MONDAY, True)}
    assert followed((at(11), at(13))) == both
    assert followed((at(11), at(13)), noon=time(11, 45)) == both
    assert followed((at(11, 30), at(12, 15)), noon=time(11, 45)) == {(MONDAY, True)}


def test_short_connections_add_up_and_two_at_once_count_once():
    apart = [(at(9), at(9, 15)), (at(10), at(10, 15))]
    assert followed(*apart) == {(MONDAY, False)}
    together = [(at(9), at(9, 15)), (at(9, 5), at(9, 20))]
    assert followed(*together) == set()


def test_past_midnight_is_the_next_day():
    tuesday = MONDAY + timedelta(days=1)
    span = (at(23, 40), at(23, 40) + timedelta(minutes=60))
    assert followed(span) == {(tuesday, False)}


def test_the_night_of_summer_time_has_its_hour_less():
    sunday = date(2027, 3, 28)
    night = datetime(2027, 3, 27, 23, 0, tzinfo=UTC)  # midnight in Brussels
    spans = (night, night + timedelta(hours=11))  # noon, already in summer time
    least = timedelta(hours=11)
    assert followed(spans, least=least) == {(sunday, False)}


@given(
    st.lists(
        st.tuples(st.integers(0, 5000), st.integers(0, 300)).map(
            lambda pair: (
                at(1) + timedelta(minutes=pair[0]),
                at(1) + timedelta(minutes=pair[0] + pair[1]),
            )
        ),
        max_size=8,
    )
)
def test_more_use_never_gives_fewer_half_days(spans):
    some, all_of_it = followed(*spans[:-1]), followed(*spans)
    assert some <= all_of_it
    assert followed(*spans, *spans) == all_of_it
    assert followed(*reversed(spans)) == all_of_it
    total = sum((end - start for start, end in spans), timedelta(0))
    assert len(all_of_it) * HALF_HOUR <= total


def lesson(hour, status="on"):
    return PlannedLesson(
        id="x", starts_at=at(hour), ends_at=at(hour, 50), status=status
    )


def test_planned_is_what_is_not_called_off():
    assert planned_half_days([lesson(9), lesson(10)], NOON) == {(MONDAY, False)}
    assert planned_half_days([lesson(13)], NOON) == {(MONDAY, True)}
    off = [lesson(9, "cancelled"), lesson(10, "teacher_absent")]
    assert planned_half_days(off, NOON) == set()
    # That the pupil was too ill is why it was not followed; it was planned.
    assert planned_half_days([lesson(9, "pupil_absent")], NOON) == {(MONDAY, False)}


WEEK = [MONDAY + timedelta(days=number) for number in range(5)]


@pytest.mark.parametrize(
    ("share", "left"), [(0, 9), (5, 9), (6, 8), (50, 5), (75, 2), (94, 1), (100, 0)]
)
def test_nine_half_days_less_the_share_at_school(share, left):
    assert half_days_left(WEEK, share) == left


def test_a_week_without_school_leaves_nothing():
    assert half_days_left([], 0) == 0
    assert half_days_left(WEEK[2:3], 0) == 1  # a Wednesday
