"""How soon the smallest letters can be read: after joining, a new page, an outage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.legibility import BOARD, CONTROLS, READER, places_of
from benchmarks.networks import cut, mend
from benchmarks.reading import Block, percent_right
from benchmarks.shaped import shape, shaped_stage
from benchmarks.stage import CONNECT, LONG_MS, TO_CLASS, connect, leave, press

QUESTION = "How soon does text of 14 px read 98 % right, on a line of 1 Mbit/s?"
NAMES = ("time_to_sharp_ms", "time_to_sharp_as_film_ms")
KBPS, LIMIT_MS, SHARP_PERCENT = 1000, 1000, 98
EVERY_MS, OUTAGE_MS = 100, 3000
ROUNDS, WATCH_MS = 6, 6_000
FILM_ROUNDS, FILM_WATCH_MS = 2, 12_000
Event = Callable[[Page, Page, dict[str, Any]], float]


def run() -> Iterator[Figure]:
    """Ours; and as control a board that is sent as a film, never counting as 12 s.

    A picture without hints is wide enough on this line, and is read as soon.
    """
    yield figure("time_to_sharp_ms", measured(ROUNDS, WATCH_MS), "ms", LIMIT_MS)
    film = measured(FILM_ROUNDS, FILM_WATCH_MS, CONTROLS["as_film"])
    yield figure("time_to_sharp_as_film_ms", film, "ms", None)


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


def sharp_after(event: Event, klas: Page, home: Page, watch_ms: int) -> float:
    """Milliseconds from the event to the first picture that reads well enough."""
    place = places_of(klas)[0]
    began = event(klas, home, place)
    home.wait_for_timeout(watch_ms)
    count = home.evaluate("(probe.unfollow(), probe.shots.length)")
    text = places_of(klas)[0]["text"]
    # A picture that reads stays so: if the last does not, none does.
    if not count or not reads(text, shot_of(home, count - 1, place)):
        return float(watch_ms)
    shots = (shot_of(home, i, place) for i in range(count))
    ages = (
        one["at"] - began for one in shots if one["at"] >= began and reads(text, one)
    )
    return float(next(ages, watch_ms))


def shot_of(home: Page, i: int, place: dict[str, Any]) -> dict[str, Any]:
    """The picture, and when it was taken."""
    shot: dict[str, Any] = home.evaluate(
        "([i, place]) => probe.shot(i, place)", [i, place]
    )
    return shot


def reads(text: str, shot: dict[str, Any]) -> bool:
    return percent_right([Block(text, shot["png"])]) >= SHARP_PERCENT
