"""Into the lesson and back to the lobby."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from sio.core.errors import DomainError
from sio.lessons.errors import TooManyPupils
from sio.lessons.live.access import standing_of
from sio.lessons.live.connection import Connection
from sio.lessons.live.presence import claim_seat, enter_seat, tell_other_side
from sio.lessons.live.registry import handles
from sio.lessons.live.upkeep import ice_for
from sio.lessons.protocol import Enter, Leave, Take
from sio.lessons.rules import check_entry


class SeatTaken(DomainError):
    """Another device of this side is in the seat; `take` it first."""

    code = "lessons.seat_taken"


class RightEnded(DomainError):
    """The device has lost its right while it was connected."""

    code = "lessons.right_ended"


@handles(Take)
async def take(live: Connection, _message: Take) -> None:
    await claim_seat(live, force=True)


@handles(Enter)
async def enter(live: Connection, message: Enter) -> None:
    """Rights are read anew; raises DomainError and stays in the lobby if refused."""
    standing = await standing_of(live.side, live.credential, live.room)
    right = standing.right
    if right.device is None or right.traject is None:
        raise RightEnded(_("Dit toestel mag hier niet meer binnen."))
    check_entry(standing.plan, live.side, message.how, timezone.now())
    # A page that comes back into a running lesson goes before one that only waits.
    if not live.seated and not (message.how == "again" and await _holder_waits(live)):
        raise SeatTaken(_("Een ander toestel is al in de klas. Neem eerst over."))
    await _sit_down(live, message, right.other_rooms)
    live.reply({"type": "entered", "ice": ice_for(live)})


async def _sit_down(live: Connection, message: Enter, others: Sequence[int]) -> None:
    """With three pupils at most: the class's screen shows each of them, always."""
    before = live.entered, live.connection
    live.entered, live.connection = True, message.connection
    is_in = False
    try:
        is_in = await enter_seat(live, others)
    finally:
        if not is_in:
            live.entered, live.connection = before
    if not is_in:
        raise TooManyPupils(
            _("Dit toestel is al met drie leerlingen verbonden. Stop eerst bij een.")
        )


@handles(Leave)
async def leave(live: Connection, _message: Leave) -> None:
    live.entered, live.connection = False, None
    if live.seated:
        await claim_seat(live)
    else:
        await tell_other_side(live)
    live.reply({"type": "left"})


async def _holder_waits(live: Connection) -> bool:
    holder = await live.seats.holder(live.room, live.side)
    return holder is None or not holder.entered
