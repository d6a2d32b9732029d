"""What is measured of each product, always in the same way."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from benchmarks.legibility import BOARD, READER, blocks, places_of
from benchmarks.peer_products import Ours, Product, Scripts
from benchmarks.press_to_picture import rounds
from benchmarks.reading import percent_right
from benchmarks.recovery import outage
from benchmarks.shaped import lose, shape
from benchmarks.stage import HERE
from benchmarks.time_to_sharp import follow, reads, shot_of

TIME_CODE = HERE / "time_code.js"
JOINS, OUTAGE_S, REST_MS = 3, 5, 500
# A browser waits longer at first, until it has seen how evenly frames come.
STEADY_MS, GLASS_MS = 10_000, 4_000
SHARP_KBPS, SHARP_MS, WARM_MS = 1000, 8_000, 3_000
BOARD_KBPS, SETTLE_MS, SHEET_MS, SHEETS = 100, 8_000, 16_000, 2
SOUND_KBPS, LOST_PERCENT, SOUND_SETTLE_MS, SOUND_MS = 300, 20, 5_000, 8_000
# Of what the cable carries; not of what class and server say within the school.
LOSS = f"iif != lo meta l4proto udp numgen random mod 100 < {LOST_PERCENT} drop;"
# The measure, and its samples; none where it did not come.
Found = Iterator[tuple[str, list[float]]]
Take = Callable[[Product, Page, Page], Found]


@dataclass(frozen=True)
class Step:
    """What is done with a product, and the measures that it gives."""

    measures: tuple[str, ...]
    take: Take


def lively(product: Product) -> Found:
    """A camera that shows the time, at 720p, on a line without limits."""
    steps = (
        Step(("join_warm_ms", "join_ms"), joins),
        Step(("glass_to_glass_ms",), ages),
        Step((f"recovery_{OUTAGE_S}s_ms",), gap),
    )
    return one_by_one(product, steps, [TIME_CODE], [TIME_CODE])


def written(product: Product) -> Found:
    """A board full of small letters at 1080p, on poor lines."""
    steps = (
        Step(("sharp_ms",), sharp),
        Step(("board_100kbps_pct",), sheets),
        Step(("concealed_loss20_pct",), concealed),
    )
    return one_by_one(product, steps, [BOARD, READER], [READER])


def one_by_one(
    product: Product, steps: Sequence[Step], klas: Scripts, home: Scripts
) -> Found:
    """On the same two pages; after one that did not come the rest on new ones."""
    left = list(steps)
    while left:
        shape(0)
        lose("")
        step, missing = left[0], set(left[0].measures)
        try:
            with product.pages(klas, home) as (there, here):
                while left:
                    step = left.pop(0)
                    missing = set(step.measures)
                    for measure, samples in step.take(product, there, here):
                        missing.discard(measure)
                        yield measure, samples
        except (TimeoutError, BrowserError) as problem:
            print(f"{product.name}: {problem}", file=sys.stderr)
            left = [one for one in left if one is not step]
            yield from ((measure, []) for measure in missing)


def joins(product: Product, klas: Page, home: Page) -> Found:
    """Without the first, which loads code; ours is kept cold, and warm as it is."""
    if isinstance(product, Ours):
        warm, cold = rounds(klas, home, JOINS)
        for page in (klas, home):
            page.evaluate("probe.isCold = false")
        yield "join_warm_ms", warm
        yield "join_ms", cold
        return
    for turn in range(JOINS + 1):
        took = product.join(klas, home)
        product.part(klas, home)
        if turn:
            yield "join_ms", [took]


def ages(product: Product, klas: Page, home: Page) -> Found:
    """How old each picture is that is shown meanwhile, however small it is."""
    product.enter(klas, home)
    home.wait_for_timeout(STEADY_MS)
    home.evaluate("probe.anyWidth = true; probe.codes.length = 0")
    home.wait_for_timeout(GLASS_MS)
    yield "glass_to_glass_ms", list(home.evaluate("probe.codes"))


def gap(product: Product, klas: Page, home: Page) -> Found:
    product.enter(klas, home)
    yield f"recovery_{OUTAGE_S}s_ms", [outage(home, OUTAGE_S, REST_MS)[0]]


def sharp(product: Product, klas: Page, home: Page) -> Found:
    """From the press to 14 px text that reads; never counts as SHARP_MS."""
    shape(SHARP_KBPS)
    place = places_of(klas)[0]
    product.ready(klas, home)
    home.wait_for_timeout(WARM_MS)
    follow(home, place)
    product.press(home)
    home.wait_for_timeout(SHARP_MS)
    home.evaluate("probe.unfollow()")
    product.is_joined = True
    yield "sharp_ms", [sharp_after(home, place)]


def sharp_after(home: Page, place: dict[str, Any]) -> float:
    """A picture that reads stays so: half of them need no reading, again and again."""
    text = place["text"]
    count = home.evaluate("probe.shots.length")
    if not count or not reads(text, shot_of(home, count - 1, place)):
        return SHARP_MS

    def is_sharp(i: int) -> bool:
        return reads(text, shot_of(home, i, place))

    first = bisect_left(range(count), True, key=is_sharp)
    return float(shot_of(home, first, place)["at"] - home.evaluate("probe.pressedAt"))


def sheets(product: Product, klas: Page, home: Page) -> Found:
    """Characters read right of what the teacher writes, when it had its time."""
    product.enter(klas, home)
    shape(BOARD_KBPS)
    home.wait_for_timeout(SETTLE_MS)
    for _ in range(SHEETS):
        klas.evaluate("probe.turn()")
        home.wait_for_timeout(SHEET_MS)
        yield "board_100kbps_pct", [percent_right(blocks(home, places_of(klas)))]


def concealed(product: Product, klas: Page, home: Page) -> Found:
    """Of the class's sound at home, how much was made up."""
    product.enter(klas, home)
    shape(SOUND_KBPS)
    lose(LOSS)
    home.wait_for_timeout(SOUND_SETTLE_MS)
    before = home.evaluate(COUNT)
    home.wait_for_timeout(SOUND_MS)
    made_up, every = (
        late - early for early, late in zip(before, home.evaluate(COUNT), strict=True)
    )
    yield "concealed_loss20_pct", [100 * made_up / every if every else 100.0]


COUNT = """async () => {
  const sums = [0, 0];
  for (const pc of probe.connections) {
    if (pc.connectionState === "closed") continue;
    for (const s of (await pc.getStats()).values()) {
      if (s.type !== "inbound-rtp" || s.kind !== "audio") continue;
      sums[0] += s.concealedSamples;
      sums[1] += s.totalSamplesReceived;
    }
  }
  return sums;
}"""
