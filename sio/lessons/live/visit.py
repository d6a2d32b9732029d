"""The guest's page: waits, and is in a lesson for as long as both sides let it.

It is in the room like a line, but no side of it. Its right, its place and the lesson
are read at the start, after each change that the room is told, and every ten seconds.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from contextlib import suppress
from typing import Any
from uuid import uuid4

import anyio
from django.db import DatabaseError
from django.utils import timezone
from redis import RedisError
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from sio.accounts.models import User
from sio.core.access_log import record_view
from sio.core.database import in_thread
from sio.core.errors import DomainError
from sio.core.sides import Side
from sio.lessons import protocol
from sio.lessons.live import close
from sio.lessons.live.event import GUEST, Event, Kind
from sio.lessons.live.guests import GUEST_LAPSES_MS
from sio.lessons.live.hub import HUB
from sio.lessons.live.inviting import guest_of
from sio.lessons.live.limits import Allowance
from sio.lessons.live.visit_words import ToSide, read
from sio.lessons.turn import are_old, ice_servers

logger = logging.getLogger(__name__)
LOOK_EVERY_S = 10.0
SILENCE_S = protocol.DEAD_MS / 1000
MAX_WAITING_MESSAGES = 300
PAGE = "guest"  # in the access log
LOOK_AGAIN = frozenset(
    {Kind.GUEST, Kind.OTHER, Kind.REFRESH, Kind.EXPEL, Kind.MISSED, Kind.FREED}
)


class Visit:
    """A Member to the hub. `look` asks for a new look at how it stands."""

    def __init__(self, socket: WebSocket, user: User, room: int) -> None:
        self.socket, self.user, self.room = socket, user, room
        self.id, self.seats, self.guests = uuid4().hex, HUB.seats, HUB.guests
        self.visit = ""  # the one that it is inside for
        self.ice_until = 0  # until when its TURN credentials hold, in ms since 1970
        self.apart_since = 0.0  # one of both sides is not in the lesson
        self.outbox: asyncio.Queue[str] = asyncio.Queue(MAX_WAITING_MESSAGES)
        self.look = asyncio.Event()
        self.allowance = Allowance()
        self.scope = anyio.CancelScope()
        self.close_code = 0

    # What the hub may do ---------------------------------------------------------

    def hear(self, event: Event) -> None:
        if event.kind in LOOK_AGAIN:
            self.look.set()
        elif event.kind is Kind.TO_GUEST and self.visit and event.line == self.visit:
            self.deliver(event.text)
        elif event.kind is Kind.OUST and event.side == GUEST:
            self.hear_oust(event)

    def hear_oust(self, event: Event) -> None:
        """Another window of this person has come in."""
        if event.text == str(self.user.pk) and event.line != self.id:
            self.end(close.CLOSE_SEAT_TAKEN)

    def say(self, kind: str, **fields: Any) -> None:
        self.deliver(json.dumps({"type": kind} | fields))

    def deliver(self, text: str) -> None:
        try:
            self.outbox.put_nowait(text)
        except asyncio.QueueFull:
            self.end(close.CLOSE_SILENT_OR_SLOW)

    def end(self, code: int) -> None:
        self.close_code = self.close_code or code
        self.scope.cancel()

    # How it stands ---------------------------------------------------------------

    async def keep_looking(self) -> None:
        while True:
            self.look.clear()
            try:
                await self.look_now()
            except (DatabaseError, RedisError):
                logger.exception("live.storage_away")
                self.end(close.CLOSE_OUR_FAULT)
            with anyio.move_on_after(LOOK_EVERY_S):
                await self.look.wait()

    async def look_now(self) -> None:
        """The right first: who has none is put out, whatever was pressed."""
        if await guest_of(self.socket.cookies, self.room) != self.user:
            await self.put_out(self.visit)
            self.end(close.CLOSE_NO_SUCH_LINE)
        elif not self.visit:
            await self.come_in()
        elif await self.lesson_is_over():
            await self.put_out(self.visit)
        elif not await self.guests.hold(self.room, self.visit, self.id):
            self.wait()
        elif are_old(self.ice_until, timezone.now()):
            self.say("ice", ice=self.new_ice())
        else:
            self.say("here")

    async def come_in(self) -> None:
        """Recorded before anything passes, once for each visit."""
        there = await self.guests.guest(self.room)
        if there is None or not there.let_in or there.user != self.user.pk:
            self.wait()
            return
        if await self.lesson_is_over():
            await self.put_out(there.visit)
            return
        if there.line is None:
            await in_thread(record_view)(traject_id=self.room, page=PAGE, by=self.user)
        came = await self.guests.come(self.room, self.user.pk, self.id)
        if came is None or came.visit != there.visit:
            self.look.set()  # it changed meanwhile: look anew
            return
        self.visit, self.apart_since = came.visit, 0.0
        await HUB.send(
            Event(self.room, Kind.OUST, GUEST, line=self.id, text=str(self.user.pk))
        )
        self.say("inside", visit=self.visit, ice=self.new_ice())

    def new_ice(self) -> dict[str, Any]:
        """As for a line; its user is no device: below zero their numbers never meet."""
        ice = ice_servers(-self.user.pk, timezone.now())
        self.ice_until = ice["until"]
        return ice

    def wait(self) -> None:
        self.visit = ""
        self.say("waiting")

    async def put_out(self, visit: str) -> None:
        """Nobody is inside for a line or a right that has gone."""
        self.visit = ""
        if visit:
            await self.guests.dismiss(self.room, visit)
            await HUB.send(Event(self.room, Kind.GUEST))

    async def lesson_is_over(self) -> bool:
        """Both sides left, or one is away for as long as a seat lasts."""
        holders = [await self.seats.holder(self.room, side) for side in Side]
        inside = sum(holder is not None and holder.entered for holder in holders)
        if inside == len(Side):
            self.apart_since = 0.0
            return False
        now = time.monotonic()
        self.apart_since = self.apart_since or now
        return not inside or now - self.apart_since >= GUEST_LAPSES_MS / 1000

    # Reading, writing, ending ----------------------------------------------------

    async def serve(self) -> None:
        """Until the page goes, or the right ends."""
        with self.scope:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self.keep_looking)
                tasks.start_soon(self.write)
                await self.read()
        with anyio.CancelScope(shield=True):
            await self.finish()

    async def write(self) -> None:
        with suppress(WebSocketDisconnect):
            while True:
                await self.socket.send_text(await self.outbox.get())

    async def read(self) -> None:
        while True:
            event: Any = {"type": "silence"}
            with anyio.move_on_after(SILENCE_S):
                event = await self.socket.receive()
            if event["type"] == "websocket.disconnect":
                await self.go(event.get("code"))
            elif event["type"] == "silence":
                self.end(close.CLOSE_SILENT_OR_SLOW)
            else:
                await self.receive(event.get("text") or "")
            await asyncio.sleep(0)

    async def go(self, code: int | None) -> None:
        """Who closes of its own will is gone; a line that broke may come back."""
        if code == close.CLOSE_DONE:
            await self.put_out(self.visit)
        self.scope.cancel()

    async def receive(self, text: str) -> None:
        if len(text.encode(errors="replace")) > protocol.MAX_BYTES:
            self.end(close.CLOSE_TOO_BIG)
        elif not self.allowance.spend():
            self.end(close.CLOSE_FLOOD)
        else:
            try:
                await self.obey(read(text))
            except DomainError as error:
                self.say("error", code=error.code, message=error.message)

    async def obey(self, message: protocol.Ping | ToSide) -> None:
        """A signal passes on unread, and only while it is inside."""
        if isinstance(message, protocol.Ping):
            self.say("pong", n=message.n)
        elif self.visit:
            words = {"type": "guest_signal", "visit": self.visit, "body": message.body}
            text = json.dumps(words)
            await HUB.send(
                Event(
                    self.room, Kind.FROM_GUEST, message.to, line=self.visit, text=text
                )
            )

    async def finish(self) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):
            if self.socket.client_state is WebSocketState.CONNECTED:
                await self.socket.close(self.close_code or close.CLOSE_DONE)
