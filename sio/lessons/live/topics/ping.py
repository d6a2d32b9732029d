"""Signs of life."""

from __future__ import annotations

import time

from sio.lessons.live.connection import Connection
from sio.lessons.live.presence import hold_on
from sio.lessons.live.registry import handles
from sio.lessons.protocol import Ping


@handles(Ping, at_once=True)
async def ping(live: Connection, message: Ping) -> None:
    """Answer with the clock, hold on to the seat, and notice who has lapsed."""
    live.reply({"type": "pong", "n": message.n, "now": time.time_ns() // 1_000_000})
    live.put_off(hold_on)
