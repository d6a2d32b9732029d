"""A guest in a lesson: asked by one side, let in by the other, put out by either."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from sio.core.errors import DomainError
from sio.lessons.live.connection import Connection
from sio.lessons.live.event import GUEST, Event, Kind
from sio.lessons.live.hosting import consultant_of, tell_all, tell_guest
from sio.lessons.live.presence import other_holder
from sio.lessons.live.registry import handles
from sio.lessons.protocol import GuestAdmit, GuestDismiss, GuestInvite, GuestSignal


class NoGuest(DomainError):
    """Nobody can be a guest here now: no lesson of two sides, or no consultant."""

    code = "lessons.no_guest"


@handles(GuestInvite)
async def invite(live: Connection, _message: GuestInvite) -> None:
    """Nobody chooses who comes: it is the traject's own consultant."""
    consultant = await consultant_of(live.traject) if await _in_lesson(live) else None
    if consultant is None:
        raise NoGuest(_("Nu kan hier niemand bijkomen."))
    await live.guests.invite(live.room, consultant.pk, live.side)
    await tell_all(live)


@handles(GuestAdmit)
async def admit(live: Connection, message: GuestAdmit) -> None:
    """A press about another visit, or of the side that asked, lets in nobody."""
    if not await _in_lesson(live):
        raise NoGuest(_("Nu kan hier niemand bijkomen."))
    await live.guests.let_in(live.room, str(message.visit), live.side)
    await tell_all(live)


@handles(GuestDismiss)
async def dismiss(live: Connection, message: GuestDismiss) -> None:
    """Whoever is in the seat may always, also while the other side is away.

    The page says it until it is answered, so it is, also where nothing has changed.
    """
    if live.seated:
        await live.guests.dismiss(live.room, str(message.visit))
        await tell_all(live)
        await tell_guest(live, again=True)


@handles(GuestSignal, at_once=True)
async def signal(live: Connection, message: GuestSignal) -> None:
    """Dropped unless this page was told that this very visit is inside."""
    guest, visit = live.guest, str(message.visit)
    shown = guest is not None and guest.let_in and guest.visit == visit
    if shown and live.seated and live.entered:
        words = {"type": "signal", "side": live.side, "body": message.body}
        text = json.dumps(words)
        await live.publish(
            Event(live.room, Kind.TO_GUEST, GUEST, line=visit, text=text)
        )


async def _in_lesson(live: Connection) -> bool:
    """Both sides are, so that both can press."""
    other = await other_holder(live) if live.seated and live.entered else None
    return other is not None and other.entered
