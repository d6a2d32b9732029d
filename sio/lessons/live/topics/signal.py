"""Passing signals and talk to the other side, unread."""

from __future__ import annotations

import json

from sio.lessons.live.connection import Connection
from sio.lessons.live.event import Event, Kind
from sio.lessons.live.registry import handles
from sio.lessons.protocol import Signal, Talk


@handles(Signal, at_once=True)
async def signal(live: Connection, message: Signal) -> None:
    """From the seat, also in the lobby, so that the line is warm before the press.

    Dropped while something is missing; the line across checks the same.
    """
    if live.may_signal:
        await _pass_on(live, Kind.SIGNAL, "signal", message.body)


@handles(Talk, at_once=True)
async def talk(live: Connection, message: Talk) -> None:
    """Dropped unless this side has entered; the line across checks the same."""
    if live.entered:
        await _pass_on(live, Kind.SAY, "talk", message.body)


async def _pass_on(live: Connection, kind: Kind, word: str, body: str) -> None:
    text = json.dumps({"type": word, "body": body})
    await live.publish(Event(live.room, kind, live.side.other, text=text))
