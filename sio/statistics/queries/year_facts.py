"""All that the sums of one school year are made of, for many trajects at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet

from sio.casework.half_days import Span
from sio.core.time import school_year_dates
from sio.lessons.models import ExtraLesson, ScheduleException, Slot, Use
from sio.schools.models import Holiday
from sio.statistics.line_use import year_bounds
from sio.statistics.models import UseOfYear
from sio.trajects.models import ReturnStep, Traject

TWELVE = time(12)
P = TypeVar("P", Slot, ExtraLesson, ScheduleException, ReturnStep)


@dataclass(frozen=True)
class YearFacts:
    """By key of the traject: connections, schedule, holidays, and what was counted."""

    uses: Mapping[int, list[Span]]
    slots: Mapping[int, list[Slot]]
    extras: Mapping[int, list[ExtraLesson]]
    exceptions: Mapping[int, Mapping[date, list[ScheduleException]]]
    steps: Mapping[int, list[tuple[date, int]]]
    closed: Mapping[int | None, frozenset[date]]  # by school; of all schools under None
    before: Mapping[int, UseOfYear]

    def closed_at(self, school_id: int | None) -> frozenset[date]:
        """Days without lessons there."""
        everywhere = self.closed[None]
        own = self.closed.get(school_id, frozenset())
        return everywhere | own if own else everywhere


def facts_of_year(files: Collection[Traject], year: int) -> YearFacts:
    """Read them; seven queries, however many files."""
    keys = [one.pk for one in files]
    opens, closes = year_bounds(year)
    first, last = school_year_dates(year)
    mine = {"traject__in": keys}
    exceptions: dict[int, dict[date, list[ScheduleException]]] = defaultdict(dict)
    told = ScheduleException.objects.filter(**mine, on__gte=first, on__lte=last)
    for one in told.order_by():
        exceptions[one.traject_id].setdefault(one.on, []).append(one)
    extras = ExtraLesson.objects.filter(**mine, starts_at__lt=closes, ends_at__gt=opens)
    steps = defaultdict(list)
    for step in ReturnStep.objects.filter(**mine).order_by("starts_on"):
        steps[step.traject_id].append((step.starts_on, step.share))
    counted = UseOfYear.objects.filter(**mine, school_year=year)
    return YearFacts(
        uses=_uses(keys, (opens, closes)),
        slots=_by_traject(Slot.objects.filter(**mine)),
        extras=_by_traject(extras),
        exceptions=exceptions,
        steps=steps,
        closed=_closed({one.school_id for one in files}, first, last),
        before={row.traject_id: row for row in counted},
    )


def noon_at(traject: Traject) -> time:
    """When the morning is over at its school; twelve without a school."""
    return traject.school.morning_ends if traject.school else TWELVE


def _uses(keys: Collection[int], bounds: Span) -> Mapping[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = Use.objects.filter(
        traject__in=keys, started_at__lt=bounds[1], stopped_at__gte=bounds[0]
    ).order_by()
    spans = rows.values_list("traject", "started_at", "stopped_at")
    for traject, started_at, stopped_at in spans.iterator(chunk_size=10_000):
        found[traject].append((started_at, stopped_at))
    return found


def _by_traject(rows: QuerySet[P]) -> Mapping[int, list[P]]:
    found: dict[int, list[P]] = defaultdict(list)
    for row in rows.order_by():
        found[row.traject_id].append(row)
    return found


def _closed(
    schools: Collection[int | None], first: date, last: date
) -> Mapping[int | None, frozenset[date]]:
    here = Q(school=None) | Q(school__in=[one for one in schools if one is not None])
    rows = Holiday.objects.filter(here, starts_on__lte=last, ends_on__gte=first)
    days: dict[int | None, set[date]] = {None: set()}
    for school, starts_on, ends_on in rows.values_list(
        "school", "starts_on", "ends_on"
    ):
        span = range((ends_on - starts_on).days + 1)
        found = {starts_on + timedelta(days=number) for number in span}
        days.setdefault(school, set()).update(found)
    return {school: frozenset(found) for school, found in days.items()}
