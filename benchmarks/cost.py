"""What a lesson costs: the processors of both devices, and the lines of our servers."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.camera_film import film
from benchmarks.figure import Figure, figure
from benchmarks.networks import ENDS, HOME, SCHOOL, SCHOOL_ADDRESS, inside
from benchmarks.relay import ADDRESS as RELAY
from benchmarks.relay import relaying
from benchmarks.shaped import shaped_stage
from benchmarks.stage import connect, press

QUESTION = "What does a lesson cost: processors at 720p, bytes through our servers?"
CPU_NAMES = tuple(
    f"cost_cpu_{side}{how}_pct"
    for how in ("", "_still", "_no_picture")
    for side in ("class", "home")
)
NAMES = (
    *CPU_NAMES,
    "cost_server_pages_kb",
    "cost_server_bytes_direct_kb_min",
    "cost_server_bytes_relayed_kb_min",
    "cost_server_bytes_relayed_no_picture_kb_min",
)
ROUNDS, ROUND_S, SETTLE_MS = 3, 8, 10_000
# Of the two processors that a device has, one is left for what else is open.
CPU_LIMIT_PERCENT = 100
# A short word a second each way; all that the two pages load.
DIRECT_LIMIT_KB, PAGES_LIMIT_KB = 120, 2000
# 5 Mbit/s in and 5 out, as docs/operations.md reckons.
RELAYED_LIMIT_KB = 2 * 5_000 / 8 * 60
TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Of one round: share of a core in percent, and kB a minute of each server."""

    klas: float
    home: float
    web: float
    relay: float


def run() -> Iterator[Figure]:
    moving, pages = lesson(moves=True)
    yield from processors("", moving)
    yield figure("cost_server_pages_kb", [pages], "kB", PAGES_LIMIT_KB)
    direct = [cost.web + cost.relay for cost in moving]
    yield per_minute("direct", direct, DIRECT_LIMIT_KB)
    still, _ = lesson(moves=False)
    yield from processors("_still", still)
    # What is relayed is the control of what is direct, and that without pictures of it.
    relayed, dark = relayed_lesson()
    yield per_minute("relayed", [cost.relay for cost in relayed], RELAYED_LIMIT_KB)
    dark_kb = [cost.relay for cost in dark]
    yield per_minute("relayed_no_picture", dark_kb, None)
    yield from processors("_no_picture", dark, None)


def processors(
    how: str, costs: list[Cost], limit: float | None = CPU_LIMIT_PERCENT
) -> Iterator[Figure]:
    unit = "% of a core"
    shares = [cost.klas for cost in costs], [cost.home for cost in costs]
    yield figure(f"cost_cpu_class{how}_pct", shares[0], unit, limit)
    yield figure(f"cost_cpu_home{how}_pct", shares[1], unit, limit)


def per_minute(name: str, kbs: list[float], limit: float | None) -> Figure:
    return figure(f"cost_server_bytes_{name}_kb_min", kbs, "kB/min", limit)


def lesson(*, moves: bool) -> tuple[list[Cost], float]:
    """Direct; with it the kB of both pages."""
    with (
        film(moves=moves) as plays,
        shaped_stage(flags=(plays,), beside=counting()) as (_, klas, home),
    ):
        pages = passed()["web"] / 1000
        connect(klas, home)
        home.wait_for_timeout(SETTLE_MS)
        return rounds(home), pages


def relayed_lesson() -> tuple[list[Cost], list[Cost]]:
    """Over coturn: with both pictures, and without."""
    with (
        film() as plays,
        shaped_stage(flags=(plays,), beside=counted_relay()) as (_, klas, home),
    ):
        connect(klas, home)
        home.wait_for_timeout(SETTLE_MS)
        seen = rounds(home)
        press(home, "Camera is aan")
        klas.evaluate("probe.silence()")
        home.wait_for_timeout(SETTLE_MS // 2)
        return seen, rounds(home)


def rounds(page: Page) -> list[Cost]:
    return [measured(page) for _ in range(ROUNDS)]


def measured(page: Page) -> Cost:
    began, ticks, bytes_ = time.monotonic(), ticks_of_both(), passed()
    page.wait_for_timeout(ROUND_S * 1000)
    after = ticks_of_both()
    took_s = time.monotonic() - began
    klas, home = (
        100 * (after[place] - ticks[place]) / TICKS_PER_S / took_s
        for place in (SCHOOL, HOME)
    )
    more = passed()
    web, relay = (
        (more[one] - bytes_[one]) / 1000 * 60 / took_s for one in ("web", "relay")
    )
    return Cost(klas, home, web, relay)


# Processors -------------------------------------------------------------------------


def ticks_of_both() -> dict[str, int]:
    """Processor time of the browser in each network, with all its processes."""
    return {place: sum(map(ticks_of, browser_in(place))) for place in (SCHOOL, HOME)}


def browser_in(place: str) -> list[int]:
    found = subprocess.run(
        ["ip", "netns", "pids", place], capture_output=True, text=True, check=True
    )
    return [int(pid) for pid in found.stdout.split() if is_chromium(int(pid))]


def is_chromium(pid: int) -> bool:
    try:
        return "chrom" in Path(f"/proc/{pid}/exe").readlink().name
    except FileNotFoundError:  # it has ended
        return False


def ticks_of(pid: int) -> int:
    """Source: proc(5), `stat`: utime and stime, after the name in brackets."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(after_name[11]) + int(after_name[12])


# Bytes ------------------------------------------------------------------------------

# In the network of school stand server, relay and the class's browser. What goes from
# one of them to the other is seen where it comes in, what goes home where it goes out.
COUNTERS = f"""
table inet cost {{
  counter web {{}}
  counter relay {{}}
  chain in {{
    type filter hook input priority 0;
    ip daddr {SCHOOL_ADDRESS} meta l4proto tcp counter name web
    ip saddr {RELAY} ip daddr {RELAY} accept
    ip saddr {RELAY} counter name relay
    ip daddr {RELAY} counter name relay
  }}
  chain out {{
    type filter hook output priority 0;
    oifname {ENDS[SCHOOL]} meta l4proto tcp counter name web
    oifname {ENDS[SCHOOL]} ip saddr {RELAY} counter name relay
  }}
}}
"""


@contextmanager
def counting() -> Iterator[dict[str, str]]:
    """From now on, until the network is gone."""
    command = [*inside(SCHOOL), "nft", "-f", "-"]
    subprocess.run(command, input=COUNTERS, text=True, check=True)
    yield {}


@contextmanager
def counted_relay() -> Iterator[dict[str, str]]:
    with relaying() as settings, counting():
        yield settings


def passed() -> dict[str, int]:
    """Bytes in and out, with headers, of web server and relay so far."""
    found = subprocess.run(
        [*inside(SCHOOL), "nft", "-j", "list", "counters"],
        capture_output=True,
        text=True,
        check=True,
    )
    items = json.loads(found.stdout)["nftables"]
    counters = [item["counter"] for item in items if "counter" in item]
    return {counter["name"]: counter["bytes"] for counter in counters}
