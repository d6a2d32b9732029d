"""Who is asked as a guest in a room: one, by one side, let in by the other.

Nothing here is stored: an invitation lapses, and so does a guest who is not heard.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, replace
from typing import Any, Protocol
from uuid import uuid4

import redis.asyncio

from sio.core.sides import Side

INVITED_LAPSES_MS = 300_000  # an invitation that the other side does not answer
GUEST_LAPSES_MS = 45_000  # a guest that is let in and not heard: as a seat


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody whom `asked_by` wants in; `line` is the socket that is inside.

    `visit` is drawn anew for each invitation: a press names the one that it was shown.
    """

    visit: str
    user: int
    asked_by: str
    let_in: bool = False
    line: str | None = None


class Guests(Protocol):
    """Where they are kept; every call is atomic, and gives how it stands after it."""

    async def guest(self, room: int) -> Guest | None: ...

    async def invite(self, room: int, user: int, side: Side) -> Guest:
        """Ask somebody in; nothing happens while somebody is asked already."""

    async def let_in(self, room: int, visit: str, side: Side) -> Guest | None:
        """The press of the other side, for this very visit; else nothing happens."""

    async def come(self, room: int, user: int, line: str) -> Guest | None:
        """The guest comes in; gives how it stood before. None: nobody let it in.

        A newer line of the same person takes the place of an older one.
        """

    async def hold(self, room: int, visit: str, line: str) -> bool:
        """The guest is heard again. False: it was put out, or has another line now."""

    async def dismiss(self, room: int, visit: str) -> bool:
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
        wanted = Guest(str(uuid4()), user, side.value)
        return there or self._put(room, wanted, INVITED_LAPSES_MS)

    async def let_in(self, room: int, visit: str, side: Side) -> Guest | None:
        there = await self.guest(room)
        if there is None or there.let_in or not _answers(there, visit, side):
            return there
        return self._put(room, replace(there, let_in=True), GUEST_LAPSES_MS)

    async def come(self, room: int, user: int, line: str) -> Guest | None:
        there = await self.guest(room)
        if there is None or not there.let_in or there.user != user:
            return None
        self._put(room, replace(there, line=line), GUEST_LAPSES_MS)
        return there

    async def hold(self, room: int, visit: str, line: str) -> bool:
        there = await self.guest(room)
        if there is None or (there.visit, there.line) != (visit, line):
            return False
        self._put(room, there, GUEST_LAPSES_MS)
        return True

    async def dismiss(self, room: int, visit: str) -> bool:
        there = await self.guest(room)
        if there is None or there.visit != visit:
            return False
        del self.asked[room]
        return True

    def _put(self, room: int, guest: Guest, lapses_ms: int) -> Guest:
        self.asked[room] = guest, time.monotonic() + lapses_ms / 1000
        return guest


def _answers(there: Guest, visit: str, side: Side) -> bool:
    """The other side than the one that asked, about the visit it was shown."""
    return there.visit == visit and there.asked_by != side.value


LET_IN = """
local held = redis.call('GET', KEYS[1])
if not held then return held end
local guest = cjson.decode(held)
if guest.let_in or guest.visit ~= ARGV[1] or guest.asked_by == ARGV[2] then
  return held
end
guest.let_in = true
held = cjson.encode(guest)
redis.call('SET', KEYS[1], held, 'PX', ARGV[3])
return held
"""
COME = """
local held = redis.call('GET', KEYS[1])
if not held then return held end
local guest = cjson.decode(held)
if not guest.let_in or guest.user ~= tonumber(ARGV[1]) then return false end
guest.line = ARGV[2]
redis.call('SET', KEYS[1], cjson.encode(guest), 'PX', ARGV[3])
return held
"""
HOLD = """
local held = redis.call('GET', KEYS[1])
if not held then return 0 end
local guest = cjson.decode(held)
if guest.visit ~= ARGV[1] or guest.line ~= ARGV[2] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[3])
"""
DISMISS = """
local held = redis.call('GET', KEYS[1])
if held and cjson.decode(held).visit == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
"""


class RedisGuests:
    """For several processes."""

    def __init__(self, client: redis.asyncio.Redis) -> None:
        self.client = client
        self.let_in_script = client.register_script(LET_IN)
        self.come_script = client.register_script(COME)
        self.hold_script = client.register_script(HOLD)
        self.dismiss_script = client.register_script(DISMISS)

    async def guest(self, room: int) -> Guest | None:
        return _read(await self.client.get(_key(room)))

    async def invite(self, room: int, user: int, side: Side) -> Guest:
        wanted = Guest(str(uuid4()), user, side.value)
        text = json.dumps(asdict(wanted))
        there = await self.client.set(
            _key(room), text, px=INVITED_LAPSES_MS, nx=True, get=True
        )
        return _read(there) or wanted

    async def let_in(self, room: int, visit: str, side: Side) -> Guest | None:
        arguments: list[str | int] = [visit, side.value, GUEST_LAPSES_MS]
        return _read(await self.let_in_script(keys=[_key(room)], args=arguments))

    async def come(self, room: int, user: int, line: str) -> Guest | None:
        arguments: list[str | int] = [user, line, GUEST_LAPSES_MS]
        return _read(await self.come_script(keys=[_key(room)], args=arguments))

    async def hold(self, room: int, visit: str, line: str) -> bool:
        arguments: list[str | int] = [visit, line, GUEST_LAPSES_MS]
        return bool(await self.hold_script(keys=[_key(room)], args=arguments))

    async def dismiss(self, room: int, visit: str) -> bool:
        return bool(await self.dismiss_script(keys=[_key(room)], args=[visit]))


def _read(held: Any) -> Guest | None:
    """Of what Redis answers: the words that we put there, or nothing."""
    return Guest(**json.loads(held)) if held else None


def _key(room: int) -> str:
    return f"sio.guest.{room}"
