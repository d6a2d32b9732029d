"""What is measured of each product, always in the same way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from benchmarks.legibility import BOARD, READER, blocks, places_of
from benchmarks.peer_products import Ours, Product
from benchmarks.press_to_picture import rounds
from benchmarks.reading import Block, percent_right
from benchmarks.recovery import outage
from benchmarks.shaped import lose, shape
from benchmarks.stage import HERE
from benchmarks.time_to_sharp import SHARP_PERCENT, follow

TIME_CODE = HERE / "time_code.js"
JOINS, OUTAGE_S, STEADY_MS, GLASS_MS = 3, 5, 4_000, 4_000
SHARP_KBPS, SHARP_MS, WARM_MS = 1000, 8_000, 3_000
BOARD_KBPS, SETTLE_MS, SHEET_MS, SHEETS = 100, 8_000, 16_000, 2
SOUND_KBPS, LOST_PERCENT, SOUND_SETTLE_MS, SOUND_MS = 300, 20, 5_000, 8_000
# Of what the cable carries; not of what class and server say within the school.
LOSS = f"iif != lo meta l4proto udp numgen random mod 100 < {LOST_PERCENT} drop;"
Found = Iterator[tuple[str, list[float]]]  # the measure, and its samples


def lively(product: Product) -> Found:
    """A camera that shows the time, at 720p, on a line without limits."""
    shape(0)
    lose("")
    with product.pages([TIME_CODE], [TIME_CODE]) as (klas, home):
        yield from joins(product, klas, home)
        product.join(klas, home)
        home.wait_for_timeout(STEADY_MS)
        yield "glass_to_glass_ms", ages(home)
        yield f"recovery_{OUTAGE_S}s_ms", [outage(home, OUTAGE_S)[0]]


def written(product: Product) -> Found:
    """A board full of small letters at 1080p, on poor lines."""
    shape(0)
    lose("")
    with product.pages([BOARD, READER], [READER]) as (klas, home):
        shape(SHARP_KBPS)
        yield "sharp_ms", [sharp(product, klas, home)]
        shape(BOARD_KBPS)
        home.wait_for_timeout(SETTLE_MS)
        yield "board_100kbps_pct", [sheet(klas, home) for _ in range(SHEETS)]
        shape(SOUND_KBPS)
        lose(LOSS)
        home.wait_for_timeout(SOUND_SETTLE_MS)
        yield "concealed_loss20_pct", [concealed_percent(home)]


def joins(product: Product, klas: Page, home: Page) -> Found:
    """Without the first, which loads code; ours is kept cold, and warm as it is."""
    if isinstance(product, Ours):
        warm, cold = rounds(klas, home, JOINS)
        for page in (klas, home):
            page.evaluate("probe.isCold = false")
        yield "join_warm_ms", warm
        yield "join_ms", cold
        return
    took = []
    for _ in range(JOINS + 1):
        took.append(product.join(klas, home))
        product.leave(klas, home)
    yield "join_ms", took[1:]


def ages(home: Page) -> list[float]:
    """How old each picture is that is shown meanwhile, however small it is."""
    home.evaluate("probe.anyWidth = true; probe.codes.length = 0")
    home.wait_for_timeout(GLASS_MS)
    return list(home.evaluate("probe.codes"))


def sharp(product: Product, klas: Page, home: Page) -> float:
    """From the press to 14 px text that reads; never counts as SHARP_MS.

    A picture that reads stays so: half of them need no reading, again and again.
    """
    place = places_of(klas)[0]
    product.ready(klas, home)
    home.wait_for_timeout(WARM_MS)
    follow(home, place)
    product.press(home)
    home.wait_for_timeout(SHARP_MS)
    count = home.evaluate("(probe.unfollow(), probe.shots.length)")

    def shot(i: int) -> dict[str, Any]:
        seen: dict[str, Any] = home.evaluate(
            "([i, place]) => probe.shot(i, place)", [i, place]
        )
        return seen

    def reads(i: int) -> bool:
        picture = Block(place["text"], shot(i)["png"])
        return percent_right([picture]) >= SHARP_PERCENT

    if not count or not reads(count - 1):
        return SHARP_MS
    first = bisect_left(range(count), True, key=reads)
    return float(shot(first)["at"] - home.evaluate("probe.pressedAt"))


def sheet(klas: Page, home: Page) -> float:
    """Characters read right of what the teacher writes, when it had its time."""
    klas.evaluate("probe.turn()")
    home.wait_for_timeout(SHEET_MS)
    return percent_right(blocks(home, places_of(klas)))


def concealed_percent(home: Page) -> float:
    """Of the class's sound at home, how much was made up."""
    before = home.evaluate(COUNT)
    home.wait_for_timeout(SOUND_MS)
    made_up, every = (
        late - early for early, late in zip(before, home.evaluate(COUNT), strict=True)
    )
    return 100 * made_up / every if every else 100.0


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
