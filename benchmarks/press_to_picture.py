"""From the pupil's press to the first decoded picture of the class."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.stage import (
    CONNECT,
    LONG_MS,
    TO_CLASS,
    leave,
    lesson_stage,
    press,
    until,
    wait_for_picture,
)

QUESTION = "How long after the pupil's press does the class appear, pages already open?"
NAMES = (
    "press_to_picture_ms",
    "press_to_picture_warm_ms",
    "press_to_picture_cold_ms",
)
ROUNDS = 30
LIMIT_MS, WARM_LIMIT_MS, COLD_LIMIT_MS = 400, 100, 500


def run() -> Iterator[Figure]:
    """A warm line; and as control the same pages, kept from building one before."""
    with lesson_stage() as (_, klas, home):
        warm = [_round(klas, home, is_cold=False) for _ in range(ROUNDS + 1)]
        cold = [_round(klas, home, is_cold=True) for _ in range(ROUNDS + 1)]
    # The first of each loads code that every later one has.
    yield figure("press_to_picture_ms", warm[1:], "ms", LIMIT_MS)
    yield figure("press_to_picture_warm_ms", warm[1:], "ms", WARM_LIMIT_MS)
    yield figure("press_to_picture_cold_ms", cold[1:], "ms", COLD_LIMIT_MS)


def _round(klas: Page, home: Page, *, is_cold: bool) -> float:
    """From one press of the pupil to the first picture that is not the drawn one."""
    if not is_cold:
        until(home, "probe.isWarm()")
    press(klas, CONNECT)
    home.get_by_text("De klas wacht").first.wait_for(timeout=LONG_MS)
    _keep_cold(klas, home, False)
    home.evaluate("probe.frames.length = 0")
    press(home, TO_CLASS)
    wait_for_picture(home)
    took: float = home.evaluate("probe.frames[0] - probe.pressedAt")
    _keep_cold(klas, home, is_cold)
    leave(home)
    klas.get_by_role("button", name=CONNECT).wait_for(timeout=LONG_MS)
    return took


def _keep_cold(klas: Page, home: Page, is_cold: bool) -> None:
    for page in (klas, home):
        page.evaluate(f"probe.isCold = {str(is_cold).lower()}")
