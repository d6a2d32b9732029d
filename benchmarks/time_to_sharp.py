"""How soon the smallest letters can be read: after joining, a new page, an outage."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.legibility import BOARD, PLAIN, READER, places_of
from benchmarks.networks import cut, mend
from benchmarks.reading import Block, percent_right
from benchmarks.shaped import shape, shaped_stage
from benchmarks.stage import CONNECT, LONG_MS, TO_CLASS, connect, leave, press

QUESTION = "How soon does text of 14 px read 98 % right, on a line of 1 Mbit/s?"
NAMES = ("time_to_sharp_ms", "time_to_sharp_plain_ms")
KBPS, LIMIT_MS, SHARP_PERCENT = 1000, 1000, 98
EVERY_MS, OUTAGE_MS = 100, 3000
ROUNDS, WATCH_MS = 6, 6_000
PLAIN_ROUNDS, PLAIN_WATCH_MS = 2, 30_000


def run() -> Iterator[Figure]:
    """With hints; and as control without, where what never was sharp counts as 30 s."""
    yield figure("time_to_sharp_ms", measured(ROUNDS, WATCH_MS), "ms", LIMIT_MS)
    plain = measured(PLAIN_ROUNDS, PLAIN_WATCH_MS, PLAIN)
    yield figure("time_to_sharp_plain_ms", plain, "ms", None)


def measured(rounds: int, watch_ms: int, scripts: Sequence[Path] = ()) -> list[float]:
    """A join, a new page and an outage in each round."""
    with shaped_stage(*scripts, klas=[BOARD, READER], home=[READER]) as (_, klas, home):
        shape(KBPS)
        connect(klas, home)
        home.wait_for_timeout(5_000)
        return [
            sharp_after(event, klas, home, watch_ms)
            for _ in range(rounds)
            for event in (join, turn, outage)
        ]


def join(klas: Page, home: Page, place: dict[str, Any]) -> float:
    leave(home)
    klas.get_by_role("button", name=CONNECT).wait_for(timeout=LONG_MS)
    press(klas, CONNECT)
    home.wait_for_timeout(5_000)
    follow(home, place)
    press(home, TO_CLASS)
    return float(home.evaluate("probe.pressedAt"))


def turn(klas: Page, home: Page, place: dict[str, Any]) -> float:
    follow(home, place)
    klas.evaluate("probe.turn()")
    return time.time() * 1000


def outage(klas: Page, home: Page, place: dict[str, Any]) -> float:
    """The page is turned while nothing passes."""
    cut()
    klas.evaluate("probe.turn()")
    home.wait_for_timeout(OUTAGE_MS)
    follow(home, place)
    mend()
    return time.time() * 1000


def follow(home: Page, place: dict[str, Any]) -> None:
    home.evaluate(f"place => probe.follow(place, {EVERY_MS})", place)


def sharp_after(event: Any, klas: Page, home: Page, watch_ms: int) -> float:
    """Milliseconds from the event to the first picture that reads well enough."""
    place = places_of(klas)[0]
    began = event(klas, home, place)
    home.wait_for_timeout(watch_ms)
    count = home.evaluate("(probe.unfollow(), probe.shots.length)")
    text = places_of(klas)[0]["text"]
    for i in range(count):
        shot = home.evaluate("([i, place]) => probe.shot(i, place)", [i, place])
        if shot["at"] < began:
            continue
        if percent_right([Block(text, shot["png"])]) >= SHARP_PERCENT:
            return float(shot["at"] - began)
    return float(watch_ms)
