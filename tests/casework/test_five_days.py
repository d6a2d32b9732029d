"""The five working days: which day is the last one, what warns, what is late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.casework.fivedays import (
    Reached,
    Urgency,
    Verdict,
    day_in_brussels,
    days_late,
    due_on,
    far_overdue_on,
    school_was_closed,
    urgency,
    verdict,
    warns_from,
)
from sio.schools.workdays import (
    SchoolCalendar,
    WorkCalendar,
    belgian_public_holidays,
)

FIRST, LAST = date(2024, 1, 1), date(2029, 12, 31)
PUBLIC = frozenset().union(
    *(belgian_public_holidays(year) for year in range(2024, 2030))
)
CALENDAR = WorkCalendar(FIRST, LAST, PUBLIC)
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
DAY = timedelta(days=1)


def day(text):
    number, month, year = map(int, text.split("-"))
    return date(year, month, number)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("30-10-2026", "6-11-2026"),  # a Friday; All Saints is a Sunday, and no extra
        ("23-12-2026", "31-12-2026"),  # Christmas on a Friday, and a weekend
        ("24-12-2026", "4-1-2027"),  # and New Year
        ("31-10-2026", "6-11-2026"),  # a Saturday: Monday is the first day
        ("1-11-2026", "6-11-2026"),  # a Sunday and a holiday
        ("11-11-2026", "18-11-2026"),  # on a holiday, a Wednesday
        ("10-11-2026", "18-11-2026"),  # the holiday is the day after
        ("27-3-2026", "3-4-2026"),  # across the change to summer time (29 March)
        ("23-10-2026", "30-10-2026"),  # and back (25 October)
        ("28-2-2028", "6-3-2028"),  # a leap year
    ],
)
def test_last_day_in_time(received, due):
    assert due_on(day(received), CALENDAR) == day(due)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 10, 29, 22, 59, tzinfo=UTC), "29-10-2026"),  # 23:59, winter
        (datetime(2026, 10, 29, 23, 0, tzinfo=UTC), "30-10-2026"),  # 0:00 there
        (datetime(2026, 6, 1, 21, 59, tzinfo=UTC), "1-6-2026"),  # 23:59, summer
        (datetime(2026, 6, 1, 22, 0, tzinfo=UTC), "2-6-2026"),
    ],
)
def test_day_of_receipt_is_that_of_brussels(moment, expected):
    assert day_in_brussels(moment) == day(expected)


def test_own_closing_days_do_not_count():
    closed = WorkCalendar(FIRST, LAST, PUBLIC | {day("3-11-2026")})
    assert due_on(day("30-10-2026"), closed) == day("9-11-2026")


@pytest.mark.parametrize(
    ("today", "expected", "late"),
    [
        ("30-10-2026", Urgency.LATER, 0),
        ("3-11-2026", Urgency.LATER, 0),
        ("4-11-2026", Urgency.DAY_3, 0),
        ("5-11-2026", Urgency.DAY_4, 0),
        ("6-11-2026", Urgency.LAST_DAY, 0),
        ("7-11-2026", Urgency.OVERDUE, 0),  # a Saturday: the term is over
        ("9-11-2026", Urgency.OVERDUE, 1),
        ("23-11-2026", Urgency.OVERDUE, 10),  # Armistice Day in between
        ("24-11-2026", Urgency.FAR_OVERDUE, 11),
    ],
)
def test_what_is_pressing_when(today, expected, late):
    received = day("30-10-2026")
    assert urgency(received, day(today), CALENDAR) == expected
    assert days_late(received, day(today), CALENDAR) == late


@given(DAYS)
def test_five_working_days_lie_between_receipt_and_the_last_day(received):
    due = due_on(received, CALENDAR)
    assert CALENDAR.between(received, due) == 5
    assert CALENDAR.is_working_day(due)
    assert 5 <= (due - received).days <= 12
    assert far_overdue_on(received, CALENDAR) > due


@given(DAYS, st.integers(0, 60))
def test_it_never_becomes_less_pressing(received, days):
    today = received + days * DAY
    before = urgency(received, today, CALENDAR)
    assert urgency(received, today + DAY, CALENDAR) >= before
    assert urgency(received + DAY, today, CALENDAR) <= before


@given(DAYS, st.integers(0, 40))
def test_the_day_for_the_query_leaves_nothing_pressing_out(today, days):
    received = today - days * DAY
    pressing = urgency(received, today, CALENDAR) > Urgency.LATER
    assert pressing is (received <= warns_from(today, CALENDAR))


@given(DAYS, DAYS)
def test_a_closing_day_makes_nothing_due_earlier(received, closing_day):
    closed = WorkCalendar(FIRST, LAST, PUBLIC | {closing_day})
    assert due_on(received, closed) >= due_on(received, CALENDAR)


# The figures -------------------------------------------------------------------------

DUE = date(2026, 11, 6)
IN_TIME, LATE = DUE, DUE + DAY


@pytest.mark.parametrize(
    ("family", "school", "today", "closed", "expected"),
    [
        (IN_TIME, IN_TIME, LATE, False, Verdict.IN_TIME),
        (IN_TIME, LATE, LATE, False, Verdict.LATE),
        (LATE, IN_TIME, LATE, False, Verdict.LATE),
        (IN_TIME, None, DUE, False, Verdict.RUNNING),
        (None, None, DUE, True, Verdict.RUNNING),
        (IN_TIME, None, LATE, False, Verdict.LATE),
        (None, None, LATE, False, Verdict.LATE),
        # The school had a holiday: apart, if the family was spoken to in time.
        (IN_TIME, None, LATE, True, Verdict.SCHOOL_CLOSED),
        (IN_TIME, LATE, LATE, True, Verdict.SCHOOL_CLOSED),
        (LATE, LATE, LATE, True, Verdict.LATE),
        (None, IN_TIME, LATE, True, Verdict.LATE),
        (IN_TIME, IN_TIME, LATE, True, Verdict.IN_TIME),
    ],
)
def test_verdicts(family, school, today, closed, expected):
    reached = Reached(family, school)
    facts = {"due": DUE, "today": today}
    assert (
        verdict(reached=reached, given_up_on=None, closed=closed, **facts) == expected
    )


@pytest.mark.parametrize(
    ("given_up_on", "expected"), [(DUE, Verdict.DROPPED), (LATE, Verdict.LATE)]
)
def test_what_is_given_up_within_the_term_is_no_miss(given_up_on, expected):
    facts = {"due": DUE, "today": LATE + DAY}
    found = verdict(reached=Reached(), given_up_on=given_up_on, closed=False, **facts)
    assert found == expected


def test_school_is_closed_if_a_working_day_of_the_term_is_its_holiday():
    autumn = frozenset(date(2026, 11, 2) + n * DAY for n in range(7))
    schools = SchoolCalendar(FIRST, LAST, autumn, {7: frozenset({date(2026, 11, 30)})})

    def closed(received, school_id=None):
        return school_was_closed(day(received), school_id, CALENDAR, schools)

    assert closed("30-10-2026")
    assert closed("26-10-2026")  # its last day is 2 November
    assert not closed("23-10-2026")  # over on 30 October
    assert not closed("8-11-2026")
    assert (closed("25-11-2026", 7), closed("25-11-2026", 8)) == (True, False)
