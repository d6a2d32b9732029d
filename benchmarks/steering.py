"""How soon the pupil sees the part of the board that it asks for."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.board_film import FOUR_K, board_film
from benchmarks.figure import Figure, figure
from benchmarks.stage import HERE, connect, lesson_stage, until

QUESTION = "How soon after the gesture is another part of a board of 4K shown?"
NAMES = ("steer_ms", "steer_slowly_ms", "steer_rested_ms", "steer_buffered_ms")
STRONG, MIDDLE = HERE / "strong.js", HERE / "middle.js"
LIMIT_MS, ROUNDS, RESTED_ROUNDS, CONTROL_ROUNDS = 250, 20, 10, 6
SETTLE_MS, LONGEST_MS = 10_000, 5_000
# Before the next gesture. In the last one the encoder has always begun anew, all of the
# width: it is longer than any rest it waits for (`rest.ts`).
REST_MS, SLOW_REST_MS, LONG_REST_MS = 700, 3_000, 12_500
# The control: a receiver that keeps pictures back, as players of films do.
BUFFER_MS = 300
FIELD = ".steer__field"


def run() -> Iterator[Figure]:
    soon, slowly, rested, buffered = gestures()
    yield figure("steer_ms", soon, "ms", LIMIT_MS, of="p95")
    yield figure("steer_slowly_ms", slowly, "ms", LIMIT_MS, of="p95")
    yield figure("steer_rested_ms", rested, "ms", LIMIT_MS, of="p95")
    yield figure("steer_buffered_ms", buffered, "ms", None)


def gestures() -> tuple[list[float], ...]:
    """Milliseconds from gesture to picture: see `run`.

    One after the other, slowly, each after a long rest, then in a home that keeps
    pictures back. The child's own camera is an ordinary one.
    """
    with (
        board_film(FOUR_K) as plays,
        lesson_stage(STRONG, MIDDLE, flags=(plays,), home_flags=()) as (_, klas, home),
    ):
        begin(klas, home)
        soon = measured(home, ROUNDS)
        slowly = measured(home, ROUNDS, SLOW_REST_MS)
        rested = measured(home, RESTED_ROUNDS, LONG_REST_MS)
        home.evaluate(f"probe.buffer({BUFFER_MS})")
        home.wait_for_timeout(SETTLE_MS)
        return soon, slowly, rested, measured(home, CONTROL_ROUNDS)


def begin(klas: Page, home: Page) -> None:
    """Returns when the pupil can look around in a picture that has come to rest."""
    connect(klas, home)
    until(home, f"document.querySelector('{FIELD}') !== null")
    home.wait_for_timeout(SETTLE_MS)


def measured(home: Page, rounds: int, rest_ms: int = REST_MS) -> list[float]:
    took = []
    for _ in range(rounds):
        for gesture in (into_corner, back_to_all):
            took.append(gesture(home))
            home.wait_for_timeout(rest_ms)
            home.evaluate("probe.middles.length = 0")
    return took


def into_corner(home: Page) -> float:
    """Two quick touches show what is there larger."""
    home.mouse.dblclick(*place(home, 0.95, 0.95))
    return seen(home, dark=True)


def back_to_all(home: Page) -> float:
    home.locator(FIELD).press("0")
    return seen(home, dark=False)


def seen(home: Page, *, dark: bool) -> float:
    first = f"probe.firstWhere({str(dark).lower()})"
    until(home, f"{first} !== null", LONGEST_MS)
    return float(home.evaluate(f"{first} - probe.pressedAt"))


def place(home: Page, right: float, down: float) -> tuple[float, float]:
    """On the screen, of a place in the picture."""
    box = home.locator(FIELD).bounding_box()
    assert box
    height = min(box["height"], box["width"] * 9 / 16)
    width = height * 16 / 9
    x = box["x"] + (box["width"] - width) / 2 + right * width
    y = box["y"] + (box["height"] - height) / 2 + down * height
    return x, y
