"""The waiting list of a school year, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from sio.accounts.models import User
from sio.casework.models import WaitingMove
from sio.intake.waiting import PlaceMove, Waiting, explain_places
from sio.trajects.models import Traject
from sio.trajects.queries import trajects_visible_to
from sio.trajects.workflow import State


@dataclass(frozen=True)
class WaitingPlace:
    """A place on the list, from 1: the key of the file, and why it stands there."""

    place: int
    key: int
    why: str


@dataclass(frozen=True)
class WaitingRow:
    """One file with its place, from 1, and why it stands there."""

    place: int
    traject: Traject
    why: str
    is_visible: bool  # to whom asked; else only its place is shown


def waiting_list(year: int, user: User) -> list[WaitingRow]:
    """Everybody who waits for this school year, first in line first.

    A consultant sees the own files by name, and of others that they are there.
    """
    return waiting_rows(waiting_places(year), user)


def waiting_places(year: int) -> list[WaitingPlace]:
    """The whole order of this school year, first in line first; reads no names."""
    received = waiting_files(year).values_list("pk", "received_at")
    waiting = [Waiting(pk, received_at) for pk, received_at in received]
    whys = explain_places(waiting, place_moves(year), for_staff=True)
    return [
        WaitingPlace(place=place, key=pk, why=why)
        for place, (pk, why) in enumerate(whys.items(), start=1)
    ]


def waiting_rows(places: Sequence[WaitingPlace], user: User) -> list[WaitingRow]:
    """The files at these places, in their order, as `user` may see them.

    A file that was erased meanwhile is left out.
    """
    keys = [one.key for one in places]
    files = Traject.objects.select_related("pupil", "school").in_bulk(keys)
    visible = set(
        trajects_visible_to(user).filter(pk__in=keys).values_list("pk", flat=True)
    )
    return [
        WaitingRow(
            place=one.place,
            traject=files[one.key],
            why=one.why,
            is_visible=one.key in visible,
        )
        for one in places
        if one.key in files
    ]


def waiting_files(year: int) -> QuerySet[Traject]:
    """The files on the list of this school year, in no order that counts."""
    return Traject.objects.filter(state=State.WAITING, school_year=year).select_related(
        "pupil", "school"
    )


def place_moves(year: int) -> list[PlaceMove]:
    """Who was moved on it, oldest first, as the pure rule wants them."""
    rows = WaitingMove.objects.filter(
        traject__state=State.WAITING, traject__school_year=year
    ).select_related("by")
    return [
        PlaceMove(
            key=row.traject_id,
            before=row.before_id,
            reason=row.reason,
            by=row.by.name,
            at=row.at,
        )
        for row in rows
    ]


def years_with_waiting() -> list[int]:
    """School years for which somebody waits, oldest first."""
    rows = Traject.objects.filter(state=State.WAITING).order_by("school_year")
    return list(rows.values_list("school_year", flat=True).distinct())
