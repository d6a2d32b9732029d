"""In how many trajects lessons ran, month by month, as far back as we know.

Our own, of which the rows stay when a file is erased, and those of before the system.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from sio.statistics.models import HistoryRow
from sio.trajects.models import PseudonymRow

MOST_MONTHS = 120  # ten years: what was before says nothing of the coming months
GAP = 12  # months without anybody: then nobody wrote it down

# First and last month in which it ran, as numbers, and how many of these there are.
Span = tuple[int, int, int]


@dataclass(frozen=True)
class History:
    """Numbers by month, without holes; `first` is the month of the first one."""

    first: date
    numbers: tuple[int, ...]
    knows_before: bool = False  # something of before the system was read in
    has_gap: bool = False  # and is left out: a year follows of which nobody knows

    def month(self, place: int) -> date:
        """The month at a place of `numbers`, or after the last one."""
        return date_of(number_of(self.first) + place)


def history_of(day: date, *, province: str = "", level: str = "") -> History:
    """Up to the last whole month before `day`; of one province or level if named.

    Two queries. A traject that ended in a month still counts in it, as in every
    figure; one that is suspended counts too.
    """
    wanted = {"province": province, "level": level}
    chosen = {name: value for name, value in wanted.items() if value}
    last = number_of(day) - 1
    every = HistoryRow.objects.filter(batch__withdrawn_at=None, **chosen)
    before = _spans(every, last)
    ours = _spans(PseudonymRow.objects.filter(**chosen), last)
    known = running_in([*ours, *before], last)
    whole = _without_gaps(known)
    numbers = whole[-MOST_MONTHS:]
    return History(
        date_of(last + 1 - len(numbers)),
        tuple(numbers),
        knows_before=bool(before),
        has_gap=len(whole) < len(known),
    )


def running_in(spans: Iterable[Span], last: int) -> list[int]:
    """How many ran in each month, from the first one that is known up to `last`."""
    changes: Counter[int] = Counter()
    for start, end, count in spans:
        changes[start] += count
        changes[max(start, end) + 1] -= count
    known = [month for month in changes if month <= last]
    found, running = [], 0
    for month in range(min(known, default=last + 1), last + 1):
        running += changes[month]
        found.append(running)
    return found


def number_of(day: date) -> int:
    """Months are counted, so that one can add them."""
    return day.year * 12 + day.month - 1


def date_of(number: int) -> date:
    """The first day of that month."""
    return date(number // 12, number % 12 + 1, 1)


def _without_gaps(numbers: Sequence[int]) -> Sequence[int]:
    """What follows the last year in which nobody ran at all: before it is elsewhere."""
    empty = 0
    for place in range(len(numbers) - 1, -1, -1):
        empty = 0 if numbers[place] else empty + 1
        if empty == GAP:
            return numbers[place + GAP :]
    return numbers


def _spans(rows: QuerySet[Any], last: int) -> list[Span]:
    counted = rows.order_by().values_list("started", "ended").annotate(Count("pk"))
    return [
        (_number(start), _number(end) if end else last, count)
        for start, end, count in counted
    ]


def _number(month: str) -> int:
    """Of "2026-11"."""
    return int(month[:4]) * 12 + int(month[5:]) - 1
