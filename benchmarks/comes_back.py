"""A page loaded anew, and an address that changes: how soon the picture is back."""

from __future__ import annotations

import time
from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.networks import ENDS, HOME, ip
from benchmarks.shaped import shaped_stage
from benchmarks.stage import HERE, connect, until

QUESTION = "How soon is the picture back after a reload, and on another network?"
NAMES = ("reload_ms", "reload_forgetful_ms", "roam_ms", "roam_held_ms")
NEVER_MS = 10_000  # what never came back counts as so much
ROUNDS, RELOAD_LIMIT_MS, ROAM_LIMIT_MS = 6, 2500, 1500
ADDRESSES = ("10.87.0.21", "10.87.0.22")


def run() -> Iterator[Figure]:
    with shaped_stage() as (_, klas, home):
        connect(klas, home)
        home.wait_for_timeout(5_000)
        reloads = [reloaded(home) for _ in range(ROUNDS)]
        yield figure("reload_ms", reloads, "ms", RELOAD_LIMIT_MS)
        roams = [roamed(home, ADDRESSES[turn % 2]) for turn in range(ROUNDS)]
        yield figure("roam_ms", roams, "ms", ROAM_LIMIT_MS)
    yield from controls()


def controls() -> Iterator[Figure]:
    """A page that remembers no lesson, and a browser that waits by itself."""
    with shaped_stage(HERE / "no_restart.js") as (_, klas, home):
        connect(klas, home)
        home.wait_for_timeout(5_000)
        for page in (klas, home):
            page.evaluate("probe.isHeld = true")
        yield figure("roam_held_ms", [roamed(home, ADDRESSES[0])], "ms", None)
    with shaped_stage(home=[HERE / "forgetful.js"]) as (_, klas, home):
        connect(klas, home)
        home.wait_for_timeout(5_000)
        yield figure("reload_forgetful_ms", [reloaded(home)], "ms", None)


def reloaded(home: Page) -> float:
    """From the reload to the first picture of the class."""
    began = time.time() * 1000
    home.reload()
    if not comes(home, "probe.frames.length > 0"):
        return NEVER_MS
    took = home.evaluate("probe.frames[0]") - began
    home.wait_for_timeout(4_000)
    return float(took)


def roamed(home: Page, address: str) -> float:
    """The pupil's only address is another one: from then to a new picture."""
    end = ENDS[HOME]
    ip("-n", HOME, "addr", "flush", "dev", end)
    ip("-n", HOME, "addr", "add", f"{address}/24", "dev", end)
    began = time.time() * 1000
    home.wait_for_timeout(300)  # what was on its way before is here
    back = f"probe.frames.some(at => at > {began} + 300)"
    if not comes(home, back):
        return NEVER_MS
    took = home.evaluate(f"probe.frames.find(at => at > {began} + 300)") - began
    home.wait_for_timeout(6_000)
    home.evaluate("probe.frames.splice(0, probe.frames.length - 1)")
    return float(took)


def comes(home: Page, true: str) -> bool:
    try:
        until(home, true, NEVER_MS)
    except TimeoutError:
        return False
    return True
