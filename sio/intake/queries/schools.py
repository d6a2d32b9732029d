"""The schools that somebody who applies can point at."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from sio.schools.models import School

MOST = 10


def schools_to_choose() -> QuerySet[School]:
    """All, by name: which schools there are is no secret."""
    return School.objects.all()


def find_schools(text: str) -> list[School]:
    """At most MOST that have every word of `text` in name, municipality, postcode."""
    words = text.split()
    found = schools_to_choose()
    for word in words:
        found = found.filter(
            Q(name__icontains=word)
            | Q(municipality__icontains=word)
            | Q(postcode__startswith=word)
        )
    return list(found[:MOST]) if words else []
