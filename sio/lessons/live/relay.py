"""Redis pub/sub to other processes: one channel per room that has members here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff, NoBackoff
from redis.retry import Retry as SyncRetry

from sio.lessons.live.event import Event, Kind, channel, room_of

logger = logging.getLogger(__name__)
RETRY_S = 1.0
ANSWER_S = 2.0  # Redis is near: what takes longer is not there
BEAT_S = 5.0  # after so long a silence Redis is asked whether it is still there
AT_ONCE = 20  # connections to Redis; more commands wait for one of them
MOST_WAITING = 10_000  # events, while Redis is slow


def redis_client(url: str) -> redis.asyncio.Redis:
    """For a whole process; a command that finds no Redis fails within seconds."""
    pool = redis.asyncio.BlockingConnectionPool.from_url(
        url,
        decode_responses=True,
        max_connections=AT_ONCE,
        timeout=ANSWER_S,
        socket_timeout=ANSWER_S,
        socket_connect_timeout=ANSWER_S,
        retry=Retry(ConstantBackoff(0.1), 1),
    )
    return redis.asyncio.Redis.from_pool(pool)


def publish_once(url: str, event: Event) -> None:
    """From synchronous code, with or without a server in this process.

    A Redis that is away is logged and not fatal: once it is back, every line reads its
    rights again.
    """
    try:
        with redis.Redis.from_url(
            url, socket_timeout=ANSWER_S, retry=SyncRetry(NoBackoff(), 1)
        ) as client:
            client.publish(channel(event.room), event.to_json())
    except redis.RedisError as error:
        logger.error("live.publish_failed %s", type(error).__name__)


class Relay:
    """Carries the hub's events to and from the hubs of other processes.

    `apply` gets what the others say. After Redis was away it gets MISSED for each room:
    in between anything may have been said.
    """

    def __init__(
        self, client: redis.asyncio.Redis, apply: Callable[[Event], None]
    ) -> None:
        self.apply = apply
        self.client = client
        self.pubsub = client.pubsub()
        self.confirmed: dict[str, asyncio.Event] = {}
        self.outbox: asyncio.Queue[Event] = asyncio.Queue(MOST_WAITING)
        self.is_asked = False  # whether it is still there
        self.is_over = False
        self.tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Raises redis.ConnectionError if there is no Redis."""
        await self.pubsub.connect()  # type: ignore[no-untyped-call]
        self.tasks = [asyncio.create_task(one) for one in (self.run(), self.write())]

    async def stop(self) -> None:
        """A cancellation may be lost in Redis's client, as at the end of a patience."""
        self.is_over = True
        for task in self.tasks:
            task.cancel()
        await asyncio.wait(self.tasks, timeout=ANSWER_S)

    def publish(self, event: Event) -> None:
        """Without waiting, in order; what Redis is not there for is lost."""
        try:
            self.outbox.put_nowait(event)
        except asyncio.QueueFull:
            logger.error("live.relay_full")

    async def listen_to(self, room: int) -> None:
        """Returns when Redis has confirmed: whatever is published later arrives.

        Raises RedisError or TimeoutError if it does not.
        """
        name = channel(room)
        if name not in self.confirmed:
            self.confirmed[name] = asyncio.Event()
            try:
                await self.pubsub.subscribe(name)
            except BaseException:
                self.confirmed.pop(name, None)
                raise
        async with asyncio.timeout(ANSWER_S):
            await self.confirmed[name].wait()

    async def drop(self, room: int) -> None:
        self.confirmed.pop(channel(room), None)
        await self.pubsub.unsubscribe(channel(room))

    async def write(self) -> None:
        """Publish what waits, all of it at once; outlives a lost Redis."""
        while not self.is_over:
            events = [await self.outbox.get()]
            while not self.outbox.empty():
                events.append(self.outbox.get_nowait())
            try:
                async with self.client.pipeline(transaction=False) as pipe:
                    for event in events:
                        pipe.publish(channel(event.room), event.to_json())
                    await pipe.execute()
            except redis.RedisError as error:
                logger.error("live.publish_failed %s", type(error).__name__)

    async def run(self) -> None:
        """Apply what is published; outlives a lost Redis and a foreign event."""
        while not self.is_over:
            try:
                await self.take(await self.pubsub.get_message(timeout=BEAT_S))
                await asyncio.sleep(0)  # lets a burst be written
            except (redis.RedisError, OSError) as error:
                logger.error("live.relay_failed %s", type(error).__name__)
                await asyncio.sleep(RETRY_S)
            except (TypeError, ValueError, KeyError):
                logger.exception("live.event_unread")

    async def take(self, message: dict[str, Any] | None) -> None:
        if message is None:
            await self.ask_for_life()
            return
        self.is_asked = False
        match message:
            case {"type": "subscribe", "channel": name}:
                self.is_subscribed(name)
            case {"type": "message", "data": text}:
                self.apply(Event.from_json(text))

    def is_subscribed(self, name: str) -> None:
        """Confirmed a second time, it had gone: Redis was away, or is another one."""
        confirmed = self.confirmed.get(name)
        if confirmed is None:
            return
        if confirmed.is_set():
            self.apply(Event(room_of(name), Kind.MISSED))
        confirmed.set()

    async def ask_for_life(self) -> None:
        """A connection that is dead at the other end says nothing, for ever."""
        if self.is_asked and self.pubsub.connection:
            self.is_asked = False
            await self.pubsub.connection.disconnect()
        else:
            self.is_asked = True
            await self.pubsub.ping()
