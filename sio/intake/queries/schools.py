"""The schools that somebody who applies can point at."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from sio.core.time import today
from sio.schools.models import School
from sio.schools.queries import schools_matching

MOST = 10


def schools_to_choose() -> QuerySet[School]:
    """Those that are open, by name: which schools there are is no secret."""
    return School.objects.filter(Q(closed_on=None) | Q(closed_on__gt=today()))


def find_schools(text: str) -> list[School]:
    """At most MOST open ones, by name, municipality, number or postcode."""
    return schools_matching(text, MOST)
