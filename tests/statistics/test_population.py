"""The made-up population has the counts of the answer of 2016: counted by hand here.

Nothing of the product counts in this test; it reads the extract with `csv`.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from functools import cache

from sio.statistics.demo.population import extract, records
from tests.statistics.golden_tables import EVERYBODY, PSYCHOLOGICAL

YEARS = ["2012-2013", "2013-2014", "2014-2015", "2015-2016"]
# Least, mean, most; ten months are a school year.
MONTHS = {
    "BE-VAN": (2, 7, 10),
    "BE-BRU": (2, 6, 10),
    "BE-VLI": (3, 7, 10),
    "BE-VOV": (2, 7, 10),
    "BE-VBR": (2, 7, 10),
    "BE-VWV": (2, 7, 10),
    "all": (2, 7, 10),
}
PSYCHOLOGICAL_MONTHS = {
    "BE-VAN": (2, 5, 10),
    "BE-VLI": (3, 6, 10),
    "BE-VOV": (3, 5, 10),
    "BE-VBR": (2, 6, 10),
    "BE-VWV": (2, 5, 8),
    "all": (2, 5, 10),
}
MENTAL = {"psychological", "behaviour", "eating", "other_mental"}


@cache
def lines():
    text = extract().removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][:5] == [
        "leerling",
        "provincie",
        "niveau",
        "redengroep",
        "begonnen op",
    ]
    assert rows[-1] == ["totaal", str(len(rows) - 2)]
    return rows[1:-1]


def months_of(began, ended):
    """Numbers of months since the year 0, both included."""
    first = int(began[:4]) * 12 + int(began[5:7])
    last = int(ended[:4]) * 12 + int(ended[5:7])
    return range(first, last + 1)


def year_of(month):
    """The school year of a number of `months_of`; January is 1."""
    year, number = divmod(month - 1, 12)
    first = year if number >= 8 else year - 1
    return f"{first}-{first + 1}"


@cache
def pupil_years():
    """By pupil and school year: its months, and the line of its last traject."""
    months, last = defaultdict(set), {}
    for line in sorted(lines(), key=lambda line: line[4]):
        for month in months_of(line[4], line[5]):
            at = line[0], year_of(month)
            months[at].add(month)
            last[at] = line
    return {at: (months[at], last[at]) for at in months}


def counts(*, only=None):
    found = {province: [0, 0, 0, 0] for province in EVERYBODY}
    for (_pupil, year), (_months, line) in pupil_years().items():
        if only is None or line[3] in only:
            found[line[1]][YEARS.index(year)] += 1
    return {province: tuple(years) for province, years in found.items()}


def durations(*, only=None, without_summer=False):
    numbers = defaultdict(list)
    for (_pupil, year), (months, line) in pupil_years().items():
        if year != "2015-2016" or (only is not None and line[3] not in only):
            continue
        ran = [m for m in months if not without_summer or (m - 1) % 12 not in (6, 7)]
        numbers[line[1]].append(len(ran))
        numbers["all"].append(len(ran))
    return {
        where: (min(those), int(sum(those) / len(those) + 0.5), max(those))
        for where, those in numbers.items()
    }


def test_pupils_per_province_and_year_are_those_published():
    assert counts() == EVERYBODY
    totals = [sum(of_year) for of_year in zip(*counts().values(), strict=True)]
    assert totals == [199, 223, 233, 339]


def test_the_psychological_ones_are_those_published_with_zeros_for_blanks():
    assert counts(only=MENTAL) == PSYCHOLOGICAL
    found = counts(only=MENTAL).values()
    assert [sum(of_year) for of_year in zip(*found, strict=True)] == [5, 7, 8, 32]


def test_months_of_the_last_year_are_those_published():
    assert durations() == MONTHS
    assert durations(only=MENTAL) == PSYCHOLOGICAL_MONTHS


def test_the_months_are_the_same_under_other_definitions():
    assert durations(without_summer=True) == MONTHS
    assert durations(only=MENTAL, without_summer=True) == PSYCHOLOGICAL_MONTHS
    of_last_year = [line for line in lines() if line[5] >= "2015-09"]
    assert len(of_last_year) > 339
    assert {line[6] for line in of_last_year} == {""}  # nobody was suspended
    # From the first day to the last there is no month without a traject.
    for (_pupil, year), (months, _line) in pupil_years().items():
        if year == "2015-2016":
            assert len(months) == max(months) - min(months) + 1


def test_some_run_over_years_some_came_back_and_some_moved():
    years, trajects, provinces = Counter(), Counter(), defaultdict(set)
    for pupil, _year in pupil_years():
        years[pupil] += 1
    for line in lines():
        trajects[line[0]] += 1
        provinces[line[0]].add(line[1])
    over = [pupil for pupil, count in years.items() if count > 1]
    assert 0.14 < len(over) / len(years) < 0.16
    assert sum(count > 2 for count in years.values()) > 5
    assert sum(count == 2 for count in trajects.values()) == 12
    assert sum(len(those) == 2 for those in provinces.values()) >= 3
    assert sum(line[6] != "" for line in lines()) > 10


def test_levels_of_the_last_year_are_as_near_as_whole_pupils_allow():
    last = [
        line for (_p, year), (_m, line) in pupil_years().items() if year == "2015-2016"
    ]
    assert Counter(line[2] for line in last) == {
        "nursery": 7,
        "primary": 81,
        "secondary": 251,
    }
    cancer = sum(line[3] == "cancer" for line in last) / len(last)
    assert 0.25 < cancer < 0.27
    assert {line[2] for line in last if line[3] == "maternity"} == {"secondary"}


def test_everything_lies_in_the_four_years_on_days_of_the_week():
    assert min(line[4] for line in lines()) >= "2012-09-01"
    assert max(line[5] for line in lines()) <= "2016-06-30"
    days = [day for one in records() for day in (one.started_on, one.ended_on)]
    assert len(days) > 1700
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}


def test_it_is_the_same_each_time_and_another_with_another_seed():
    assert extract() == extract()
    assert records(7) != records()
    assert len({one.pupil for one in records(7)}) > 800
