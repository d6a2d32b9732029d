"""One open line: reads, writes, hears its room, and ends with a code."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from contextlib import suppress
from random import uniform
from typing import Any
from uuid import UUID, uuid4

import anyio
from django.db import DatabaseError
from django.utils.translation import gettext as _
from redis import RedisError
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from sio.core.errors import DomainError, StorageAway
from sio.core.sides import Side
from sio.devices.models import Device
from sio.lessons import protocol
from sio.lessons.live import close
from sio.lessons.live.connection import Chore, Connection
from sio.lessons.live.event import Event
from sio.lessons.live.guests import Guest
from sio.lessons.live.hosting import tell_guest
from sio.lessons.live.hub import HUB
from sio.lessons.live.limits import Allowance
from sio.lessons.live.presence import claim_seat, hold_on, release_seat, take_back
from sio.lessons.live.registry import AT_ONCE, HANDLERS
from sio.lessons.live.upkeep import renew, welcome
from sio.lessons.queries import Help
from sio.trajects.models import Traject

logger = logging.getLogger(__name__)

MAX_WAITING_MESSAGES = 300
MAX_WAITING_CHORES = 100
SILENCE_S = protocol.DEAD_MS / 1000
RENEW_EVERY_S = 60.0
LAST_NOTE_S = 1.0  # between the news that a right has ended, and closing
GOODBYE_S = 1.0  # how long a closing line may take to write its last words
# By the page, until it has an answer.
ASKED_AGAIN = frozenset({"enter", "use", "guest_dismiss"})
CLEAN_CLOSES = frozenset({1000, 1001})  # RFC 6455, 7.4.1: done, going away


class Line:
    """A Connection to handlers, a Member to the hub.

    Sending only fills the outbox, so one slow reader never holds up the others.
    What needs the database or Redis is a chore, done one after the other: what passes
    between the browsers never waits for either.
    """

    def __init__(
        self,
        socket: WebSocket,
        device: Device,
        traject: Traject,
        credential: str,
        page: str,
    ) -> None:
        self.socket, self.device, self.traject = socket, device, traject
        self.side, self.room = Side(device.side), traject.pk
        self.credential, self.page, self.id = credential, page, uuid4().hex
        self.seats, self.guests = HUB.seats, HUB.guests
        self.guest: Guest | None = None
        self.seated = self.entered = False
        self.leaving = False  # its right has ended: it may only note its use
        self.connection: UUID | None = None
        self.partner: int | None = None  # the device across, while both have entered
        self.plan: dict[str, Any] = {}
        self.told = ""
        self.ice_until = 0
        self.help: Help | None = None
        self.figures_at = 0.0
        self.outbox: asyncio.Queue[str] = asyncio.Queue(MAX_WAITING_MESSAGES)
        self.last_words: list[str] = []
        self.chores: asyncio.Queue[tuple[Chore, str]] = asyncio.Queue(
            MAX_WAITING_CHORES
        )
        self.waiting: set[Chore] = set()
        self.allowance = Allowance()
        self.scope = anyio.CancelScope()
        self.close_code = 0
        self.keeps_seat = False

    # What a handler may do -----------------------------------------------------

    def reply(self, message: dict[str, Any]) -> None:
        self.deliver(json.dumps(message))

    def put_off(self, chore: Chore, about: str = "") -> None:
        if chore in self.waiting:
            return
        try:
            self.chores.put_nowait((chore, about))
            self.waiting.add(chore)
        except asyncio.QueueFull:
            self.end(close.CLOSE_FLOOD)

    def end(self, code: int) -> None:
        self.close_code = self.close_code or code
        self.keeps_seat = code in close.COME_BACK
        self.scope.cancel()

    async def publish(self, event: Event) -> None:
        await HUB.send(event)

    @property
    def may_signal(self) -> bool:
        """A device that has entered keeps its way; in the lobby nothing may miss."""
        if self.leaving or not self.seated:
            return False
        return self.entered or not self.plan.get("missing")

    # What the hub may do ---------------------------------------------------------

    def hear(self, event: Event) -> None:
        if event.side in (None, self.side):
            getattr(self, f"hear_{event.kind}")(event)

    def hear_say(self, event: Event) -> None:
        if self.seated and self.entered:
            self.deliver(event.text)

    def hear_signal(self, event: Event) -> None:
        if self.may_signal:
            self.deliver(event.text)

    def hear_other(self, event: Event) -> None:
        if event.text != self.told:
            self.told = event.text
            self.partner = event.device
            self.deliver(event.text)

    def hear_freed(self, _event: Event) -> None:
        if not self.seated:
            self.put_off(claim_seat)

    def hear_oust(self, event: Event) -> None:
        if not self.seated or event.line == self.id:
            return
        if self.entered and event.device not in (None, self.device.pk):
            self.put_off(take_back)
            return
        self.seated = self.entered = False
        self.reply({"type": "seat", "seat": "taken", "seat_label": event.text})
        self.end(close.CLOSE_SEAT_TAKEN)

    def hear_guest(self, _event: Event) -> None:
        self.put_off(tell_guest)

    def hear_from_guest(self, event: Event) -> None:
        """Only of the visit that this page was told is inside."""
        seen = self.guest and self.guest.let_in and self.guest.visit == event.line
        if seen and self.seated and self.entered:
            self.deliver(event.text)

    def hear_refresh(self, _event: Event) -> None:
        self.put_off(renew)

    def hear_missed(self, _event: Event) -> None:
        """A right may have ended unheard, or the seat have gone with Redis."""
        self.put_off(hold_on)
        self.put_off(tell_guest)
        self.put_off(renew)

    def hear_expel(self, event: Event) -> None:
        """Whoever has lost the right closes; who was with them ends the call."""
        if event.device in (None, self.device.pk):
            self.reply({"type": "end", "code": event.text})
            gone = event.device is not None
            code = close.CLOSE_NOT_PAIRED if gone else close.CLOSE_NO_RIGHT
            self.entered, self.leaving = False, True
            # Leave the browser time to note the use of what has just ended.
            asyncio.get_running_loop().call_later(LAST_NOTE_S, self.end, code)
        elif self.entered and self.partner in (None, event.device):
            self.entered, self.connection = False, None
            self.reply({"type": "end", "code": event.text})
            self.put_off(claim_seat)

    def deliver(self, text: str) -> None:
        try:
            self.outbox.put_nowait(text)
        except asyncio.QueueFull:
            self.end(close.CLOSE_SILENT_OR_SLOW)

    # Reading, writing, ending ---------------------------------------------------

    async def serve(self) -> None:
        """Until the other end hangs up, or until end()."""
        try:
            with self.scope:
                async with anyio.create_task_group() as tasks:
                    tasks.start_soon(self.write)
                    await self.guarded(welcome, about='{"type": "hello"}')
                    if not self.told:
                        self.end(self.close_code or close.CLOSE_OUR_FAULT)
                    tasks.start_soon(self.keep)
                    await self.read()
        finally:
            with anyio.CancelScope(shield=True):
                await self.finish()

    async def write(self) -> None:
        """Until end(); what was taken from the outbox by then is a last word."""
        with suppress(WebSocketDisconnect):
            while not self.scope.cancel_called:
                text = await self.outbox.get()
                if self.scope.cancel_called:
                    self.last_words.append(text)
                else:
                    await self.socket.send_text(text)

    async def keep(self) -> None:
        """Do what there is to do; read rights and plan again when it is time."""
        renew_at = next_renewal()
        while not self.scope.cancel_called:
            chore: Chore = renew
            about = ""
            if (left_s := renew_at - time.monotonic()) > 0:
                with anyio.move_on_after(left_s):
                    chore, about = await self.chores.get()
                    self.waiting.discard(chore)
            if chore is renew:
                renew_at = next_renewal()
            if about or not self.leaving:
                await self.guarded(chore, about)

    async def read(self) -> None:
        while not self.scope.cancel_called:
            event: Any = {"type": "silence"}
            with anyio.move_on_after(SILENCE_S):
                event = await self.socket.receive()
            if event["type"] == "websocket.disconnect":
                self.keeps_seat = event.get("code") not in CLEAN_CLOSES
                self.scope.cancel()
            elif event["type"] == "silence":
                self.end(close.CLOSE_SILENT_OR_SLOW)
            else:
                await self.receive(event.get("text") or "")
            await asyncio.sleep(0)  # lets a burst be written instead of piling up

    async def receive(self, text: str) -> None:
        if len(text.encode(errors="replace")) > protocol.MAX_BYTES:
            self.end(close.CLOSE_TOO_BIG)
        elif not self.allowance.spend():
            self.end(close.CLOSE_FLOOD)
        else:
            await self.guarded(lambda _live: obey(self, text), about=text)

    async def guarded(self, work: Chore, about: str) -> None:
        """The socket border: an error of the domain is answered, a bug closes.

        A database or Redis that is away is no reason to close: media go on without.
        """
        try:
            await work(self)
        except (RedisError, DatabaseError, StorageAway) as error:
            logger.warning("live.storage_away %s", type(error).__name__)
            again = kind_of(about) in ASKED_AGAIN
            self.refuse(StorageAway(asked_again=again), about)
        except DomainError as error:
            self.refuse(error, about)
        except Exception:
            logger.exception("live.handler_failed")
            self.end(close.CLOSE_OUR_FAULT)

    def refuse(self, error: DomainError, about: str) -> None:
        answer = {"type": "error", "code": error.code, "message": error.message}
        self.reply(answer | {"about": kind_of(about)})

    async def finish(self) -> None:
        """Write the last words, close, and leave the seat.

        A line that broke in a lesson keeps its seat until it lapses: the page comes
        back, and media go on meanwhile.
        """
        with suppress(WebSocketDisconnect, RuntimeError):
            with anyio.move_on_after(GOODBYE_S):
                while not self.outbox.empty():
                    self.last_words.append(self.outbox.get_nowait())
                for text in self.last_words if self.still_open() else ():
                    await self.socket.send_text(text)
            if self.still_open():
                await self.socket.close(self.close_code or close.CLOSE_DONE)
        await self.note_the_rest()
        if not (self.keeps_seat and self.entered):
            await self.guarded(release_seat, about="")

    async def note_the_rest(self) -> None:
        """A page that closes may have said its use and waits for no answer."""
        while not self.chores.empty():
            chore, about = self.chores.get_nowait()
            if kind_of(about) == "use":
                await self.guarded(chore, about)

    def still_open(self) -> bool:
        return self.socket.client_state is WebSocketState.CONNECTED


async def obey(live: Line, text: str) -> None:
    """Turn text into a message and have its topic answer; raises DomainError."""
    message = protocol.parse(text)
    handler = HANDLERS.get(type(message))
    if handler is None:
        raise protocol.ProtocolError(_("Dat zei deze pagina al."))

    async def answer(live: Connection) -> None:
        if not live.leaving or isinstance(message, protocol.Use):
            await handler(live, message)

    if type(message) in AT_ONCE:
        await answer(live)
    else:
        live.put_off(answer, about=text)


def next_renewal() -> float:
    """Not all at one moment, even if they came at one moment."""
    return time.monotonic() + RENEW_EVERY_S * uniform(0.75, 1)


def kind_of(text: str) -> str:
    """The type that a message gives itself; empty if it gives none."""
    try:
        kind = json.loads(text).get("type", "")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return kind[:20] if isinstance(kind, str) else ""
