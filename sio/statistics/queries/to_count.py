"""Of which trajects the use is still to be counted, and of which school years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import (
    Case,
    DateField,
    Exists,
    Max,
    OuterRef,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Least, TruncDate
from django.utils import timezone

from sio.casework.half_days import Span
from sio.core.time import school_year
from sio.lessons.models import Use
from sio.lessons.plan import day_bounds
from sio.statistics.models import UseOfYear
from sio.trajects.models import Traject, TrajectChange
from sio.trajects.workflow import RUNNING, State

IN_USE = frozenset({State.ACTIVE, State.ENDING})


@dataclass(frozen=True)
class Ran:
    """When a traject ran: from the first start to its end, and what of it was in use.

    `until` is the end of today as long as it did not end.
    """

    started_at: datetime
    until: datetime
    in_use: tuple[Span, ...]

    @property
    def years(self) -> range:
        """The school years that it touches."""
        first = timezone.localdate(self.started_at)
        return range(school_year(first), school_year(self._last_day) + 1)

    @property
    def _last_day(self) -> date:
        return timezone.localdate(self.until - timedelta(microseconds=1))


def with_new_use() -> QuerySet[Use, int]:
    """Keys of trajects with connections that are not counted yet, in their order."""
    new = Use.objects.filter(counted=False).order_by("traject")
    return new.values_list("traject", flat=True).distinct()


def with_new_days(day: date) -> QuerySet[Traject, int]:
    """Keys of trajects that ran on a day that is not counted yet, in their order.

    `day` is today. What is over was counted for the last time on the day after.
    """
    due = days_due(Traject.objects.all(), day)
    return due.order_by("pk").values_list("pk", flat=True)


def days_due(files: QuerySet[Traject], day: date) -> QuerySet[Traject]:
    """Those of these files that ran on a day that is not counted yet."""
    yesterday = Value(day - timedelta(days=1), DateField())
    moved_on = Least(TruncDate("state_since"), yesterday)
    started = TrajectChange.objects.filter(traject=OuterRef("pk"), new=State.ACTIVE)
    counted = UseOfYear.objects.filter(traject=OuterRef("pk"))
    return files.annotate(
        last_day=Case(When(state__in=RUNNING, then=yesterday), default=moved_on)
    ).filter(
        Exists(started), ~Exists(counted.filter(counted_on__gt=OuterRef("last_day")))
    )


def ran_when(files: Collection[int], now: datetime) -> dict[int, Ran]:
    """When each of these trajects ran, by key; none of what never started."""
    rows = TrajectChange.objects.filter(traject__in=files).order_by("at", "pk")
    moves: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    for traject, new, at in rows.values_list("traject", "new", "at"):
        moves[traject].append((new, at))
    end = day_bounds(timezone.localdate(now))[1]
    found = {key: _ran(of_one, end) for key, of_one in moves.items()}
    return {key: ran for key, ran in found.items() if ran}


def last_counted(files: Iterable[int]) -> dict[int, date]:
    """The last day on which each of these was counted; nothing of what never was."""
    rows = UseOfYear.objects.filter(traject__in=files).order_by()
    last = rows.values_list("traject").annotate(Max("counted_on"))
    return {traject: day for traject, day in last if day}


def _ran(moves: list[tuple[str, datetime]], end: datetime) -> Ran | None:
    spans: list[Span] = []
    started_at = since = over_at = None
    for new, at in moves:
        in_use = new in IN_USE
        started_at = started_at or (at if in_use else None)
        if since is not None and not in_use:
            spans.append((since, at))
        since = (since or at) if in_use else None
        over_at = None if new in RUNNING else (over_at or at)
    if started_at is None:
        return None
    until = over_at or end
    if since is not None:
        spans.append((since, until))
    return Ran(started_at, until, tuple(spans))
