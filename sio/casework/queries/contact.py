"""Reads of the log of contacts."""

from __future__ import annotations

from django.db.models import Min, Q, QuerySet

from sio.casework.fivedays import Reached, day_in_brussels
from sio.casework.models import ContactMoment
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
