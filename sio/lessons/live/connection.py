"""What a handler may do with the line that a message came in on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from uuid import UUID

from sio.core.sides import Side
from sio.devices.models import Device
from sio.lessons.live.event import Event
from sio.lessons.live.guests import Guest, Guests
from sio.lessons.live.seats import Seats
from sio.lessons.queries import Help
from sio.trajects.models import Traject

Chore = Callable[["Connection"], Awaitable[Any]]


class Connection(Protocol):
    """One device's line in one room, and where it stands there."""

    id: str
    room: int
    side: Side
    page: str
    credential: str
    device: Device
    traject: Traject
    seats: Seats
    guests: Guests
    guest: Guest | None  # who is asked as a guest, or is one, as it was told
    seated: bool  # it is in the seat of its side
    entered: bool  # it is in the lesson
    leaving: bool  # its right has ended: it may only note its use
    connection: UUID | None  # the stay together that it comes back into
    partner: int | None  # the device across, as far as it is known
    plan: dict[str, Any]  # the plan that it was told
    told: str  # the last `other` that it was told
    ice_until: int  # until when its TURN credentials hold, in ms since 1970
    help: Help | None  # the open question that it was told
    figures_at: float  # when its last figures went on, on the monotonic clock

    @property
    def may_signal(self) -> bool:
        """It is in its seat with nothing in the way, so a line may be built."""

    def reply(self, message: dict[str, Any]) -> None:
        """To this browser."""

    def put_off(self, chore: Chore) -> None:
        """Have it done after what waits already, once if it waits already."""

    def end(self, code: int) -> None:
        """Close the line with a code of docs/protocol.md."""

    async def publish(self, event: Event) -> None:
        """To the lines of this room, here and in other processes."""
