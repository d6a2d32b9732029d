"""Trajects that ran, and what their lines were used for, for tests of the figures."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from sio.casework.demo.rows import add
from sio.lessons.models import Slot, Use
from sio.lessons.plan import moment_of
from sio.schools.models import School, SchoolClass
from sio.trajects.models import Pupil, Traject, TrajectChange
from sio.trajects.workflow import State

HALVES = ((time(8, 30), time(12)), (time(13), time(15, 45)))


def at(day, hour, minute=0):
    """That time on the clocks of Brussels."""
    return moment_of(day, time(hour, minute))


def school_in(province="BE-VAN", network="free", **fields):
    number = f"{School.objects.count() + 1:06}"
    return School.objects.create(
        name=f"School {number}",
        institution_number=number,
        province=province,
        network=network,
        **fields,
    )


def traject_at(school, pupil=None, **fields):
    """A file at this school that nothing happened to yet."""
    pupil = pupil or Pupil.objects.create(first_name="Noor", last_name="Maes")
    school_class, _made = SchoolClass.objects.get_or_create(
        school=school, name="5A", school_year=2026
    )
    return Traject.objects.create(
        pupil=pupil, school=school, school_class=school_class, **fields
    )


def moved(traject, *moves):
    """Each move with its moment; the file stands as the last one says."""
    old = ""
    changes = []
    for new, moment in moves:
        changes.append(
            TrajectChange(traject=traject, old=old, new=new, reason="x", at=moment)
        )
        old = new
    add(changes)
    traject.state, traject.state_since = moves[-1]
    traject.save(update_fields=["state", "state_since"])
    return traject


def running(school, since, **fields):
    """A traject that runs from this moment on."""
    return moved(traject_at(school, **fields), (State.ACTIVE, since))


def used(traject, start, *, minutes=0, until=None):
    stop = until or start + timedelta(minutes=minutes)
    return Use.objects.create(
        connection=uuid4(), traject=traject, started_at=start, stopped_at=stop
    )


def half_days_all_week(traject, since=None):
    """Nine half days a week, as at school."""
    return [
        Slot.objects.create(
            traject=traject,
            weekday=weekday,
            part="afternoon" if afternoon else "morning",
            starts_at=HALVES[afternoon][0],
            ends_at=HALVES[afternoon][1],
            starts_on=since,
        )
        for weekday in range(5)
        for afternoon in (False, True)
        if (weekday, afternoon) != (2, True)
    ]


def noon_of(day: date) -> datetime:
    return at(day, 12)
