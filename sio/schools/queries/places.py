"""From a postcode or a name to a place and its province."""

from __future__ import annotations

from django.db.models import F, QuerySet

from sio.schools.models import Place
from sio.schools.provinces import Province
from sio.schools.searching import matching

SHOWN_PLACES = 20  # at most, in a list to choose from


def places_matching(text: str, limit: int = SHOWN_PLACES) -> list[Place]:
    """Places of now whose postcode or a word of whose name begins so, by postcode.

    Without case and accents, in Dutch or French. Public: this asks for no right.
    """
    wanted = matching(text)
    if wanted is None:
        return []
    return list(places_now().filter(wanted)[:limit])


def places_now() -> QuerySet[Place]:
    """The places of the newest list, by postcode."""
    return Place.objects.filter(valid_until=None)


def province_of_postcode(postcode: str) -> Province | None:
    """Where this postcode is, or None if it is no Belgian one.

    A postcode that exists no more still tells where it was.
    """
    return provinces_of_postcodes(postcode).get(postcode)


def provinces_of_postcodes(*postcodes: str) -> dict[str, Province]:
    """The province of each of these postcodes, of all if none is given; one query."""
    places = (
        Place.objects.filter(postcode__in=postcodes) if postcodes else Place.objects
    )
    # The newest last, so that it overrules what was before.
    oldest_first = places.order_by(F("valid_until").asc(nulls_last=True))
    return {
        postcode: Province(province)
        for postcode, province in oldest_first.values_list("postcode", "province")
    }
