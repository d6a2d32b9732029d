"""What a line does by itself: arriving, reading its rights again, renewing the plan."""

from __future__ import annotations

import json
import time
from typing import Any

from django.utils import timezone

from sio.lessons import protocol
from sio.lessons.live.access import Standing, standing_of
from sio.lessons.live.close import CLOSE_NO_SUCH_LINE, CLOSE_NOT_PAIRED
from sio.lessons.live.connection import Connection
from sio.lessons.live.hosting import tell_guest
from sio.lessons.live.presence import claim_seat, other_holder, other_of
from sio.lessons.queries import NO_HELP, Help
from sio.lessons.turn import are_old, ice_servers


async def welcome(live: Connection) -> None:
    """Look at the rights, take the seat if it is free, and say how all stands.

    Called after joining the room, so that a right which ends meanwhile is not missed.
    """
    checked = await check_rights(live)
    if checked is None:
        return
    live.plan = checked.plan.as_message()
    other = await other_holder(live)
    holder = await live.seats.holder(live.room, live.side)
    free = holder is None or holder.device == live.device.pk
    label = live.device.label if free or holder is None else holder.label
    live.partner = other.device if other else None
    live.told = json.dumps({"type": "other"} | other_of(other))
    live.reply(
        _greeting()
        | {"seat": "yours" if free else "taken", "seat_label": label}
        | {"other": other_of(other), "plan": live.plan}
        | {"ice": ice_for(live)}
    )
    live.seated = free
    if free:
        await claim_seat(live)
    tell_help(live, checked.help)
    await tell_guest(live)


def ice_for(live: Connection) -> dict[str, Any]:
    """Servers and fresh credentials for this device; how long they hold is noted."""
    ice = ice_servers(live.device.pk, timezone.now())
    live.ice_until = ice["until"]
    return ice


def _greeting() -> dict[str, Any]:
    return {
        "type": "welcome",
        "version": protocol.VERSION,
        "now": time.time_ns() // 1_000_000,
        "ping_ms": protocol.PING_MS,
        "dead_ms": protocol.DEAD_MS,
    }


async def check_rights(live: Connection) -> Standing | None:
    """Read how it stands again; None, and the line ends, if the right has gone."""
    standing = await standing_of(live.side, live.credential, live.room)
    right = standing.right
    if right.device is None or right.traject is None:
        live.reply({"type": "end", "code": "revoked"})
        gone = right.device is None
        live.end(CLOSE_NOT_PAIRED if gone else CLOSE_NO_SUCH_LINE)
        return None
    live.device, live.traject = right.device, right.traject
    return standing


async def renew(live: Connection) -> None:
    """Read rights and plan again; tell the plan if it is another one.

    Credentials that are half over are replaced: a path can always be looked for.
    """
    checked = await check_rights(live)
    if checked is None:
        return
    if are_old(live.ice_until, timezone.now()):
        live.reply({"type": "ice", "ice": ice_for(live)})
    plan = checked.plan.as_message()
    if plan != live.plan:
        live.plan = plan
        live.reply({"type": "plan"} | plan)
    tell_help(live, checked.help)


def tell_help(live: Connection, question: Help | None) -> None:
    """Say whether the helpdesk sees figures of this line; once for each change."""
    if question != live.help:
        live.help = question
        live.reply({"type": "help"} | (question.as_message() if question else NO_HELP))
