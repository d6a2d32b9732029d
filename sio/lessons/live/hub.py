"""Who is connected in which room of this process, and how an event reaches them."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Protocol
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from redis import RedisError

from sio.lessons.live.event import Event, Kind
from sio.lessons.live.guests import Guests, MemoryGuests, RedisGuests
from sio.lessons.live.relay import Relay, publish_once, redis_client
from sio.lessons.live.seats import MemorySeats, RedisSeats, Seats


class Member(Protocol):
    """A line as the hub sees it; hearing never waits for the network."""

    room: int

    def hear(self, event: Event) -> None: ...


class Hub:
    """Delivers in this process and, with Redis, to the other ones too."""

    def __init__(self, redis_url: str) -> None:
        self.redis_url = redis_url
        self.id = uuid4().hex
        self.rooms: dict[int, set[Member]] = {}
        self.seats: Seats = MemorySeats()
        self.guests: Guests = MemoryGuests()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.relay: Relay | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """While the server runs. Without Redis, a second process is refused."""
        async with self.relaying() if self.redis_url else alone():
            self.loop = asyncio.get_running_loop()
            try:
                yield
            finally:
                self.loop = None

    @asynccontextmanager
    async def relaying(self) -> AsyncIterator[None]:
        """Raises redis.ConnectionError if there is no Redis at the start."""
        async with redis_client(self.redis_url) as client:
            self.seats, self.guests = RedisSeats(client), RedisGuests(client)
            self.relay = Relay(client, self.apply_from_others)
            await self.relay.start()
            try:
                yield
            finally:
                await self.relay.stop()
                self.relay = None
                self.seats, self.guests = MemorySeats(), MemoryGuests()

    @asynccontextmanager
    async def joined(self, member: Member) -> AsyncIterator[None]:
        """While the member is in its room; misses nothing that is sent after this."""
        members = self.rooms.setdefault(member.room, set())
        members.add(member)
        try:
            if self.relay:
                await self.relay.listen_to(member.room)
            yield
        finally:
            members.discard(member)
            if not members and self.rooms.get(member.room) is members:
                del self.rooms[member.room]
                if self.relay:
                    # A Redis that is away forgets us by itself.
                    with suppress(RedisError):
                        await self.relay.drop(member.room)

    async def send(self, event: Event) -> None:
        """To the lines of the event's room, here and in other processes."""
        event = replace(event, sender=self.id)
        self.apply(event)
        if self.relay:
            self.relay.publish(event)

    def expel(self, room: int, device: int | None, code: str) -> None:
        """End the lines of a device in the room, or of everybody (None).

        `code`: `revoked` or `traject_ended`. For synchronous code, in any thread;
        from a command, which is a process of its own, it arrives only through Redis.
        """
        self._send_from_any_thread(Event(room, Kind.EXPEL, device=device, text=code))

    def refresh(self, room: int) -> None:
        """Have the lines of the room send the plan again. As `expel`."""
        self._send_from_any_thread(Event(room, Kind.REFRESH))

    def _send_from_any_thread(self, event: Event) -> None:
        event = replace(event, sender=self.id)
        if self.loop:
            self.loop.call_soon_threadsafe(self.apply, event)
        if self.redis_url:
            publish_once(self.redis_url, event)

    def apply(self, event: Event) -> None:
        for member in tuple(self.rooms.get(event.room, ())):
            member.hear(event)

    def apply_from_others(self, event: Event) -> None:
        if event.kind is Kind.MISSED:
            self.seats.unsettle()
        if event.sender != self.id:
            self.apply(event)


@asynccontextmanager
async def alone() -> AsyncIterator[None]:
    """Raises ImproperlyConfigured beside another process on this machine."""
    with open(settings.LIVE_LOCK, "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = "More than one process needs REDIS_URL."
            raise ImproperlyConfigured(message) from None
        yield


HUB = Hub(settings.REDIS_URL)
