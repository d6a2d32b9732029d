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
BURST_MS, EVERY_MS, BURST_LIMIT_PERCENT = 100, 2000, 5
NO_RED, NO_REPAIR = HERE / "no_red.js", HERE / "no_sound_repair.js"
# The control without both must be outside; with one of them shows what each is worth.
CONTROLS = {
    "plain": (NO_RED, NO_REPAIR),
    "red_alone": (NO_REPAIR,),
    "repair_alone": (NO_RED,),
}
NAMES = (
    *("audio_concealed_pct", "audio_concealed_burst_pct"),
    *(f"audio_concealed_{name}_pct" for name in CONTROLS),
    *(f"audio_concealed_burst_{name}_pct" for name in CONTROLS),
)


def run() -> Iterator[Figure]:
    yield from figures("", ROUNDS, (LIMIT_PERCENT, BURST_LIMIT_PERCENT))
    for name, scripts in CONTROLS.items():
        yield from figures(f"{name}_", 1, (None, None), *scripts)


def figures(
    name: str, rounds: int, limits: tuple[float | None, float | None], *scripts: Path
) -> Iterator[Figure]:
    """Of the class's sound at home: one share per round, for each kind of loss."""
    with shaped_stage(*scripts, round_trip_ms=ROUND_TRIP_MS) as (_, klas, home):
        connect(klas, home)
        home.wait_for_timeout(3_000)
        shape(KBPS)
        lose(random_loss(LOST_PERCENT))
        at_random = shares(home, rounds)
        lose("")
        with bursts(BURST_MS, EVERY_MS):
            in_bursts = shares(home, rounds)
    yield figure(f"audio_concealed_{name}pct", at_random, "%", limits[0])
    yield figure(f"audio_concealed_burst_{name}pct", in_bursts, "%", limits[1])


def shares(home: Page, rounds: int) -> list[float]:
    home.wait_for_timeout(SETTLE_MS)
    return [concealed_percent(home) for _ in range(rounds)]


def concealed_percent(home: Page) -> float:
    made_up, all_of_it = home.evaluate(COUNT)
    home.wait_for_timeout(SECONDS * 1000)
    made_up_after, all_after = home.evaluate(COUNT)
    return float(100 * (made_up_after - made_up) / (all_after - all_of_it))


COUNT = """async () => {
  const pc = probe.connections.findLast((pc) => pc.connectionState === "connected");
  for (const s of (await pc.getStats()).values())
    if (s.type === "inbound-rtp" && s.kind === "audio")
      return [s.concealedSamples, s.totalSamplesReceived];
}"""
