"""Redis pub/sub to other processes: one channel per room that has members here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import redis.asyncio

from sio.lessons.live.event import Event, channel

logger = logging.getLogger(__name__)
RETRY_S = 1.0


def publish_once(url: str, event: Event) -> None:
    """From synchronous code, with or without a server in this process.

    A Redis that is away is logged and not fatal: every line reads its rights again
    within a minute.
    """
    try:
        with redis.Redis.from_url(url, socket_timeout=2) as client:
            client.publish(channel(event.room), event.to_json())
    except redis.RedisError:
        logger.exception("live.publish_failed")


class Relay:
    """Carries the hub's events to and from the hubs of other processes."""

    def __init__(
        self, client: redis.asyncio.Redis, apply: Callable[[Event], None]
    ) -> None:
        self.apply = apply
        self.client = client
        self.pubsub = client.pubsub()
        self.confirmed: dict[str, asyncio.Event] = {}

    async def start(self) -> asyncio.Task[None]:
        """Raises redis.ConnectionError if there is no Redis."""
        await self.pubsub.connect()  # type: ignore[no-untyped-call]
        return asyncio.create_task(self.run())

    async def publish(self, event: Event) -> None:
        await self.client.publish(channel(event.room), event.to_json())

    async def listen_to(self, room: int) -> None:
        """Returns when Redis has confirmed: whatever is published later arrives."""
        confirmed = self.confirmed.setdefault(channel(room), asyncio.Event())
        await self.pubsub.subscribe(channel(room))
        await confirmed.wait()

    async def drop(self, room: int) -> None:
        self.confirmed.pop(channel(room), None)
        await self.pubsub.unsubscribe(channel(room))

    async def run(self) -> None:
        """Apply what is published; outlives a lost Redis and a foreign event."""
        while True:
            try:
                match await self.pubsub.get_message(timeout=None):
                    case {"type": "subscribe", "channel": c} if c in self.confirmed:
                        self.confirmed[c].set()
                    case {"type": "message", "data": text}:
                        self.apply(Event.from_json(text))
                await asyncio.sleep(0)  # lets a burst be written
            except (redis.RedisError, TypeError, ValueError, KeyError):
                logger.exception("live.relay_failed")
                await asyncio.sleep(RETRY_S)
