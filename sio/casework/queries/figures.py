"""The figures of the first contact: per month and region, of one school year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from sio.casework.fivedays import (
    Reached,
    Verdict,
    due_on,
    school_was_closed,
    verdict,
)
from sio.casework.models import ContactMoment
from sio.casework.queries.contact import counting
from sio.core.time import school_year_dates
from sio.intake.queries.days import counts_per_day
from sio.schools.models import Region
from sio.schools.queries import RegionMap
from sio.schools.workdays import SchoolCalendar, WorkCalendar
from sio.trajects.models import Traject
from sio.trajects.workflow import OVER, State

With = ContactMoment.With


@dataclass
class Figures:
    """Counts of applications by what became of them, and of attempts."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    attempts: int = 0

    @property
    def total(self) -> int:
        return sum(self.verdicts.values())

    @property
    def in_time(self) -> int:
        return self.verdicts[Verdict.IN_TIME]

    @property
    def late(self) -> int:
        return self.verdicts[Verdict.LATE]

    @property
    def school_closed(self) -> int:
        return self.verdicts[Verdict.SCHOOL_CLOSED]

    @property
    def running(self) -> int:
        return self.verdicts[Verdict.RUNNING]

    @property
    def dropped(self) -> int:
        return self.verdicts[Verdict.DROPPED]

    @property
    def judged(self) -> int:
        """What the share is of: in time or late; the rest says nothing yet, or ever."""
        return self.in_time + self.late

    @property
    def share_percent(self) -> int | None:
        """In time, of those in time or late; rounded, None if there are none."""
        return round(100 * self.in_time / self.judged) if self.judged else None

    def add(self, one: Verdict, attempts: int) -> None:
        self.verdicts[one] += 1
        self.attempts += attempts


@dataclass(frozen=True)
class ContactFigures:
    """All of a school year, by month and by region; empty months stand there too."""

    total: Figures
    months: list[tuple[date, Figures]]
    regions: list[tuple[str, Figures]]  # by name; "" for schools in no region
    # Each month with a figure for each region, in the order of `regions`.
    cells: list[tuple[date, list[Figures]]]


def contact_figures_of(year: int, day: date) -> ContactFigures:
    """Applications received in the school year, judged as things stand on `day`.

    A month is that of receipt, a region that of the school now. Seven queries.
    """
    first, last = school_year_dates(year)
    rows = list(_received(first, last))
    total = Figures()
    months = {month: Figures() for month in _months(first, min(last, day))}
    regions: dict[int | None, Figures] = defaultdict(Figures)
    cells: dict[tuple[date, int | None], Figures] = defaultdict(Figures)
    areas = RegionMap.load()
    for row, one in _judged(rows, first, max(last, day), day):
        region = areas.region_id(
            row["school__postcode"] or "", row["school__province"] or ""
        )
        month = row["received_on"].replace(day=1)
        of_both = cells[month, region]
        for figures in (total, months[month], regions[region], of_both):
            figures.add(one, row["attempts"] or 0)
    names = dict(Region.objects.values_list("pk", "name"))
    keys = sorted(regions, key=lambda key: _by_name(names.get(key or 0, "")))
    return ContactFigures(
        total,
        list(months.items()),
        [(names.get(key or 0, ""), regions[key]) for key in keys],
        [(month, [cells[month, key] for key in keys]) for month in months],
    )


def applications_per_day(first: date, last: date) -> list[tuple[date, int]]:
    """On which day how many applications came in, in Brussels."""
    return counts_per_day(_between(first, last), "received_at")


def _received(first: date, last: date) -> Iterable[dict[str, Any]]:
    def of(moments: QuerySet[ContactMoment]) -> QuerySet[ContactMoment, Any]:
        return moments.filter(traject=OuterRef("pk")).order_by().values("traject")

    def reached(with_whom: str) -> Subquery:
        mine = of(counting().filter(with_whom=with_whom))
        return Subquery(mine.annotate(first=Min("happened_at")).values("first"))

    tries = of(ContactMoment.objects.filter(reached=False, correction=None))
    # Days in Brussels, made by the database: there are thousands of rows.
    rows = (
        _between(first, last)
        .annotate(
            received_on=TruncDate("received_at"),
            state_on=TruncDate("state_since"),
            family_on=TruncDate(reached(With.FAMILY)),
            school_on=TruncDate(reached(With.SCHOOL)),
            attempts=Subquery(tries.annotate(n=Count("pk")).values("n")),
        )
        .values(
            "received_on",
            "state",
            "state_on",
            "school_id",
            "school__postcode",
            "school__province",
            "family_on",
            "school_on",
            "attempts",
        )
    )
    return ({**row} for row in rows)


def _judged(
    rows: Iterable[dict[str, Any]], first: date, last: date, day: date
) -> Iterable[tuple[dict[str, Any], Verdict]]:
    workdays = WorkCalendar.load(first, last)
    schools = SchoolCalendar.load(first, last)
    for row in rows:
        yield row, _verdict(row, workdays, schools, day)


def _verdict(
    row: dict[str, Any], workdays: WorkCalendar, schools: SchoolCalendar, day: date
) -> Verdict:
    received_on = row["received_on"]
    judge = partial(
        verdict,
        reached=Reached(row["family_on"], row["school_on"]),
        given_up_on=row["state_on"] if row["state"] in OVER else None,
        today=day,
        due=due_on(received_on, workdays),
    )
    without = judge(closed=False)
    if without != Verdict.LATE:  # then holidays change nothing, and are not looked up
        return without
    closed = school_was_closed(received_on, row["school_id"], workdays, schools)
    return judge(closed=closed)


def _between(first: date, last: date) -> QuerySet[Traject]:
    zone = timezone.get_current_timezone()
    start = datetime.combine(first, time.min, zone)
    end = datetime.combine(last + timedelta(days=1), time.min, zone)
    # One that was taken into another file is no second application.
    return (
        Traject.objects.order_by()
        .filter(received_at__gte=start, received_at__lt=end)
        .exclude(state=State.MERGED)
    )


def _months(first: date, last: date) -> Iterable[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _by_name(name: str) -> tuple[bool, str]:
    """By name; without a region last."""
    return (not name, name.casefold())
