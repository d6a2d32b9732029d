"""Whom a lesson can ask as a guest, and that both sides are told of one."""

from __future__ import annotations

from dataclasses import replace

from sio.accounts.models import User
from sio.core.database import in_thread
from sio.lessons.live.connection import Connection
from sio.lessons.live.event import Event, Kind
from sio.lessons.rules import may_visit
from sio.trajects.models import Traject
from sio.trajects.queries import standings

NOBODY = {"type": "guest", "visit": None, "name": "", "asked_by": None, "let_in": False}


@in_thread
def consultant_of(traject: Traject) -> User | None:
    """Of several who guide it now the one who does so longest; None if nobody may."""
    running = traject.assignments.filter(ended_at=None).select_related("user")
    for assignment in running.order_by("started_at", "pk"):
        user: User = assignment.user
        if may_visit(standings(traject, user)):
            return user
    return None


@in_thread
def name_of(user: int) -> str:
    """As the other side is asked about it; empty for an account that has gone."""
    return str(User.objects.filter(pk=user).first() or "")


async def tell_guest(live: Connection, *, again: bool = False) -> None:
    """Say who is asked as a guest, or is one; once for each change, or `again`."""
    there = await live.guests.guest(live.room)
    # Which of its own windows it sits at is nothing to a side.
    seen = replace(there, line=None) if there else None
    if seen == live.guest and not again:
        return
    name = await name_of(seen.user) if seen else ""
    live.guest = seen
    if seen is None:
        live.reply(NOBODY)
        return
    live.reply(
        {"type": "guest", "visit": seen.visit, "name": name}
        | {"asked_by": seen.asked_by, "let_in": seen.let_in}
    )


async def tell_all(live: Connection) -> None:
    """Have both sides, and who waits to come in, look how it stands."""
    await live.publish(Event(live.room, Kind.GUEST))
