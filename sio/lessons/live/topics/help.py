"""Help: a press for it, and figures of the line while the helpdesk may see them."""

from __future__ import annotations

import json
import time
from dataclasses import asdict

from django.utils import timezone

from sio.core.database import in_thread
from sio.lessons.actions import ask_for_help, stop_help
from sio.lessons.figures import Figures
from sio.lessons.live.connection import Connection
from sio.lessons.live.event import DESK, Event, Kind
from sio.lessons.live.registry import handles
from sio.lessons.protocol import Help

FIGURES_EVERY_S = 0.5  # a browser sends them every two seconds


@handles(Help)
async def want_help(live: Connection, message: Help) -> None:
    """Both sides are told what became of it, as of any question."""
    act = ask_for_help if message.want else stop_help
    await in_thread(act)(traject=live.traject, side=live.side)


@handles(Figures)
async def pass_figures(live: Connection, message: Figures) -> None:
    """To the helpdesk's pages, and nowhere else. Dropped unless the question is open.

    Only of the device in the seat, so that there are figures of two at most.
    """
    question, now = live.help, time.monotonic()
    is_open = question is not None and timezone.now() < question.ends_at
    is_asked = question is not None and question.question == message.question
    if not (is_open and is_asked and live.seated):
        return
    if now - live.figures_at < FIGURES_EVERY_S:
        return
    live.figures_at = now
    figures = {"type": "figures", "side": live.side, "at": time.time_ns() // 1_000_000}
    text = json.dumps(figures | asdict(message))
    await live.publish(Event(live.room, Kind.FIGURES, DESK, text=text))
