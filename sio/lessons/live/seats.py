"""Who is in the seat of each side of a room: one device at a time, with an expiry."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

import redis.asyncio

SEAT_LAPSES_MS = 45_000  # docs/protocol.md, "The seat"
PUPILS_AT_ONCE = 3  # as many lines as one class device has


@dataclass(frozen=True, slots=True)
class Holder:
    """The line in a seat: presence, kept in memory only, and never for long."""

    line: str
    device: int
    label: str
    page: str
    entered: bool = False
    connection: str | None = None


class Seats(Protocol):
    """Where the seats are kept; every call is atomic."""

    @property
    def are_settled(self) -> bool:
        """False for a while after seats may have been lost."""

    def unsettle(self) -> None:
        """Seats may have been lost: Redis was away, and may have come back empty."""

    async def holder(self, room: int, side: str) -> Holder | None: ...

    async def claim(
        self, room: int, side: str, wanted: Holder, *, force: bool = False
    ) -> Holder:
        """Take the seat if it is free, ours or our device's, or by `force`.

        Gives who is in it afterwards.
        """

    async def enter(
        self, room: int, side: str, wanted: Holder, others: Sequence[int]
    ) -> bool:
        """Take the seat from whoever has it, and be in the lesson.

        False, and nothing taken, while this device is in as many of the `others` as it
        may be in at once.
        """

    async def renew(self, room: int, side: str, wanted: Holder) -> Holder:
        """Put off the lapse if the seat is free or this line's; gives who is in it."""

    async def release(self, room: int, side: str, line: str) -> bool:
        """Leave the seat; False if the line was not in it."""


class MemorySeats:
    """For one process."""

    are_settled = True

    def __init__(self) -> None:
        self.held: dict[tuple[int, str], tuple[Holder, float]] = {}

    def unsettle(self) -> None:
        """Nothing is lost here but with the process."""

    async def holder(self, room: int, side: str) -> Holder | None:
        holder, lapses_at = self.held.get((room, side), (None, 0.0))
        return holder if time.monotonic() < lapses_at else None

    async def claim(
        self, room: int, side: str, wanted: Holder, *, force: bool = False
    ) -> Holder:
        holder = await self.holder(room, side)
        if holder is None or holder.device == wanted.device or force:
            return self._put(room, side, wanted)
        return holder

    async def enter(
        self, room: int, side: str, wanted: Holder, others: Sequence[int]
    ) -> bool:
        held = [await self.holder(other, side) for other in others]
        is_ours = [one and one.entered and one.device == wanted.device for one in held]
        if sum(map(bool, is_ours)) >= PUPILS_AT_ONCE:
            return False
        self._put(room, side, wanted)
        return True

    async def renew(self, room: int, side: str, wanted: Holder) -> Holder:
        holder = await self.holder(room, side)
        if holder is None or holder.line == wanted.line:
            return self._put(room, side, wanted)
        return holder

    def _put(self, room: int, side: str, wanted: Holder) -> Holder:
        lapses_at = time.monotonic() + SEAT_LAPSES_MS / 1000
        self.held[room, side] = wanted, lapses_at
        return wanted

    async def release(self, room: int, side: str, line: str) -> bool:
        holder = await self.holder(room, side)
        if holder is None or holder.line != line:
            return False
        del self.held[room, side]
        return True


CLAIM = """
local held = redis.call('GET', KEYS[1])
local same = ARGV[3]
if held and same ~= 'force' then
  if cjson.decode(held)[same] ~= cjson.decode(ARGV[1])[same] then return held end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]
"""
ENTER = """
local wanted = cjson.decode(ARGV[1])
local busy = 0
for i = 2, #KEYS do
  local held = redis.call('GET', KEYS[i])
  if held then
    held = cjson.decode(held)
    if held.entered and held.device == wanted.device then busy = busy + 1 end
  end
end
if busy >= tonumber(ARGV[3]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
RELEASE = """
local held = redis.call('GET', KEYS[1])
if held and cjson.decode(held).line == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
"""


class RedisSeats:
    """For several processes."""

    def __init__(self, client: redis.asyncio.Redis) -> None:
        self.client = client
        self.settled_at = 0.0
        self.claim_script = client.register_script(CLAIM)
        self.enter_script = client.register_script(ENTER)
        self.release_script = client.register_script(RELEASE)

    def unsettle(self) -> None:
        self.settled_at = time.monotonic() + SEAT_LAPSES_MS / 1000

    @property
    def are_settled(self) -> bool:
        return time.monotonic() >= self.settled_at

    async def holder(self, room: int, side: str) -> Holder | None:
        held = await self.client.get(_key(room, side))
        return Holder(**json.loads(held)) if held else None

    async def claim(
        self, room: int, side: str, wanted: Holder, *, force: bool = False
    ) -> Holder:
        return await self._claim(room, side, wanted, "force" if force else "device")

    async def enter(
        self, room: int, side: str, wanted: Holder, others: Sequence[int]
    ) -> bool:
        keys = [_key(each, side) for each in (room, *others)]
        ours = json.dumps(asdict(wanted))
        arguments: list[str | int] = [ours, SEAT_LAPSES_MS, PUPILS_AT_ONCE]
        return bool(await self.enter_script(keys=keys, args=arguments))

    async def renew(self, room: int, side: str, wanted: Holder) -> Holder:
        return await self._claim(room, side, wanted, "line")

    async def _claim(self, room: int, side: str, wanted: Holder, same: str) -> Holder:
        arguments: list[str | int] = [json.dumps(asdict(wanted)), SEAT_LAPSES_MS, same]
        held = await self.claim_script(keys=[_key(room, side)], args=arguments)
        return Holder(**json.loads(held))

    async def release(self, room: int, side: str, line: str) -> bool:
        return bool(await self.release_script(keys=[_key(room, side)], args=[line]))


def _key(room: int, side: str) -> str:
    return f"sio.seat.{room}.{side}"
