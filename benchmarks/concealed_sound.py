"""How much of the sound has to be made up when packets are lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.shaped import bursts, lose, random_loss, shape, shaped_stage
from benchmarks.stage import HERE, connect

QUESTION = "How much of the sound is made up at 300 kbit/s and 50 ms round trip?"
KBPS, ROUND_TRIP_MS, SECONDS, ROUNDS = 300, 50, 8, 3
# The line was wide before: first what was sent for that has to go.
SETTLE_MS = 10_000
LOST_PERCENT, LIMIT_PERCENT = 20, 0.5
BURST_MS, EVERY_MS = 100, 2000
# 5 % is all that the bursts take: with that for a limit no control could be outside.
BURST_LIMIT_PERCENT = 3
NO_RED, NO_REPAIR = HERE / "no_red.js", HERE / "no_sound_repair.js"
NO_WAIT = HERE / "no_sound_wait.js"
# Without both it must be outside; one of them alone, or no wait for what is asked for,
# shows what each is worth.
CONTROLS = {
    "plain": (NO_RED, NO_REPAIR),
    "at_once": (NO_WAIT,),
    "red_alone": (NO_REPAIR,),
    "repair_alone": (NO_RED,),
}
NAMES = (
    *("audio_concealed_pct", "audio_concealed_burst_pct"),
    *(f"audio_concealed_{name}_pct" for name in CONTROLS),
    "audio_concealed_burst_plain_pct",
)


def run() -> Iterator[Figure]:
    at_random, in_bursts = measure(ROUNDS, ROUNDS)
    yield figure("audio_concealed_pct", at_random, "%", LIMIT_PERCENT)
    yield figure("audio_concealed_burst_pct", in_bursts, "%", BURST_LIMIT_PERCENT)
    for name, scripts in CONTROLS.items():
        is_plain = name == "plain"
        at_random, in_bursts = measure(1, int(is_plain), *scripts)
        yield figure(f"audio_concealed_{name}_pct", at_random, "%", None)
        if is_plain:
            yield figure("audio_concealed_burst_plain_pct", in_bursts, "%", None)


def measure(
    random_rounds: int, burst_rounds: int, *scripts: Path
) -> tuple[list[float], list[float]]:
    """Of the class's sound at home: one share per round, for each kind of loss."""
    with shaped_stage(*scripts, round_trip_ms=ROUND_TRIP_MS) as (_, klas, home):
        connect(klas, home)
        home.wait_for_timeout(3_000)
        shape(KBPS)
        lose(random_loss(LOST_PERCENT))
        at_random = shares(home, random_rounds)
        lose("")
        if not burst_rounds:
            return at_random, []
        with bursts(BURST_MS, EVERY_MS):
            return at_random, shares(home, burst_rounds)


def shares(home: Page, rounds: int) -> list[float]:
    home.wait_for_timeout(SETTLE_MS)
    return [concealed_percent(home) for _ in range(rounds)]


def concealed_percent(home: Page) -> float:
    before = counted(home)
    home.wait_for_timeout(SECONDS * 1000)
    return share_since(before, home)


def counted(home: Page) -> tuple[int, int]:
    """Samples of sound that were made up so far, and all of them."""
    made_up, all_of_it = home.evaluate(COUNT)
    return made_up, all_of_it


def share_since(before: tuple[int, int], home: Page) -> float:
    """How much of the sound was made up since: percent."""
    made_up, all_of_it = counted(home)
    return 100 * (made_up - before[0]) / (all_of_it - before[1])


COUNT = """async () => {
  const pc = probe.connections.findLast((pc) => pc.connectionState === "connected");
  for (const s of (await pc.getStats()).values())
    if (s.type === "inbound-rtp" && s.kind === "audio")
      return [s.concealedSamples, s.totalSamplesReceived];
}"""
