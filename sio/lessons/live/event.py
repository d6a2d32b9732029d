"""What travels through the hub, and between the hubs of several processes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an event asks of the lines of its room."""

    SAY = "say"  # pass `text` on to the line of `side` that has entered
    SIGNAL = "signal"  # the same to the line of `side` that is in its seat
    OTHER = "other"  # the seat across has changed: pass `text` on to `side`
    FREED = "freed"  # the seat of `side` is free: who waits may take it
    # `line` has taken the seat of `side`, `text` is its label; by arriving: `device`
    OUST = "oust"
    EXPEL = "expel"  # a right has ended, with code `text`; device None: everybody's
    REFRESH = "refresh"  # the plan, or a question to the helpdesk, has changed
    FIGURES = "figures"  # how a line is, `text`: for who helps, side `DESK` of the room
    GUEST = "guest"  # who is asked as a guest, or is one, has changed
    TO_GUEST = "to_guest"  # pass `text` on to `line`, side `GUEST` of the room
    FROM_GUEST = "from_guest"  # pass `text` on to `side`, which sees visit `line`
    MISSED = "missed"  # events of others may have been lost; never sent to others


DESK = "desk"  # no side of a line: the helpdesk's pages
GUEST = "guest"  # neither is who visits a lesson


@dataclass(frozen=True, slots=True)
class Event:
    """For the lines of one room. Passes through Redis, and is never stored."""

    room: int
    kind: Kind
    side: str | None = None  # only lines of this side; None: both
    device: int | None = None  # whom it is about
    line: str | None = None
    text: str = ""
    sender: str = ""  # the hub that has applied it already

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Event:
        """Raises TypeError or ValueError for what is no event of this version."""
        values = json.loads(text)
        return cls(**{**values, "kind": Kind(values["kind"])})


def channel(room: int) -> str:
    """The Redis channel of a room. Nobody else formats one."""
    return f"sio.room.{room}"


def room_of(channel: str) -> int:
    """The room of a Redis channel."""
    return int(channel.rpartition(".")[2])
