"""Who is in the seats, told to those who should know. Everything here lapses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sio.lessons.live.connection import Connection
from sio.lessons.live.event import Event, Kind
from sio.lessons.live.hosting import tell_guest
from sio.lessons.live.seats import Holder


async def claim_seat(live: Connection, *, force: bool = False) -> None:
    """Take the seat if it may be taken, and tell both sides how it stands."""
    mine = as_holder(live)
    holder = await live.seats.claim(live.room, live.side, mine, force=force)
    if holder.line == live.id:
        await _tell_seated(live, pressed=force)
        return
    live.seated = False
    live.reply({"type": "seat", "seat": "taken", "seat_label": holder.label})


async def enter_seat(live: Connection, others: Sequence[int]) -> bool:
    """Take the seat to be in the lesson; False while in too many of the `others`."""
    mine = as_holder(live)
    if not await live.seats.enter(live.room, live.side, mine, others):
        return False
    await _tell_seated(live, pressed=True)
    return True


async def take_back(live: Connection) -> None:
    """The seat that was lost with Redis: who is in a lesson goes before who arrives."""
    if live.seated and live.entered:
        await claim_seat(live, force=True)


async def _tell_seated(live: Connection, *, pressed: bool) -> None:
    label, was_seated = live.device.label, live.seated
    live.seated = True
    if not was_seated:
        live.reply({"type": "seat", "seat": "yours", "seat_label": label})
    by = None if pressed else live.device.pk
    oust = Event(live.room, Kind.OUST, live.side, device=by, line=live.id, text=label)
    await live.publish(oust)
    await tell_other_side(live)


async def hold_on(live: Connection) -> None:
    """Keep the seat, and notice what no event told."""
    await keep_seat(live)
    await tell_if_other_changed(live)
    if live.guest is not None:
        await tell_guest(live)  # an invitation lapses without an event


async def keep_seat(live: Connection) -> None:
    """Put off the lapse of the seat; who has none takes it if it has lapsed.

    Seats that went with Redis are left to who held them until all have had the time.
    """
    if not live.seated:
        free = await live.seats.holder(live.room, live.side) is None
        if free and live.seats.are_settled:
            await claim_seat(live)
        return
    holder = await live.seats.renew(live.room, live.side, as_holder(live))
    if holder.line != live.id:
        live.seated = live.entered = False
        live.reply({"type": "seat", "seat": "taken", "seat_label": holder.label})


async def release_seat(live: Connection) -> None:
    """Leave the seat, and offer it to who waits on this side."""
    if await live.seats.release(live.room, live.side, live.id):
        await live.publish(Event(live.room, Kind.FREED, live.side))
        await tell_other_side(live)


async def tell_other_side(live: Connection) -> None:
    """Have the lines across know how this side's seat stands."""
    holder = await live.seats.holder(live.room, live.side)
    text = json.dumps({"type": "other"} | other_of(holder))
    device = holder.device if holder else None
    other = live.side.other
    await live.publish(Event(live.room, Kind.OTHER, other, device=device, text=text))


async def tell_if_other_changed(live: Connection) -> None:
    """A seat lapses without an event, so each line looks for itself as it pings."""
    holder = await other_holder(live)
    text = json.dumps({"type": "other"} | other_of(holder))
    if text != live.told:
        device = holder.device if holder else None
        seen = Event(live.room, Kind.OTHER, live.side, device=device, text=text)
        await live.publish(seen)


async def other_holder(live: Connection) -> Holder | None:
    """Who is in the seat across; None if nobody."""
    return await live.seats.holder(live.room, live.side.other)


def as_holder(live: Connection) -> Holder:
    """This line as it would stand in the seat."""
    connection = str(live.connection) if live.connection else None
    device = live.device
    return Holder(live.id, device.pk, device.label, live.page, live.entered, connection)


def other_of(holder: Holder | None) -> dict[str, Any]:
    """A seat as the other side is told it: nothing about the device itself."""
    if holder is None:
        return {"there": False, "entered": False, "page": None, "connection": None}
    return {
        "there": True,
        "entered": holder.entered,
        "page": holder.page,
        "connection": holder.connection,
    }
