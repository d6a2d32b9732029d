"""Passing signals and talk to the other side, unread."""

from __future__ import annotations

import json

from sio.lessons.live.connection import Connection
from sio.lessons.live.event import Event, Kind
from sio.lessons.live.registry import handles
from sio.lessons.protocol import Signal, Talk


@handles(Signal)
async def signal(live: Connection, message: Signal) -> None:
    await _pass_on(live, "signal", message.body)


@handles(Talk)
async def talk(live: Connection, message: Talk) -> None:
    await _pass_on(live, "talk", message.body)


async def _pass_on(live: Connection, kind: str, body: str) -> None:
    """Dropped unless this side has entered; the other line checks the same."""
    if live.entered:
        text = json.dumps({"type": kind, "body": body})
        await live.publish(Event(live.room, Kind.SAY, live.side.other, text=text))
