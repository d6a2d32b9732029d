"""How old the class's picture is when the pupil sees it, at 720p on loopback."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figure import Figure, figure
from benchmarks.stage import HERE, LONG_MS, connect, lesson_stage, until

QUESTION = "How old is the picture of the class when the pupil sees it?"
NAMES = ("glass_to_glass_ms",)
SAMPLES = 600  # 20 s at 30 frames a second
TIME_CODE = HERE / "time_code.js"


def run() -> Iterator[Figure]:
    with lesson_stage(TIME_CODE) as (_, klas, home):
        connect(klas, home)
        # Steady first: full size is reached within seconds of joining.
        until(home, "probe.codes.length > 150", 2 * LONG_MS)
        home.evaluate("probe.codes.length = 0")
        enough = f"probe.codes.length >= {SAMPLES}"
        until(home, enough, 4 * LONG_MS)
        samples = home.evaluate("probe.codes")
    yield figure("glass_to_glass_ms", samples, "ms", 60)
