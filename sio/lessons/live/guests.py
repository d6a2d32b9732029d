"""Who is asked as a guest in a room: one, by one side, let in by the other.

Nothing here is stored: an invitation lapses, and so does a guest who is not heard.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, replace
from typing import Any, Protocol

import redis.asyncio

from sio.core.sides import Side

INVITED_LAPSES_MS = 300_000  # an invitation that the other side does not answer
GUEST_LAPSES_MS = 45_000  # a guest that is let in and not heard: as a seat


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody whom `asked_by` wants in; `line` is the socket that is inside."""

    user: int
    asked_by: str
    let_in: bool = False
    line: str | None = None


class Guests(Protocol):
    """Where they are kept; every call is atomic, and gives how it stands after it."""

    async def guest(self, room: int) -> Guest | None: ...

    async def invite(self, room: int, user: int, side: Side) -> Guest:
        """Ask somebody in; nothing happens while somebody is asked already."""

    async def let_in(self, room: int, user: int, side: Side) -> Guest | None:
        """The press of the other side, for this very person; else nothing happens."""

    async def hold(self, room: int, user: int, line: str) -> bool:
        """The guest comes in, or is heard again. False: nobody let this person in.

        A newer line of the same person takes the place of an older one.
        """

    async def dismiss(self, room: int) -> None:
        """Put out, or take back; whoever it was needs both presses anew."""


class MemoryGuests:
    """For one process."""

    def __init__(self) -> None:
        self.asked: dict[int, tuple[Guest, float]] = {}

    async def guest(self, room: int) -> Guest | None:
        guest, lapses_at = self.asked.get(room, (None, 0.0))
        return guest if time.monotonic() < lapses_at else None

    async def invite(self, room: int, user: int, side: Side) -> Guest:
        there = await self.guest(room)
        wanted = Guest(user, side.value)
        return there or self._put(room, wanted, INVITED_LAPSES_MS)

    async def let_in(self, room: int, user: int, side: Side) -> Guest | None:
        there = await self.guest(room)
        if there is None or there.let_in or not _answers(there, user, side):
            return there
        return self._put(room, replace(there, let_in=True), GUEST_LAPSES_MS)

    async def hold(self, room: int, user: int, line: str) -> bool:
        there = await self.guest(room)
        if there is None or not there.let_in or there.user != user:
            return False
        self._put(room, replace(there, line=line), GUEST_LAPSES_MS)
        return True

    async def dismiss(self, room: int) -> None:
        self.asked.pop(room, None)

    def _put(self, room: int, guest: Guest, lapses_ms: int) -> Guest:
        self.asked[room] = guest, time.monotonic() + lapses_ms / 1000
        return guest


def _answers(there: Guest, user: int, side: Side) -> bool:
    """The other side than the one that asked, about the person it was shown."""
    return there.user == user and there.asked_by != side.value


LET_IN = """
local held = redis.call('GET', KEYS[1])
if not held then return held end
local guest = cjson.decode(held)
if guest.let_in or guest.user ~= tonumber(ARGV[1]) or guest.asked_by == ARGV[2] then
  return held
end
guest.let_in = true
held = cjson.encode(guest)
redis.call('SET', KEYS[1], held, 'PX', ARGV[3])
return held
"""
HOLD = """
local held = redis.call('GET', KEYS[1])
if not held then return 0 end
local guest = cjson.decode(held)
if not guest.let_in or guest.user ~= tonumber(ARGV[1]) then return 0 end
guest.line = ARGV[2]
redis.call('SET', KEYS[1], cjson.encode(guest), 'PX', ARGV[3])
return 1
"""


class RedisGuests:
    """For several processes."""

    def __init__(self, client: redis.asyncio.Redis) -> None:
        self.client = client
        self.let_in_script = client.register_script(LET_IN)
        self.hold_script = client.register_script(HOLD)

    async def guest(self, room: int) -> Guest | None:
        return _read(await self.client.get(_key(room)))

    async def invite(self, room: int, user: int, side: Side) -> Guest:
        wanted = Guest(user, side.value)
        text = json.dumps(asdict(wanted))
        there = await self.client.set(
            _key(room), text, px=INVITED_LAPSES_MS, nx=True, get=True
        )
        return _read(there) or wanted

    async def let_in(self, room: int, user: int, side: Side) -> Guest | None:
        arguments: list[str | int] = [user, side.value, GUEST_LAPSES_MS]
        return _read(await self.let_in_script(keys=[_key(room)], args=arguments))

    async def hold(self, room: int, user: int, line: str) -> bool:
        arguments: list[str | int] = [user, line, GUEST_LAPSES_MS]
        return bool(await self.hold_script(keys=[_key(room)], args=arguments))

    async def dismiss(self, room: int) -> None:
        await self.client.delete(_key(room))


def _read(held: Any) -> Guest | None:
    """Of what Redis answers: the words that we put there, or nothing."""
    return Guest(**json.loads(held)) if held else None


def _key(room: int) -> str:
    return f"sio.guest.{room}"
