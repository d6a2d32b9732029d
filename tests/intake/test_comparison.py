from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from sio.core.time import school_year
from sio.intake.comparison import Month, compare, compare_last_days, same_date_last_year
from sio.intake.models import WindowChange
from sio.intake.queries.days import counts_per_day

DAYS = st.dates(date(2018, 9, 1), date(2030, 8, 31))
COUNTS = st.lists(st.tuples(DAYS, st.integers(1, 50)), max_size=30)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 5, 15), date(2019, 5, 15)),
        (date(2028, 2, 28), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2027, 2, 28)),
        (date(2028, 3, 1), date(2027, 3, 1)),
        (date(2029, 2, 28), date(2028, 2, 28)),
    ],
)
def test_the_same_date_last_year(day, expected):
    assert same_date_last_year(day) == expected


def test_compared_with_the_same_moment_last_school_year():
    """001_203f8ff310e66b5b.txt: "niet opvallend meer aanvragen t.o.v. hetzelfde moment
    vorig schooljaar"."""
    now = [(date(2019, 9, 1), 2), (date(2020, 5, 15), 3), (date(2020, 5, 16), 100)]
    before = [
        (date(2018, 8, 31), 100),
        (date(2018, 9, 30), 1),
        (date(2019, 5, 15), 3),
        (date(2019, 5, 16), 100),
    ]
    found = compare(now, before, date(2020, 5, 15))
    assert (found.now, found.before, found.change_percent) == (5, 4, 25)
    assert (found.until, found.before_until) == (date(2020, 5, 15), date(2019, 5, 15))
    assert found.months[0] == Month(date(2019, 9, 1), 2, 1)
    assert found.months[-1] == Month(date(2020, 5, 1), 3, 3)
    assert len(found.months) == 9


def test_on_29_february_all_of_february_stands_beside_all_of_february():
    days = [(date(2028, 2, 29), 1), (date(2027, 2, 28), 1), (date(2027, 3, 1), 1)]
    found = compare(days, days, date(2028, 2, 29))
    assert (found.now, found.before) == (1, 1)


def test_nothing_last_year_gives_no_percentage():
    found = compare([(date(2019, 9, 1), 2)], [], date(2019, 9, 1))
    assert found.change_percent is None
    assert found.less_percent == 0


def test_less_is_said_as_less():
    day = date(2020, 1, 10)
    found = compare([(day, 1)], [(date(2019, 1, 10), 4)], day)
    assert (found.change_percent, found.less_percent) == (-75, 75)


@given(counts=COUNTS, on=DAYS)
def test_months_add_up_and_nothing_outside_counts(counts, on):
    found = compare(counts, counts, on)
    year = school_year(on)
    own = [(day, n) for day, n in counts if school_year(day) == year and day <= on]
    assert found.now == sum(n for _day, n in own)
    assert found.months[0].first == date(year, 9, 1)
    assert found.months[-1].first == on.replace(day=1)
    for month in found.months:
        same = (month.first.year, month.first.month)
        assert month.now == sum(n for day, n in own if (day.year, day.month) == same)
    last = [day for day, _n in counts if school_year(day) == year - 1]
    assert found.before == sum(
        n for day, n in counts if day in last and day <= found.before_until
    )


@given(counts=COUNTS, on=DAYS)
def test_the_same_year_twice_is_equal(counts, on):
    """A copy of this year, a year earlier, compares as equal."""
    own = [(day, n) for day, n in counts if (day.month, day.day) != (2, 29)]
    copied = [(same_date_last_year(day), n) for day, n in own]
    found = compare(own, copied, on)
    assert found.now == found.before
    assert [month.now for month in found.months] == [
        month.before for month in found.months
    ]


@given(counts=COUNTS, on=DAYS, more=st.integers(1, 9))
def test_a_day_more_never_makes_it_less(counts, on, more):
    found = compare(counts, counts, on)
    added = compare([*counts, (on, more)], counts, on)
    assert (added.now, added.before) == (found.now + more, found.before)


@given(counts=COUNTS, on=DAYS)
def test_the_last_thirty_days(counts, on):
    found = compare_last_days(iter(counts), on)
    spans = [(on, found.now), (same_date_last_year(on), found.before)]
    for last, total in spans:
        days = {last - timedelta(days=n) for n in range(30)}
        assert total == sum(n for day, n in counts if day in days)


def test_moments_count_on_the_day_that_it_is_in_brussels(cora):
    moments = [
        ("2027-03-01T22:59:00Z", 2026),
        ("2027-03-01T23:01:00Z", 2027),
        ("2027-03-02T12:00:00Z", 2028),
    ]
    for moment, year in moments:
        with time_machine.travel(moment, tick=False):
            WindowChange.objects.create(
                school_year=year, state="open", reason="Test", by=cora
            )
    assert counts_per_day(WindowChange.objects.all(), "at") == [
        (date(2027, 3, 1), 1),
        (date(2027, 3, 2), 2),
    ]
