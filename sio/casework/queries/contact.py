"""Reads of the log of contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet

from sio.casework import clocks
from sio.casework.fivedays import (
    Reached,
    Urgency,
    day_in_brussels,
    due_on,
    urgency,
)
from sio.casework.models import ContactMoment
from sio.core.time import today
from sio.schools.workdays import WorkCalendar
from sio.trajects.models import Traject

With = ContactMoment.With


def contacts_of_file(traject: Traject) -> QuerySet[ContactMoment]:
    """All that was noted, newest first; what was struck through too."""
    return traject.contact_moments.select_related("by", "household", "correction__by")


def counting() -> QuerySet[ContactMoment]:
    """Talks that count for the five days: somebody answered, and it is no mistake."""
    return ContactMoment.objects.filter(reached=True, correction=None)


def reached_of(traject: Traject) -> Reached:
    """When the family and the school of one file were first reached; one query."""
    first = (
        counting()
        .filter(traject=traject)
        .aggregate(
            family=Min("happened_at", filter=Q(with_whom=With.FAMILY)),
            school=Min("happened_at", filter=Q(with_whom=With.SCHOOL)),
        )
    )
    days = {side: at and day_in_brussels(at) for side, at in first.items()}
    return Reached(days["family"], days["school"])


@dataclass(frozen=True)
class FirstContact:
    """Until when family and school must be reached, and how pressing that is."""

    due_on: date
    urgency: Urgency


def first_contact_of(traject: Traject) -> FirstContact | None:
    """The term of the first contact; None once it is asked for no more."""
    if traject.state not in clocks.ASKING:
        return None
    received_on, now = day_in_brussels(traject.received_at), today()
    workdays = WorkCalendar.load(received_on, now)
    return FirstContact(
        due_on(received_on, workdays), urgency(received_on, now, workdays)
    )
