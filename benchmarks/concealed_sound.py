"""How much of the sound has to be made up when packets are lost."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.shaped import lose, random_loss, shape, shaped_stage
from benchmarks.stage import HERE, connect

QUESTION = "How much of the sound is made up at 20 % random loss and 300 kbit/s?"
NAMES = ("audio_concealed_pct", "audio_concealed_plain_pct")
KBPS, LOST_PERCENT, SECONDS, ROUNDS = 300, 20, 15, 3
LIMIT_PERCENT = 0.5


def run() -> Iterator[Figure]:
    yield figure("audio_concealed_pct", measured(), "%", LIMIT_PERCENT)
    # The control: without RED and without asking again.
    plain = measured("plain_sound.js")
    yield figure("audio_concealed_plain_pct", plain, "%", None)


def measured(*scripts: str) -> list[float]:
    """One share per round, in the home browser, of the class's sound."""
    with shaped_stage(*(HERE / script for script in scripts)) as (_, klas, home):
        connect(klas, home)
        home.wait_for_timeout(5_000)
        shape(KBPS)
        lose(random_loss(LOST_PERCENT))
        home.wait_for_timeout(5_000)
        return [concealed_percent(home) for _ in range(ROUNDS)]


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
