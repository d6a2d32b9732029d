"""Pieces of SQL that SQLite and PostgreSQL both understand.

A day as text is "2026-11-28": it compares as it reads. Where many days are compared
they are dates, which for SQLite are the same texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.conf import settings
from django.db import connection
from django.utils import timezone

from sio.core.time import FIRST_MONTH, school_year_dates


def day_of(moment: str) -> str:
    """The day of a column of moments, in Brussels, as text."""
    return f"CAST({as_date(moment)} AS text)"


def as_date(moment: str) -> str:
    """The day of a column of moments, in Brussels, as a date."""
    zone = settings.TIME_ZONE
    if connection.vendor == "postgresql":
        return f"CAST({moment} AT TIME ZONE '{zone}' AS date)"
    # What Django itself gives SQLite for it.
    return f"django_datetime_cast_date({moment}, '{zone}', 'UTC')"


def date_literal(day: date) -> str:
    """A day of ours as a date."""
    return f"DATE '{day}'" if connection.vendor == "postgresql" else f"'{day}'"


def as_stored(moment: datetime) -> object:
    """A moment as the database has it, to compare a column with."""
    return connection.ops.adapt_datetimefield_value(moment)


def start_of(year: int) -> datetime:
    """The moment at which a school year begins, in Brussels."""
    first = school_year_dates(year)[0]
    return datetime.combine(first, time.min, timezone.get_current_timezone())


def school_year_of(day: str) -> str:
    """The year in which the school year of such a day began."""
    is_before = f"SUBSTR({day}, 6, 2) < '{FIRST_MONTH:02}'"
    year = f"CAST(SUBSTR({day}, 1, 4) AS integer)"
    return f"{year} - CASE WHEN {is_before} THEN 1 ELSE 0 END"


def month_number(month: str) -> str:
    """A month such as "2026-11" as a number of months."""
    parts = f"SUBSTR({month}, 1, 4)", f"SUBSTR({month}, 6, 2)"
    return "12 * CAST({} AS integer) + CAST({} AS integer)".format(*parts)


def by_bytes(column: str) -> str:
    """A column of texts that sorts the same whatever the language of the database."""
    return f'{column} COLLATE "C"' if connection.vendor == "postgresql" else column


def of_last(column: str) -> str:
    """What the row of a group says that is numbered 1 in `from_last`."""
    return f"MAX(CASE WHEN from_last = 1 THEN {column} END) AS {column}"


def listed(values: Iterable[str]) -> str:
    """Fixed words of ours as a list in brackets."""
    words = ", ".join(f"'{one}'" for one in sorted(values))
    return f"({words})"


def numbers(values: Iterable[int]) -> str:
    """Keys or years as a list in brackets; there is one at least."""
    return f"({', '.join(str(int(one)) for one in sorted(values))})"


def of_json(column: str, key: str) -> str:
    """The value under this key of a column of JSON; NULL if it is not there."""
    if connection.vendor == "postgresql":
        return f"{column} ->> '{key}'"
    return f"json_extract({column}, '$.\"{key}\"')"
