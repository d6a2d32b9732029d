"""Reads that more than one caller needs."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from sio.lessons.plan import (
    BRUSSELS,
    Plan,
    PlannedLesson,
    day_bounds,
    lessons_of_day,
)
from sio.schools.models import Holiday
from sio.trajects.models import Traject
from sio.trajects.queries import missing_agreements
from sio.trajects.workflow import MAY_CONNECT


def plan_for(traject: Traject, now: datetime) -> Plan:
    """What may happen on this traject's line on the day of `now` in Brussels."""
    return Plan(
        lessons=lessons_on(traject, now.astimezone(BRUSSELS).date()),
        adhoc=traject.adhoc_allowed,
        auto_answer=traject.auto_answer,
        missing=tuple(missing_for(traject)),
    )


def lessons_on(traject: Traject, day: date) -> tuple[PlannedLesson, ...]:
    """The traject's lessons that touch this day, sorted by start."""
    starts_at, ends_at = day_bounds(day)
    return lessons_of_day(
        day,
        slots=traject.slots.filter(weekday=day.weekday()),
        extras=traject.extra_lessons.filter(
            starts_at__lt=ends_at, ends_at__gt=starts_at
        ),
        exceptions=traject.exceptions.filter(on=day),
        holiday=is_holiday(traject, day),
    )


def is_holiday(traject: Traject, day: date) -> bool:
    """True if the traject's school, or every school, is closed on this day."""
    here = Q(school=None) | Q(school=traject.school_class.school_id)
    return Holiday.objects.filter(here, starts_on__lte=day, ends_on__gte=day).exists()


def missing_for(traject: Traject) -> list[str]:
    """What stands in the way of a lesson, in the words of docs/protocol.md."""
    missing = [f"agreement.{side}" for side in missing_agreements(traject)]
    if traject.state not in MAY_CONNECT:
        missing.append("traject")
    return missing
