"""A page of the helpdesk: hears the figures of one line while its question is open.

It is in the room like a line, but no side of it: it says nothing, and of what passes
there it gets the figures alone. Its right is read at the start, after each change that
the room is told, and every ten seconds.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from contextlib import suppress
from typing import Any

import anyio
from django.db import DatabaseError
from redis import RedisError
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from sio.lessons.live import close
from sio.lessons.live.event import DESK, Event, Kind
from sio.lessons.live.watching import Watched, watched

logger = logging.getLogger(__name__)
LOOK_EVERY_S = 10.0
MAX_WAITING_FIGURES = 100
MAX_SAID = 256  # characters: it has nothing to say


class Desk:
    """A Member to the hub. `look` asks for a new look at its right."""

    def __init__(self, socket: WebSocket, question: int, room: int) -> None:
        self.socket, self.question, self.room = socket, question, room
        self.outbox: asyncio.Queue[str] = asyncio.Queue(MAX_WAITING_FIGURES)
        self.look = asyncio.Event()
        self.scope = anyio.CancelScope()
        self.close_code = 0
        self.told: list[str] = []  # last words

    def hear(self, event: Event) -> None:
        """Whatever else happens in the room may have taken its right away."""
        if event.kind is Kind.FIGURES and event.side == DESK:
            self.deliver(event.text)
        elif event.kind in (Kind.REFRESH, Kind.EXPEL, Kind.MISSED):
            self.look.set()

    def deliver(self, text: str) -> None:
        try:
            self.outbox.put_nowait(text)
        except asyncio.QueueFull:
            self.end(close.CLOSE_SILENT_OR_SLOW)

    def end(self, code: int) -> None:
        self.close_code = self.close_code or code
        self.scope.cancel()

    async def serve(self) -> None:
        """Until the page goes, the question closes or the right ends."""
        with self.scope:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self.keep_looking)
                tasks.start_soon(self.write)
                await self.read()
        with anyio.CancelScope(shield=True):
            await self.finish()

    async def keep_looking(self) -> None:
        while True:
            self.look.clear()
            wait_s = self.told_of(await self.seen())
            with anyio.move_on_after(wait_s):
                await self.look.wait()

    async def seen(self) -> Watched:
        """A database that is away for a moment shows nothing new, and closes it."""
        try:
            return await watched(self.socket.cookies, self.question)
        except (DatabaseError, RedisError):
            logger.exception("live.storage_away")
            return Watched(close.CLOSE_OUR_FAULT)

    def told_of(self, watched: Watched) -> float:
        """Say how the question stands; how long that holds, in s."""
        if watched.code:
            if watched.why:
                self.told.append(json.dumps({"type": "closed", "why": watched.why}))
            self.end(watched.code)
            return 0.0
        now = time.time()
        message = {"type": "question", "until": watched.until, "now": int(now * 1000)}
        self.deliver(json.dumps(message))
        return max(0.0, min(LOOK_EVERY_S, watched.until / 1000 - now))

    async def write(self) -> None:
        with suppress(WebSocketDisconnect):
            while True:
                await self.socket.send_text(await self.outbox.get())

    async def read(self) -> None:
        """Nothing is said here; somebody who does is not ours."""
        while True:
            event: Any = await self.socket.receive()
            if event["type"] == "websocket.disconnect":
                self.scope.cancel()
            elif len(event.get("text") or "") > MAX_SAID:
                self.end(close.CLOSE_TOO_BIG)
            await asyncio.sleep(0)

    async def finish(self) -> None:
        """After the end of a question not one figure more."""
        with suppress(WebSocketDisconnect, RuntimeError):
            for text in self.told if self.still_open() else ():
                await self.socket.send_text(text)
            if self.still_open():
                await self.socket.close(self.close_code or close.CLOSE_DONE)

    def still_open(self) -> bool:
        return self.socket.client_state is WebSocketState.CONNECTED
