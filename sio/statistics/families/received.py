"""How many applications came in, and whether by the same date of their school year.

Apart from what became of it (`families.applications`), for the sake of what is kept of
files that are erased: here the day of the year is needed, and there it must not be.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime

from django.utils import timezone

from sio.core.time import FIRST_MONTH
from sio.statistics.families.erased import Columns, select, value
from sio.statistics.families.sql import (
    as_stored,
    day_of,
    numbers,
    of_json,
    school_year_of,
    start_of,
)
from sio.statistics.rows import Family, Select

# What is kept of a file that is erased.
KEPT: Columns = (("school_year", "integer"), ("province", "text"), ("day", "text"))


def gather(cutoff: datetime, years: range) -> Select:
    """What came in by `cutoff`, none of before these years: how many of each."""
    since = as_stored(start_of(years[0]))
    others = f"{_so_far('t.day', cutoff)}, COUNT(*)"
    only = f" AND received_at >= '{since}'"
    return _select(cutoff, others, only, " GROUP BY 1, 2, 3")


def kept(cutoff: datetime) -> Select:
    """Those of files that were erased; one whose day is not known came later."""
    year, province = (value(*one) for one in KEPT[:2])
    day = f"'0000-' || ({of_json('k.content', 'day')})"
    return select("received", year, province, _so_far(day, cutoff), "1")


def of_files(files: Collection[int]) -> Select:
    """Of these files the columns KEPT: the day is that of a year, "11-28"."""
    only = f" AND id IN {numbers(files)}"
    return _select(timezone.now(), "SUBSTR(t.day, 6)", only)


def to_date(day: date) -> Callable[[date], bool]:
    """Whether a day is not later in its school year than `day` is in its own.

    29 February is 28 February where there is none.
    """
    last = _place(day)
    return lambda one: _place(one) <= last


def _place(day: date) -> str:
    return f"{day.month < FIRST_MONTH:d}{day:-%m-%d}"


def _so_far(day: str, cutoff: datetime) -> str:
    """The same of a day as text."""
    last = _place(timezone.localdate(cutoff))
    after = f"CASE WHEN SUBSTR({day}, 6, 2) < '{FIRST_MONTH:02}' THEN '1' ELSE '0' END"
    return f"CASE WHEN {after} || SUBSTR({day}, 5) <= '{last}' THEN 'yes' ELSE 'no' END"


def _select(cutoff: datetime, others: str, only: str, grouped: str = "") -> Select:
    sql = _SQL.format(
        year=school_year_of("t.day"),
        day=day_of("received_at"),
        others=others,
        only=only,
        grouped=grouped,
    )
    return Select(sql, (as_stored(cutoff),))


_SQL = """
SELECT {year}, COALESCE(s.province, ''), {others}
FROM (
  SELECT school_id, {day} AS day FROM trajects_traject
  WHERE state <> 'merged' AND received_at <= %s{only}
) t
LEFT JOIN schools_school s ON s.id = t.school_id{grouped}
"""

RECEIVED = Family(
    name="received",
    columns=(
        ("school_year", "integer"),
        ("province", "text"),
        ("to_date", "text"),
        ("number", "integer"),
    ),
    gather=gather,
    kept=kept,
)
