"""How soon a hand that is raised at home is lit in class."""

from __future__ import annotations

import time
from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.networks import cut, mend
from benchmarks.shaped import shaped_stage
from benchmarks.stage import HERE, LONG_MS, connect, press, until

QUESTION = "How long after the press is the hand lit in class, 80 ms away?"
NAMES = (
    *("hand_ms", "hand_after_outage_ms", "hand_during_outage_ms"),
    *("hands_seen", "hands_seen_said_once"),
)
ROUND_TRIP_MS, ROUNDS, LIMIT_MS = 80, 30, 200
OUTAGES, OUTAGE_S, ONCE_OUTAGES = 3, 5, 2
NEVER_MS = 10_000  # what has not come by then is lost
UP, DOWN = "Hand opsteken", "Hand omlaag"
WATCH = """() => {
  probe.litAt = [];
  let wasLit = false;
  new MutationObserver(() => {
    const isLit = document.querySelector(".hand-light") !== null;
    if (isLit && !wasLit) probe.litAt.push(performance.timeOrigin + performance.now());
    wasLit = isLit;
  }).observe(document.body, { childList: true, subtree: true });
}"""


def run() -> Iterator[Figure]:
    """On a line that holds; and as control over an outage, when it comes once."""
    with shaped_stage(round_trip_ms=ROUND_TRIP_MS) as (_, klas, home):
        connect(klas, home)
        klas.evaluate(WATCH)
        home.wait_for_timeout(3_000)
        at_once = [raised(klas, home) for _ in range(ROUNDS)]
        outages = [raised_in_outage(klas, home) for _ in range(OUTAGES)]
    yield figure("hand_ms", at_once, "ms", LIMIT_MS)
    yield figure("hand_after_outage_ms", [after for after, _, _ in outages], "ms", 500)
    yield figure("hand_during_outage_ms", [took for _, took, _ in outages], "ms", None)
    # Delivered, and once: 1 each time.
    seen = [seen for _, _, seen in outages]
    yield figure("hands_seen", seen, "", 1, more=True)
    yield figure("hands_seen_said_once", said_once(), "", None, more=True)


def said_once() -> list[float]:
    """The control: nothing is said again, so what was said in an outage is lost."""
    stage = shaped_stage(HERE / "no_resending.js", round_trip_ms=ROUND_TRIP_MS)
    with stage as (_, klas, home):
        connect(klas, home)
        klas.evaluate(WATCH)
        home.wait_for_timeout(3_000)
        raised(klas, home)  # on a line that holds it comes
        home.evaluate("probe.isHeld = true")
        return [seen_of_one_said_once(klas, home) for _ in range(ONCE_OUTAGES)]


def seen_of_one_said_once(klas: Page, home: Page) -> float:
    """1 if it came once, else 0; at home it is down again."""
    try:
        return raised_in_outage(klas, home, NEVER_MS)[2]
    except TimeoutError:
        press(home, DOWN)
        return 0.0


def raised(klas: Page, home: Page) -> float:
    klas.evaluate("probe.litAt.length = 0")
    press(home, UP)
    until(klas, "probe.litAt.length > 0")
    took = klas.evaluate("probe.litAt[0]") - home.evaluate("probe.pressedAt")
    lower(klas, home)
    return float(took)


def raised_in_outage(
    klas: Page, home: Page, patience_ms: float = LONG_MS
) -> tuple[float, float, float]:
    """Milliseconds from the end of the outage and from the press; 1 if it came once."""
    klas.evaluate("probe.litAt.length = 0")
    cut()
    home.wait_for_timeout(1_000)
    press(home, UP)
    home.wait_for_timeout(OUTAGE_S * 1000 - 1_000)
    mend()
    back_at = time.time() * 1000
    until(klas, "probe.litAt.length > 0", patience_ms)
    home.wait_for_timeout(3_000)
    lit = klas.evaluate("probe.litAt")
    pressed_at = home.evaluate("probe.pressedAt")
    lower(klas, home)
    return float(lit[0] - back_at), float(lit[0] - pressed_at), float(len(lit) == 1)


def lower(klas: Page, home: Page) -> None:
    press(home, DOWN)
    until(klas, "document.querySelector('.hand-light') === null")
    home.wait_for_timeout(200)
