"""Keeping what the process does for itself out of the time of people who wait."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

from django.conf import settings

YOUNG, MIDDLE, NEVER = 10_000, 50, 1_000_000  # what brings the collector's three looks
LOOK_EVERY_S = 600.0
TURN_S = 0.0005


def settle() -> None:
    """Load every page, and have the collector and the threads disturb nobody.

    For the start of a server. The collector's look at all there is takes 0.1 to 0.3 s
    on a small machine, in the middle of somebody's page or of a lesson's message, and
    half a second with 3,000 lines. So what is loaded is left out of it, and it comes by
    our own clock. Threads take turns ten times as often as Python has them: one that
    reads the database else holds up, by 5 ms, each word that is passed on.
    """
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, NEVER)
    sys.setswitchinterval(TURN_S)


@asynccontextmanager
async def looking() -> AsyncIterator[None]:
    """While the server runs: the collector's look at all there is, now and then."""
    task = asyncio.create_task(_look_now_and_then())
    try:
        yield
    finally:
        task.cancel()


async def _look_now_and_then() -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        gc.collect()
