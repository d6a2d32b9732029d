"""The calendar that comes with the `holidays` library, as rows for our own table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from sio.core.time import school_year_dates
from sio.schools.models import Holiday

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """One holiday from its first to its last day, which both count."""

    name: str
    kind: Holiday.Kind
    starts_on: date
    ends_on: date


def spans_of_school_year(year: int) -> list[Span]:
    """Belgian public holidays and Flemish school holidays, by first day.

    A public holiday that is also a school holiday of one day stands there once.
    Source: holidays, Belgium, category "school", subdivision "Flemish".
    """
    public = list(_spans(year, Holiday.Kind.PUBLIC, subdiv=None))
    days = {span.starts_on for span in public}
    school = _spans(year, Holiday.Kind.SCHOOL, subdiv="Flemish")
    more = [span for span in school if not (_one_day(span) and span.starts_on in days)]
    return sorted(public + more, key=lambda span: (span.starts_on, span.name))


def _spans(year: int, kind: Holiday.Kind, subdiv: str | None) -> Iterator[Span]:
    first, last = school_year_dates(year)
    calendar = holidays.country_holidays(
        "BE",
        subdiv=subdiv,
        categories=kind.value,  # ours are the library's words
        years=[year, year + 1],
        language="nl",
    )
    days = sorted(day for day in calendar if first <= day <= last)
    while days:
        start = end = days.pop(0)
        while days and days[0] == end + A_DAY and calendar[days[0]] == calendar[start]:
            end = days.pop(0)
        yield Span(calendar[start], kind, start, end)


def _one_day(span: Span) -> bool:
    return span.starts_on == span.ends_on
