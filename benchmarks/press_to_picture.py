"""From the pupil's press to the first decoded picture of the class."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figure import Figure, figure
from benchmarks.stage import (
    CONNECT,
    LONG_MS,
    TO_CLASS,
    leave,
    lesson_stage,
    press,
    wait_for_picture,
)

QUESTION = "How long after the pupil's press does the class appear, pages already open?"
NAMES = ("press_to_picture_ms",)
ROUNDS = 30


def run() -> Iterator[Figure]:
    samples = []
    with lesson_stage() as (_, klas, home):
        for round_number in range(ROUNDS + 1):
            home.evaluate("probe.frames.length = 0")
            press(klas, CONNECT)
            home.get_by_text("De klas wacht").first.wait_for(timeout=LONG_MS)
            press(home, TO_CLASS)
            wait_for_picture(home)
            if round_number:  # the first loads code that every later one has
                wait = "probe.frames[0] - probe.pressedAt"
                samples.append(home.evaluate(wait))
            leave(home)
            klas.get_by_role("button", name=CONNECT).wait_for(timeout=LONG_MS)
    yield figure("press_to_picture_ms", samples, "ms", 400)
