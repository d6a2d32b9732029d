"""A record-level extract of the last years, made up, so that the forecast has a past.

As many at a time as the demo's own files show in its first weeks. Everything has ended
by the last whole month: from then on the demo's own files are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from sio.core.spreadsheet import csv_of
from sio.core.time import FIRST_MONTH, school_year
from sio.statistics.demo.people import LEVELS, ONLY_SECONDARY, REASONS
from sio.statistics.demo.population import Record
from sio.statistics.demo.targets import FULL_YEAR_MONTHS, PHYSICAL, PSYCHOLOGICAL
from sio.statistics.history.columns import COLUMNS, heading_of
from sio.statistics.history.months import first_day, last_day, month_of
from sio.trajects.models import Level

SEED = 2022
BEGAN = (27, 31, 35, 29)  # in each school year; the last one is half the system's own
GOES_ON_EVERY = 6  # of so many one runs on after the summer
# Shares in percent, as the provinces had them in 2015-2016 and groups in 2022.
PROVINCES = {
    **{"BE-VAN": 30, "BE-VOV": 19, "BE-VWV": 23},
    **{"BE-VLI": 13, "BE-VBR": 12, "BE-BRU": 3},
}
GROUPS = {PSYCHOLOGICAL: 39, PHYSICAL: 61}


def recent_extract(day: date) -> str:
    """The text of a CSV file with its total; the same on every day of a month."""
    found = list(_records(day))
    headings = [heading_of(column) for column in COLUMNS]
    lines = [headings, *(one.cells() for one in found), ["totaal", str(len(found))]]
    return csv_of(lines)


def _records(day: date) -> Iterator[Record]:
    random = Random(SEED)
    last = month_of(day.replace(day=1) - timedelta(days=1))
    first_year = school_year(day) - len(BEGAN)
    for place, count in enumerate(BEGAN):
        for number in range(count):
            began, ended = _months(first_year + place, random, number)
            key = f"R{place}{number:03}"
            yield _record(key, began, min(ended, last), random)


def _months(year: int, random: Random, number: int) -> tuple[str, str]:
    """Most begin in autumn; a few go on after the summer, the others end by June."""
    begins = int(random.random() * random.random() * (FULL_YEAR_MONTHS - 1))
    length = 2 + int((random.random() + random.random()) / 2 * FULL_YEAR_MONTHS)
    ends = min(begins + length, FULL_YEAR_MONTHS) - 1
    if number % GOES_ON_EVERY == 0:
        ends = 12 + int(random.random() * 4)
    return _month(year, begins), _month(year, ends)


def _month(year: int, place: int) -> str:
    """The month of a school year, from 0 for September."""
    number = FIRST_MONTH - 1 + place
    return f"{year + number // 12}-{number % 12 + 1:02}"


def _record(key: str, began: str, ended: str, random: Random) -> Record:
    reason = _drawn(REASONS[_drawn(GROUPS, random)], random)
    level = _drawn(LEVELS, random)
    return Record(
        pupil=key,
        province=_drawn(PROVINCES, random),
        level=Level.SECONDARY.value if reason in ONLY_SECONDARY else level,
        reason=reason,
        started_on=first_day(began),
        ended_on=last_day(ended),
    )


def _drawn(shares: Mapping[str, int], random: Random) -> str:
    """One of them, by its share; `random.random` alone gives the same everywhere."""
    cards = [name for name, share in shares.items() for _card in range(share)]
    return cards[int(random.random() * len(cards))]
