"""How old the class's picture is when the pupil sees it, at 720p."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from playwright.sync_api import Page

from benchmarks.camera_film import FRAMES, film
from benchmarks.figure import Figure, figure
from benchmarks.shaped import lose, random_loss, shape, shaped_stage
from benchmarks.stage import HERE, LONG_MS, connect, lesson_stage, until

QUESTION = "How old is the picture of the class when the pupil sees it?"
NAMES = (
    "glass_to_glass_ms",
    "glass_to_glass_p95_ms",
    "glass_to_glass_first_ms",
    "glass_to_glass_buffered_ms",
    "glass_to_glass_lossy_ms",
    "glass_to_glass_lossy_buffered_ms",
)
LIMIT_MS, P95_LIMIT_MS = 50, 80
KBPS, ROUND_TRIP_MS, LOST_PERCENT = 1000, 50, 2
# Within 120 ms of the one-way delay.
LOSSY_LIMIT_MS = ROUND_TRIP_MS / 2 + 120
FIRST_MS, SETTLE_MS, WATCH_MS = 10_000, 10_000, 20_000
# The control: a receiver that keeps pictures back, as players of films do.
BUFFER_MS, BUFFER_WATCH_MS = 300, 8_000
FRAME_AGE = HERE / "frame_age.js"
# The numbers of the film come round.
AROUND_MS = 1000 * FRAMES / 30
Seen = Sequence[tuple[int, float]]


def run() -> Iterator[Figure]:
    with (
        film() as plays,
        lesson_stage(FRAME_AGE, flags=(plays,)) as (_, klas, home),
    ):
        begin(klas, home)
        first = watch(klas, home, FIRST_MS)
        settled, buffered = settled_and_buffered(klas, home)
    yield figure("glass_to_glass_ms", settled, "ms", LIMIT_MS)
    yield figure("glass_to_glass_p95_ms", settled, "ms", P95_LIMIT_MS, of="p95")
    # A browser waits longer at first, until it has seen how evenly frames come.
    yield figure("glass_to_glass_first_ms", first, "ms", None)
    yield figure("glass_to_glass_buffered_ms", buffered, "ms", None)
    with (
        film() as plays,
        shaped_stage(FRAME_AGE, flags=(plays,), round_trip_ms=ROUND_TRIP_MS) as stage,
    ):
        _, klas, home = stage
        shape(KBPS)
        lose(random_loss(LOST_PERCENT))
        begin(klas, home)
        home.wait_for_timeout(FIRST_MS)
        settled, buffered = settled_and_buffered(klas, home)
    yield figure("glass_to_glass_lossy_ms", settled, "ms", LOSSY_LIMIT_MS)
    yield figure("glass_to_glass_lossy_buffered_ms", buffered, "ms", None)


def begin(klas: Page, home: Page) -> None:
    """Returns when the picture has its full size."""
    connect(klas, home)
    until(home, "probe.shown.length > 30", 2 * LONG_MS)


def settled_and_buffered(klas: Page, home: Page) -> tuple[list[float], list[float]]:
    home.wait_for_timeout(SETTLE_MS)
    settled = watch(klas, home, WATCH_MS)
    home.evaluate(f"probe.buffer({BUFFER_MS})")
    home.wait_for_timeout(SETTLE_MS)
    return settled, watch(klas, home, BUFFER_WATCH_MS)


def watch(klas: Page, home: Page, ms: int) -> list[float]:
    """The age of each frame that is shown in so many milliseconds from now."""
    home.evaluate("probe.shown.length = 0")
    home.wait_for_timeout(ms)
    return ages(klas.evaluate("probe.taken"), home.evaluate("probe.shown"))


def ages(taken: Seen, shown: Seen) -> list[float]:
    """How long before it was shown each frame was taken, where both were read."""
    taken_at: dict[int, list[float]] = defaultdict(list)
    for number, at in taken:
        taken_at[number].append(at)
    found = []
    for number, at in shown:
        before = taken_at[number][: bisect_right(taken_at[number], at)]
        if number >= 0 and before and at - before[-1] < AROUND_MS:
            found.append(at - before[-1])
    return found
