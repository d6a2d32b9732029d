"""Reads that more than one caller needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.sides import Side
from sio.core.time import today
from sio.lessons.models import ExtraLesson, HelpQuestion, ScheduleException, Slot
from sio.lessons.plan import (
    BRUSSELS,
    Plan,
    PlannedLesson,
    day_bounds,
    lessons_of_day,
)
from sio.lessons.rules import is_helpdesk, may_visit
from sio.schools.models import Holiday
from sio.trajects.models import Traject
from sio.trajects.queries import (
    classmates_agreed,
    missing_agreements_of,
    standings,
    trajects_visible_to,
)
from sio.trajects.workflow import MAY_CONNECT, SHARED

P = TypeVar("P", Slot, ExtraLesson, ScheduleException)


def plan_for(traject: Traject, now: datetime) -> Plan:
    """What may happen on this traject's line on the day of `now` in Brussels."""
    return plans_for([traject], now)[traject.pk]


def plans_for(trajects: Collection[Traject], now: datetime) -> dict[int, Plan]:
    """The same for many, by pk, in seven queries."""
    lessons = lessons_of(trajects, now.astimezone(BRUSSELS).date())
    without = missing_agreements_of(trajects)
    together = classmates_agreed(trajects)
    return {
        traject.pk: Plan(
            lessons=lessons[traject.pk],
            adhoc=traject.adhoc_allowed,
            auto_answer=traject.auto_answer,
            keep_photos=traject.keep_photos,
            see_classmates=traject.pk in together,
            missing=tuple(missing_for(traject, without[traject.pk])),
        )
        for traject in trajects
    }


def lessons_on(traject: Traject, day: date) -> tuple[PlannedLesson, ...]:
    """The traject's lessons that touch this day, sorted by start."""
    return lessons_of([traject], day)[traject.pk]


def lessons_of(
    trajects: Collection[Traject], day: date
) -> dict[int, tuple[PlannedLesson, ...]]:
    """The same for many, by pk, in four queries."""
    starts_at, ends_at = day_bounds(day)
    here = {"traject__in": [traject.pk for traject in trajects]}
    slots = _by_traject(Slot.objects.filter(**here, weekday=day.weekday()))
    extras = _by_traject(
        ExtraLesson.objects.filter(**here, starts_at__lt=ends_at, ends_at__gt=starts_at)
    )
    exceptions = _by_traject(ScheduleException.objects.filter(**here, on=day))
    holidays = _holidays(trajects, day)
    return {
        traject.pk: lessons_of_day(
            day,
            slots=slots.get(traject.pk, []),
            extras=extras.get(traject.pk, []),
            exceptions=exceptions.get(traject.pk, []),
            holiday=None in holidays or traject.school_id in holidays,
        )
        for traject in trajects
    }


def _by_traject(rows: QuerySet[P]) -> dict[int, list[P]]:
    """What the plan rests on, by pk of its traject, in the order of the rows."""
    found: dict[int, list[P]] = {}
    for row in rows:
        found.setdefault(row.traject_id, []).append(row)
    return found


def slots_now(traject: Traject) -> QuerySet[Slot]:
    """The weekly pattern of today, without what it was before."""
    return traject.slots.filter(ended_on=None)


def _holidays(trajects: Collection[Traject], day: date) -> set[int | None]:
    """Of the schools of these trajects those that are closed; None: every school is.

    A weekend is none: a slot on a Saturday was put there on purpose.
    """
    here = Q(school=None) | Q(school__in={traject.school_id for traject in trajects})
    holidays = Holiday.objects.filter(here, starts_on__lte=day, ends_on__gte=day)
    return set(holidays.order_by().values_list("school", flat=True))


def missing_for(traject: Traject, without: Iterable[Side]) -> list[str]:
    """What stands in the way of a lesson, in the words of docs/protocol.md.

    `without`: the sides that have not accepted the agreement.
    """
    missing = [f"agreement.{side}" for side in without]
    if traject.state not in MAY_CONNECT:
        missing.append("traject")
    return missing


@dataclass(frozen=True)
class WeekRow:
    """What begins at one hour: per day of WeekTable.days the slots, often none."""

    starts_at: time
    cells: tuple[tuple[Slot, ...], ...]


