"""A record-level extract whose true counts are those of the answer of 2016.

Made up, the same at each call: five provinces and Brussels, 2012-2013 to 2015-2016. A
pupil counts once in a school year, in the province of its last traject; its months
are those of that year in which it ran, first and last included. Everything ends before
July 2016, and nobody of the last year was suspended, so that those months are the same
whether summer and suspended months count or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sio.core.spreadsheet import csv_of
from sio.statistics.demo.people import Person, people, shuffled
from sio.statistics.demo.targets import LAST_YEAR, PHYSICAL
from sio.statistics.history.columns import COLUMNS, heading_of
from sio.statistics.history.months import first_day, last_day

SEED = 2016
TWICE = 6  # pupils with two trajects in one year, of the last and of earlier years
SUSPENDED_EVERY = 20  # of the earlier pupils one in so many
SATURDAY = 5
ELSEWHERE = {"BE-VAN": "BE-VLI", "BE-VLI": "BE-VAN"}  # where some came from


@dataclass(frozen=True)
class Record:
    """One traject: what a line of the extract says."""

    pupil: str
    province: str
    level: str
    reason: str
    started_on: date
    ended_on: date
    suspended: tuple[tuple[date, date], ...] = ()

    def cells(self) -> list[str]:
        """In the order of COLUMNS."""
        periods = "; ".join(f"{first}/{last}" for first, last in self.suspended)
        days = [self.started_on.isoformat(), self.ended_on.isoformat()]
        return [self.pupil, self.province, self.level, self.reason, *days, periods]


def extract(seed: int = SEED) -> str:
    """The population as the text of a CSV file, with its total."""
    found = records(seed)
    headings = [heading_of(column) for column in COLUMNS]
    lines = [headings, *(one.cells() for one in found), ["totaal", str(len(found))]]
    return csv_of(lines)


def records(seed: int = SEED) -> list[Record]:
    """Every traject, in no order; keys tell nothing."""
    random = Random(seed)
    everybody = people(random)
    twice = _twice(everybody)
    found: list[Record] = []
    for number, one in enumerate(everybody, 1):
        key = f"L{number:04}"
        if one in twice:
            found += _two(one, key, random)
        else:
            found.append(_one(one, key, random, number))
    return shuffled(found, random)


def _twice(everybody: list[Person]) -> set[Person]:
    """Some of one school year that ran long enough to be parted."""
    able = [
        one
        for one in everybody
        if one.main == PHYSICAL and not one.is_over_years and one.months >= 6
    ]
    last = [one for one in able if one.years == [LAST_YEAR]]
    earlier = [one for one in able if one.years != [LAST_YEAR]]
    return {*last[:TWICE], *earlier[:TWICE]}


def _one(one: Person, key: str, random: Random, number: int) -> Record:
    months = _months(one)
    suspended: tuple[tuple[date, date], ...] = ()
    is_earlier = one.years[-1] != LAST_YEAR
    if is_earlier and len(months) >= 5 and number % SUSPENDED_EVERY == 0:
        suspended = ((first_day(months[2]) - timedelta(days=9), last_day(months[2])),)
    return _record(one, key, (one.province, months), random, suspended)


def _two(one: Person, key: str, random: Random) -> Iterator[Record]:
    """Two trajects in one year, for some with a move between; later it counts.

    In the last year no month is left out between them, in earlier years one is.
    """
    months = _months(one)
    half = len(months) // 2
    until = half if one.years == [LAST_YEAR] else half - 1
    came_from = ELSEWHERE.get(one.province, one.province)
    yield _record(one, key, (came_from, months[:until]), random)
    yield _record(one, key, (one.province, months[half:]), random)


def _record(
    one: Person,
    key: str,
    stretch: tuple[str, list[str]],
    random: Random,
    suspended: tuple[tuple[date, date], ...] = (),
) -> Record:
    province, months = stretch
    began, ended = _weekday(months[0], random), _weekday(months[-1], random)
    return Record(key, province, one.level, one.reason, began, ended, suspended)


def _weekday(month: str, random: Random) -> date:
    """A day from Monday to Friday; a month begins and ends with at most two others."""
    first = first_day(month) + timedelta(days=2)
    day = first + timedelta(days=int(random.random() * 24))
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def _months(one: Person) -> list[str]:
    """From its first to its last, as "2015-09"."""
    first, last = one.years[0], one.years[-1]
    began = _month(first, one.begins)
    count = one.months + (0 if one.is_over_years else one.begins)
    ended = _month(last, count - 1)
    return [*_between(began, ended)]


def _month(year: int, at: int) -> str:
    """The month of a school year, from 0 for September."""
    return f"{year + (at + 8) // 12}-{(at + 8) % 12 + 1:02}"


def _between(began: str, ended: str) -> Iterator[str]:
    month = began
    while month <= ended:
        yield month
        month = f"{last_day(month) + timedelta(days=1):%Y-%m}"
