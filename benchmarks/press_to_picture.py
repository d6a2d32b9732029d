"""From the pupil's press to the first decoded picture of the class."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.shaped import shaped_stage
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
    "press_to_picture_rtt100_ms",
    "press_to_picture_rtt100_cold_ms",
)
ROUNDS, FAR_ROUNDS = 30, 15
LIMIT_MS, WARM_LIMIT_MS, COLD_LIMIT_MS = 400, 100, 500
FAR_MS, FAR_LIMIT_MS = 100, 300
# As a class's camera has it, and as we ask for; Chromium's own drawn one gives 20.
CAMERA = ("--use-fake-device-for-media-stream=fps=30",)


def run() -> Iterator[Figure]:
    """Warm lines; and as control the same pages, kept from building one before."""
    with lesson_stage(flags=CAMERA) as (_, klas, home):
        warm, cold = rounds(klas, home, ROUNDS)
    yield figure("press_to_picture_ms", warm, "ms", LIMIT_MS)
    yield figure("press_to_picture_warm_ms", warm, "ms", WARM_LIMIT_MS)
    yield figure("press_to_picture_cold_ms", cold, "ms", COLD_LIMIT_MS)
    # The control has no limit of its own; it must miss that of the warm line.
    with shaped_stage(round_trip_ms=FAR_MS, flags=CAMERA) as (_, klas, home):
        warm, cold = rounds(klas, home, FAR_ROUNDS)
    yield figure("press_to_picture_rtt100_ms", warm, "ms", FAR_LIMIT_MS)
    yield figure("press_to_picture_rtt100_cold_ms", cold, "ms", None)


def rounds(klas: Page, home: Page, count: int) -> tuple[list[float], list[float]]:
    """Without the first of each, which loads code that every later one has."""
    warm = [_round(klas, home, is_cold=False) for _ in range(count + 1)]
    cold = [_round(klas, home, is_cold=True) for _ in range(count + 1)]
    return warm[1:], cold[1:]


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