@dataclass(frozen=True)
class WeekTable:
    """The weekly pattern, ready to draw: Monday to Friday, and Saturday if used."""

    days: tuple[int, ...]
    rows: tuple[WeekRow, ...]  # by hour


def week_table(traject: Traject) -> WeekTable:
    """The traject's weekly pattern as a table; no rows if there is none."""
    slots = list(slots_now(traject))
    last = max([slot.weekday for slot in slots], default=0)
    days = tuple(range(max(5, last + 1)))
    return WeekTable(
        days=days,
        rows=tuple(
            WeekRow(
                starts_at=starts_at,
                cells=tuple(
                    tuple(
                        slot
                        for slot in slots
                        if slot.weekday == day and slot.starts_at == starts_at
                    )
                    for day in days
                ),
            )
            for starts_at in sorted({slot.starts_at for slot in slots})
        ),
    )


def exceptions_ahead(traject: Traject) -> QuerySet[ScheduleException]:
    """What is different from today on, soonest first."""
    return traject.exceptions.filter(on__gte=today()).select_related("slot", "traject")


def extras_ahead(traject: Traject) -> QuerySet[ExtraLesson]:
    """Extra lessons that have not ended, soonest first."""
    return traject.extra_lessons.filter(ends_at__gt=timezone.now())


@dataclass(frozen=True)
class WeekOfUse:
    """Use in one week: connections that began in it, and how long they lasted."""

    monday: date
    connections: int
    total: timedelta


def use_per_week(traject: Traject) -> list[WeekOfUse]:
    """Every week with use, newest first; a week begins on Monday in Brussels."""
    weeks: dict[date, list[timedelta]] = {}
    for started_at, stopped_at in traject.uses.values_list("started_at", "stopped_at"):
        day = started_at.astimezone(BRUSSELS).date()
        monday = day - timedelta(days=day.weekday())
        weeks.setdefault(monday, []).append(stopped_at - started_at)
    return [
        WeekOfUse(monday=monday, connections=len(each), total=sum(each, timedelta(0)))
        for monday, each in sorted(weeks.items(), reverse=True)
    ]


@dataclass(frozen=True, slots=True)
class Help:
    """An open question to the helpdesk, as both sides are told it."""

    question: int
    asked_by: str
    ends_at: datetime

    def as_message(self) -> dict[str, object]:
        """In the words of docs/protocol.md; the moment in ms."""
        until = int(self.ends_at.timestamp() * 1000)
        return {"question": self.question, "asked_by": self.asked_by, "until": until}


NO_HELP: dict[str, object] = {"question": None, "asked_by": None, "until": None}


def open_questions(now: datetime) -> QuerySet[HelpQuestion]:
    """Not closed, not over, and about a line that there may be."""
    return HelpQuestion.objects.filter(
        closed_at=None, ends_at__gt=now, traject__state__in=MAY_CONNECT
    )


def helps_for(trajects: Collection[Traject], now: datetime) -> dict[int, Help]:
    """The open questions about the lines of these, by pk; one query."""
    rows = open_questions(now).filter(traject__in=[one.pk for one in trajects])
    found = rows.values_list("traject_id", "pk", "asked_by", "ends_at")
    return {traject: Help(pk, by, ends_at) for traject, pk, by, ends_at in found}


def questions_visible_to(user: User | AnonymousUser) -> QuerySet[HelpQuestion]:
    """The helpdesk's: those about trajects that it sees, newest first. Else none."""
    if not is_helpdesk(working_roles(user)):
        return HelpQuestion.objects.none()
    return HelpQuestion.objects.filter(
        traject__in=trajects_visible_to(user).filter(state__in=SHARED)
    ).select_related("traject__pupil", "traject__school_class__school", "opened_by")


def visited_by(user: User | AnonymousUser, pk: int) -> Traject | None:
    """The traject of this key, if this person may be a guest in its lessons now."""
    running = trajects_visible_to(user).filter(pk=pk, state__in=MAY_CONNECT)
    traject = running.first()
    may = traject is not None and may_visit(standings(traject, user))
    return traject if may else None
