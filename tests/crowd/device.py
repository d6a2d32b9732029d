"""One device on its line: arrives, presses, talks, notes its use, and comes back.

It does what the page does (docs/protocol.md), as far as the server can tell.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from random import random
from time import perf_counter
from uuid import uuid4

from sio.core.sides import Side
from sio.lessons.protocol import DEAD_MS, PING_MS, VERSION
from tests.crowd.wire import LOST, Address, Wire, open_wire

DELAYS_S = (0, 0.5, 1, 2, 4, 5)  # frontend/src/live/reconnect.ts
GOOD_AFTER_S = FIRST_DEAD_S = 10
ASK_EVERY_S = 10  # frontend/src/live/room-state.ts, ASK_EVERY_MS
FOR_GOOD = frozenset({1000, 4400, 4401, 4403, 4404, 4409})


@dataclass
class Account:
    """What one device has met."""

    welcomes: list[float] = field(default_factory=list)
    entries: list[float] = field(default_factory=list)
    closes: list[int] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)  # about, code
    delays_s: list[float] = field(default_factory=list)  # of each word that came
    refused: int = 0  # the close code after which it does not come back
    ended: str = ""  # the code of `end`


class Device:
    """`credential` is that of its cookie, `room` the traject that it is paired to."""

    def __init__(
        self, side: Side, room: int, credential: str, address: Address, prefix: str = ""
    ) -> None:
        self.side, self.address, self.page = side, address, str(uuid4())
        self.path = "/ws/thuis/" if side is Side.HOME else f"/ws/klas/{room}/"
        self.cookie = f"{prefix}sio_{side}={credential}"
        self.met = Account()
        self.wire: Wire | None = None
        self.wants_in = self.is_in = self.across = False
        self.connection: str | None = None
        self.started_at = self.stopped_at = self.noted_at = 0
        self.ahead_ms = 0.0  # the server's clock before ours
        self.note_every_s = 30.0
        self.task: asyncio.Task | None = None
        self.on_entered: asyncio.Event = asyncio.Event()

    # Coming and coming back ---------------------------------------------------------

    def start(self) -> None:
        self.task = asyncio.get_running_loop().create_task(self.live())

    async def live(self) -> None:
        attempt = 0
        while not self.met.refused:
            began, before = perf_counter(), len(self.met.welcomes)
            code = await self.one_connection()
            self.is_in = False
            self.met.closes.append(code)
            if code in FOR_GOOD:
                self.met.refused = code
                return
            was_welcome = len(self.met.welcomes) > before
            if was_welcome and perf_counter() - began >= GOOD_AFTER_S:
                attempt = 0
            delay = DELAYS_S[min(attempt, len(DELAYS_S) - 1)]
            attempt += 1
            await asyncio.sleep(delay * (1 + random() / 2))

    async def one_connection(self) -> int:
        """From the handshake to the close code."""
        over = asyncio.get_running_loop().create_future()
        self.heard_at, self.dead_s = perf_counter(), FIRST_DEAD_S

        def end(code: int) -> None:
            if not over.done():
                over.set_result(code)

        opening = open_wire(self.address, self.path, self.cookie, self.hear, end)
        try:
            self.wire = await asyncio.wait_for(opening, FIRST_DEAD_S)
        except TimeoutError:
            return LOST
        if self.wire is None:
            return LOST
        self.say("hello", version=VERSION, page=self.page)
        upkeep = asyncio.ensure_future(self.stay_alive(self.wire))
        try:
            return await over
        finally:
            upkeep.cancel()
            self.wire = None

    async def stay_alive(self, wire: Wire) -> None:
        n = 0
        await asyncio.sleep(random() * PING_MS / 2000)
        while True:
            n += 1
            self.say("ping", n=n)
            await asyncio.sleep(PING_MS / 2000)
            if perf_counter() - self.heard_at >= self.dead_s:
                wire.hang_up()

    async def leave(self) -> None:
        """Out of the lesson, and gone once the use is noted."""
        self.wants_in = False
        self.say("leave")
        self.stopped_at = self.now_ms()
        while self.noted_at < self.stopped_at:
            self.note()
            await asyncio.sleep(0.5)
        self.connection = None

    def stop(self) -> None:
        if self.task:
            self.task.cancel()
        if self.wire:
            self.wire.hang_up()

    # Saying -------------------------------------------------------------------------

    def say(self, kind: str, **fields: object) -> None:
        if self.wire and not self.wire.has_ended:
            self.wire.say(json.dumps({"type": kind} | fields))

    def enter(self) -> None:
        self.wants_in = True
        again = self.connection is not None
        how = "again" if again else "press"
        self.say("enter", how=how, connection=self.connection)

    def send(self, kind: str, size: int = 0, **words: object) -> None:
        """A `signal` or a `talk` that tells when it left."""
        body = {"at": perf_counter(), "fill": "x" * size} | words
        self.say(kind, body=json.dumps(body))

    def note(self) -> None:
        if self.connection:
            self.say(
                "use",
                connection=self.connection,
                started_at=self.started_at,
                stopped_at=self.stopped_at or self.now_ms(),
            )

    def now_ms(self) -> int:
        return int(perf_counter() * 1000 + self.ahead_ms)

    # Hearing ------------------------------------------------------------------------

    def hear(self, text: bytes) -> None:
        self.heard_at = perf_counter()
        message = json.loads(text)
        act = getattr(self, f"hear_{message['type']}", None)
        if act:
            act(message)

    def hear_welcome(self, message: dict) -> None:
        self.met.welcomes.append(perf_counter())
        self.dead_s = DEAD_MS / 1000
        self.ahead_ms = message["now"] - perf_counter() * 1000
        self.ice = message["ice"]
        self.hear_other(message["other"])
        if self.wants_in:
            self.enter()

    def hear_entered(self, _message: dict) -> None:
        self.met.entries.append(perf_counter())
        self.is_in = True
        self.on_entered.set()
        self.meet()

    def hear_other(self, message: dict) -> None:
        self.across = message["entered"]
        self.meet()

    def hear_seat(self, message: dict) -> None:
        if message["seat"] == "taken":
            self.is_in = False

    def meet(self) -> None:
        """The class names the connection, with an offer as long as a real one."""
        if self.side is Side.CLASS and self.is_in and self.across:
            self.join(self.connection or str(uuid4()))
            self.send("signal", 3000, connection=self.connection)

    def join(self, connection: str) -> None:
        if self.connection != connection:
            self.connection, self.started_at = connection, self.now_ms()
            self.keep_noting(connection)

    def keep_noting(self, connection: str) -> None:
        if self.connection == connection:
            self.note()
            loop = asyncio.get_running_loop()
            loop.call_later(self.note_every_s, self.keep_noting, connection)

    def hear_signal(self, message: dict) -> None:
        body = self.hear_talk(message)
        if self.side is Side.HOME and body.get("connection"):
            self.join(body["connection"])
            self.send("signal", 3000)

    def hear_talk(self, message: dict) -> dict:
        body = json.loads(message["body"])
        self.met.delays_s.append(perf_counter() - body["at"])
        return body

    def hear_noted(self, message: dict) -> None:
        if message["connection"] == self.connection:
            self.noted_at = message["stopped_at"]

    def hear_error(self, message: dict) -> None:
        self.met.errors.append((message["about"], message["code"]))
        if message["about"] == "enter" and self.wants_in:
            asyncio.get_running_loop().call_later(ASK_EVERY_S, self.enter_again)

    def enter_again(self) -> None:
        if self.wants_in and not self.is_in:
            self.enter()

    def hear_end(self, message: dict) -> None:
        self.met.ended, self.is_in, self.wants_in = message["code"], False, False
        if self.connection:
            self.note()
