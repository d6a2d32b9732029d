"""What it costs the class's device that the pupil looks around."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.board_film import FOUR_K, FULL_HD, board_film
from benchmarks.cost import TICKS_PER_S, ticks_of_both
from benchmarks.figure import Figure, figure
from benchmarks.networks import SCHOOL
from benchmarks.shaped import shaped_stage
from benchmarks.steering import SETTLE_MS, STRONG, begin, place

QUESTION = "What does it cost the class's device to cut a part out of its picture?"
NAMES = tuple(
    f"steer_cpu_{size}_{part}_pct"
    for size in ("1080p", "4k")
    for part in ("whole", "part")
)
CPU_S, CPU_LIMIT_PERCENT = 8, 100


def run() -> Iterator[Figure]:
    """The usual camera untouched and cut; one of 4K, which is always made smaller."""
    for name, size in (("1080p", FULL_HD), ("4k", FOUR_K)):
        with (
            board_film(size) as plays,
            shaped_stage(STRONG, flags=(plays,)) as (_, klas, home),
        ):
            begin(klas, home)
            whole = share(home)
            home.mouse.dblclick(*place(home, 0.95, 0.95))
            home.wait_for_timeout(SETTLE_MS // 2)
            part = share(home)
        unit, limit = "% of a core", CPU_LIMIT_PERCENT
        yield figure(f"steer_cpu_{name}_whole_pct", [whole], unit, None)
        yield figure(f"steer_cpu_{name}_part_pct", [part], unit, limit)


def share(home: Page) -> float:
    before = ticks_of_both()[SCHOOL]
    home.wait_for_timeout(CPU_S * 1000)
    return 100 * (ticks_of_both()[SCHOOL] - before) / TICKS_PER_S / CPU_S
