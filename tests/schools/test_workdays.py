from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.schools.models import ClosingDay, Holiday
from sio.schools.workdays import (
    A_DAY,
    OutOfCalendar,
    SchoolCalendar,
    WorkCalendar,
    belgian_public_holidays,
    is_school_holiday,
    school_days_between,
)

DAYS = st.dates(date(2016, 1, 1), date(2040, 12, 31))
COUNTS = st.integers(0, 30)
# Without a database: what the library and the weekends give.
PLAIN = WorkCalendar(
    date(2015, 1, 1),
    date(2042, 1, 1),
    frozenset().union(*map(belgian_public_holidays, range(2015, 2043))),
)


@pytest.mark.parametrize(
    ("day", "working_days", "then"),
    [
        # Both packages that were compared agree on these two.
        (date(2026, 10, 30), 5, date(2026, 11, 6)),  # 1 November is a Sunday
        (date(2026, 12, 23), 5, date(2026, 12, 31)),
        (date(2026, 11, 10), 1, date(2026, 11, 12)),  # Armistice Day
        (
            date(2026, 7, 20),
            1,
            date(2026, 7, 22),
        ),  # school is out
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # Good Friday, then Easter Monday
        (date(2026, 5, 13), 1, date(2026, 5, 15)),  # Ascension; the Friday is worked
        (date(2026, 11, 7), 1, date(2026, 11, 9)),  # received on a Saturday
        (date(2026, 11, 9), 0, date(2026, 11, 9)),
        (date(2016, 1, 1), 1, date(2016, 1, 4)),
        (date(2040, 12, 24), 1, date(2040, 12, 26)),
    ],
)
def test_known_terms(db, day, working_days, then):
    calendar = WorkCalendar.load(day, day)
    assert calendar.add(day, working_days) == then
    assert calendar.between(day, then) == working_days


def test_a_whole_year_has_so_many_working_days(db):
    # 261 weekdays, less eight public holidays outside weekends: New Year, Easter
    # Monday, 1 May, Ascension, Whit Monday, 21 July, 11 November, Christmas.
    calendar = WorkCalendar.load(date(2026, 1, 1), date(2026, 12, 31))
    assert calendar.between(date(2025, 12, 31), date(2026, 12, 31)) == 253


def test_school_holidays_are_working_days(db):
    Holiday.objects.create(
        name="Herfstvakantie",
        kind="school",
        starts_on=date(2026, 11, 2),
        ends_on=date(2026, 11, 8),
    )
    calendar = WorkCalendar.load(date(2026, 11, 1), date(2026, 11, 8))
    assert calendar.add(date(2026, 10, 30), 5) == date(2026, 11, 6)


def test_own_closing_days_and_added_public_holidays_do_not_count(db, school):
    ClosingDay.objects.create(
        name="Brug", starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 4)
    )
    Holiday.objects.create(
        name="Extra",
        kind="public",
        starts_on=date(2026, 11, 5),
        ends_on=date(2026, 11, 5),
    )
    Holiday.objects.create(  # of one school: we work
        name="Schoolfeest",
        kind="public",
        starts_on=date(2026, 11, 6),
        ends_on=date(2026, 11, 6),
        school=school,
    )
    calendar = WorkCalendar.load(date(2026, 10, 30), date(2026, 10, 30))
    assert calendar.add(date(2026, 10, 30), 2) == date(2026, 11, 6)
    assert not calendar.is_working_day(date(2026, 11, 4))


def test_loading_takes_two_queries_and_answers_none(db, django_assert_num_queries):
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    with django_assert_num_queries(2):
        calendar = WorkCalendar.load(first, last)
        assert calendar.add(last, 30) > last
    with django_assert_num_queries(2):
        SchoolCalendar.load(first, last).school_days_between(first, last)


def test_a_day_that_was_not_loaded_is_no_working_day_by_guess(db):
    calendar = WorkCalendar.load(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(OutOfCalendar):
        calendar.is_working_day(date(2026, 6, 1))
    with pytest.raises(OutOfCalendar):
        calendar.add(date(2026, 1, 1), 60)
    with pytest.raises(ValueError, match="forward"):
        calendar.add(date(2026, 1, 1), -1)
    with pytest.raises(OutOfCalendar):
        SchoolCalendar.load(date(2026, 1, 1), date(2026, 1, 1)).is_holiday(
            date(2026, 6, 1)
        )


@given(DAYS, COUNTS)
def test_what_is_added_is_counted_back(day, count):
    then = PLAIN.add(day, count)
    assert PLAIN.between(day, then) == count
    assert then == day or PLAIN.is_working_day(then)


@given(DAYS, COUNTS, COUNTS)
def test_adding_in_two_steps_is_adding_at_once(day, a, b):
    assert PLAIN.add(PLAIN.add(day, a), b) == PLAIN.add(day, a + b)


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_counts_of_neighbouring_stretches_add_up(day, a, b):
    middle, last = day + timedelta(a), day + timedelta(a + b)
    whole = PLAIN.between(day, last)
    assert PLAIN.between(day, middle) + PLAIN.between(middle, last) == whole
    assert PLAIN.between(last, day) == (0 if a + b else whole)


@given(DAYS)
def test_a_working_day_is_a_weekday_and_no_holiday(day):
    is_off = day.weekday() >= 5 or day in belgian_public_holidays(day.year)
    assert PLAIN.is_working_day(day) is not is_off


# School days -----------------------------------------------------------------------


@pytest.fixture
def autumn(db):
    return Holiday.objects.create(
        name="Herfstvakantie",
        kind="school",
        starts_on=date(2026, 11, 2),
        ends_on=date(2026, 11, 8),
    )


def test_clocks_stand_still_in_the_holidays_of_the_table(autumn):
    assert is_school_holiday(date(2026, 11, 2))
    assert is_school_holiday(date(2026, 11, 8))  # a Sunday in it
    assert not is_school_holiday(date(2026, 11, 9))
    assert not is_school_holiday(date(2026, 10, 31))  # a Saturday in no holiday
    assert is_school_holiday(date(2026, 11, 11))  # public, in no table
    # Of this school year somebody has put in the autumn only: Christmas is not known.
    assert not is_school_holiday(date(2026, 12, 22))
    assert school_days_between(date(2026, 10, 30), date(2026, 11, 13)) == 4


def test_a_year_that_nobody_copied_has_the_holidays_of_the_library(db):
    assert is_school_holiday(date(2026, 12, 22))
    assert is_school_holiday(date(2026, 7, 1))
    assert not is_school_holiday(date(2026, 9, 1))


def test_a_free_day_of_one_school_is_of_that_school(school, other_school, autumn):
    day = date(2026, 11, 16)
    Holiday.objects.create(
        name="Lokaal", kind="own", starts_on=day, ends_on=day, school=school
    )
    assert is_school_holiday(day, school)
    assert not is_school_holiday(day, other_school)
    assert not is_school_holiday(day)
    assert school_days_between(day - A_DAY, day, school) == 0
    assert school_days_between(day - A_DAY, day, other_school) == 1


def test_four_weeks_without_use_stand_still_in_the_holiday(autumn):
    first = date(2026, 10, 19)
    calendar = SchoolCalendar.load(first, first + timedelta(40))
    # 28 days later; seven of the autumn holiday and All Saints do not run.
    assert calendar.days_running(first, first + timedelta(28)) == 28 - 7 - 1 - 1
    assert calendar.is_school_day(date(2026, 10, 30))
    assert not calendar.is_school_day(date(2026, 10, 31))
