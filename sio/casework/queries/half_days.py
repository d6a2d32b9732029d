"""Planned against followed half days of one file."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.conf import settings
from django.db.models import Q

from sio.casework.half_days import (
    WeekOfHalfDays,
    followed_half_days,
    half_days_left,
    planned_half_days,
)
from sio.core.time import today
from sio.lessons.plan import day_bounds, lessons_of_day
from sio.schools.models import Holiday
from sio.trajects.models import Traject

WEEKS_BACK, WEEKS_AHEAD = 7, 4
WEEK = timedelta(days=7)
SCHOOL_DAYS = 5


def half_days_per_week(traject: Traject) -> list[WeekOfHalfDays]:
    """The last weeks, this one and the next, oldest first.

    Planned is what the schedule of each week gives, as it was then, at most what the
    return plan leaves at home. Seven queries, however many weeks.
    """
    this_monday = today() - timedelta(days=today().weekday())
    weeks = range(-WEEKS_BACK, WEEKS_AHEAD + 1)
    mondays = [this_monday + number * WEEK for number in weeks]
    planned, school_days = _planned(traject, mondays)
    followed = _followed(traject, mondays)
    steps = list(traject.return_steps.all())
    rows = []
    for monday in mondays:
        share = next((s.share for s in reversed(steps) if s.starts_on <= monday), None)
        count = planned[monday]
        if share is not None:
            count = min(count, half_days_left(school_days[monday], share))
        rows.append(WeekOfHalfDays(monday, count, followed.get(monday, 0), share))
    return rows


def noon_of(traject: Traject) -> time:
    """When the morning is over at the school of the file; twelve without a school."""
    return traject.school.morning_ends if traject.school else time(12)


def _planned(
    traject: Traject, mondays: list[date]
) -> tuple[dict[date, int], dict[date, list[date]]]:
    first, last = mondays[0], mondays[-1] + WEEK
    slots = list(traject.slots.all())
    extras = list(
        traject.extra_lessons.filter(
            starts_at__gte=day_bounds(first)[0], starts_at__lt=day_bounds(last)[0]
        )
    )
    exceptions = list(traject.exceptions.filter(on__gte=first, on__lt=last))
    closed = _closed_days(traject, first, last)
    planned: dict[date, int] = {}
    school_days: dict[date, list[date]] = {}
    for monday in mondays:
        days = [monday + timedelta(days=number) for number in range(7)]
        school_days[monday] = [d for d in days[:SCHOOL_DAYS] if d not in closed]
        lessons = [
            lesson
            for day in days
            for lesson in lessons_of_day(
                day,
                slots=slots,
                extras=extras,
                exceptions=exceptions,
                holiday=day in closed,
            )
        ]
        planned[monday] = len(planned_half_days(lessons, noon_of(traject)))
    return planned, school_days


def _closed_days(traject: Traject, first: date, last: date) -> set[date]:
    here = Q(school=None) | Q(school=traject.school_id)
    spans = Holiday.objects.filter(here, starts_on__lt=last, ends_on__gte=first)
    return {
        starts_on + timedelta(days=number)
        for starts_on, ends_on in spans.values_list("starts_on", "ends_on")
        for number in range((ends_on - starts_on).days + 1)
    }


def _followed(traject: Traject, mondays: list[date]) -> dict[date, int]:
    since = day_bounds(mondays[0])[0]
    uses = traject.uses.filter(stopped_at__gt=since)
    halves = followed_half_days(
        uses.values_list("started_at", "stopped_at"),
        noon=noon_of(traject),
        least=timedelta(minutes=settings.HALF_DAY_MINUTES),
    )
    followed: dict[date, int] = {}
    for day, _afternoon in halves:
        monday = day - timedelta(days=day.weekday())
        followed[monday] = followed.get(monday, 0) + 1
    return followed
