"""What the connections of one traject in one school year add up to; no database.

A *reconnect* is a connection that begins while another of the same traject still runs,
or within five minutes after it stopped, in the same half day: the line had to be made
anew. Five minutes is our choice: longer than a line that broke takes to come back
(45 s), shorter than a break between lessons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sio.casework.half_days import (
    HalfDay,
    Span,
    followed_half_days,
    half_day_of,
    joined,
)
from sio.core.time import school_year, school_year_dates
from sio.lessons.plan import BRUSSELS, day_bounds

RECONNECT_MINUTES = 5
SOON = timedelta(minutes=RECONNECT_MINUTES)
SUMMER = timedelta(hours=2)  # what Brussels is ahead of UTC then


@dataclass(frozen=True)
class LineUse:
    """One school year of one line. Half days are of Brussels, seconds are real ones.

    `seconds` is how long at least one connection ran: two at once count once. A
    connection belongs to the year in which it began, what it lasts to both.
    """

    seconds: int
    connections: int
    reconnects: int
    halves: frozenset[HalfDay]  # followed
    first_month: str  # of a lesson, "2026-11"; empty if there was none
    last_month: str


def year_bounds(year: int) -> Span:
    """The first moment of the school year that begins in `year`, and of the next."""
    first, last = school_year_dates(year)
    return day_bounds(first)[0], day_bounds(last)[1]


def year_of(moment: datetime) -> int:
    """The school year of a moment in UTC.

    By the clock of summer, which Brussels has when a school year begins: there are
    millions of them, and a clock of the place takes ten times as long.
    """
    return school_year(moment + SUMMER)


def line_use(
    uses: Iterable[Span],
    year: int,
    *,
    noon: time,
    least: timedelta,
    started_at: datetime | None,
) -> LineUse:
    """Add up what of these connections falls in the school year.

    Lessons are the connections from `started_at` on, when the traject began to run;
    what was before were tests. `least` is how long a half day must be followed.
    """
    opens, closes = year_bounds(year)
    began = sorted(span for span in uses if opens <= span[0] < closes)
    clipped = [(max(start, opens), min(stop, closes)) for start, stop in uses]
    inside = joined(span for span in clipped if span[0] < span[1])
    lessons = [start for start, _stop in began if started_at and start >= started_at]
    return LineUse(
        seconds=round(sum((stop - start).total_seconds() for start, stop in inside)),
        connections=len(began),
        reconnects=_reconnects(began, noon),
        halves=frozenset(followed_half_days(inside, noon=noon, least=least)),
        first_month=_month(lessons[:1]),
        last_month=_month(lessons[-1:]),
    )


def months_between(first: str, last: str) -> int:
    """How many months from the first to the last, both counted: "2026-11"."""
    return 12 * (int(last[:4]) - int(first[:4])) + int(last[5:]) - int(first[5:]) + 1


def _reconnects(began: Sequence[Span], noon: time) -> int:
    """Of connections by start: those that follow another one closely."""
    count = 0
    stopped: datetime | None = None
    for start, stop in began:
        if stopped is not None and start - stopped <= SOON:
            before = min(stopped, start)
            count += half_day_of(before, noon) == half_day_of(start, noon)
        stopped = stop if stopped is None else max(stopped, stop)
    return count


def _month(moments: Collection[datetime]) -> str:
    return "".join(f"{one.astimezone(BRUSSELS):%Y-%m}" for one in moments)
