"""Two browsers with a cable between them that we make narrow and leaky."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.recovery import (
    HOME,
    SCHOOL,
    SCHOOL_ADDRESS,
    inside,
    two_networks,
    wrapper,
)
from benchmarks.stage import Server, browsing, launch, open_side, serving

ENDS = {SCHOOL: "sio-bench-s", HOME: "sio-bench-h"}
QUEUE_MS = 300


def shape(kbps: int) -> None:
    """Both ways carry so much; what does not fit waits up to QUEUE_MS. 0: no limit."""
    for place, end in ENDS.items():
        tc = [*inside(place), "tc", "qdisc"]
        if not kbps:
            subprocess.run(
                [*tc, "del", "dev", end, "root"], check=False, capture_output=True
            )
            continue
        # A burst must hold a packet, and a tick's worth of the rate.
        burst = f"{max(3000, kbps * 4)}b"
        rate = ["rate", f"{kbps}kbit", "burst", burst, "latency", f"{QUEUE_MS}ms"]
        subprocess.run([*tc, "replace", "dev", end, "root", "tbf", *rate], check=True)


def lose(rule: str) -> None:
    """`rule`, of nftables, says which of the packets that come in are dropped."""
    table = f"""
table inet loss
delete table inet loss
table inet loss {{
  chain in {{ type filter hook input priority 0; {rule} }}
}}
"""
    for place in ENDS:
        subprocess.run(
            [*inside(place), "nft", "-f", "-"], input=table, text=True, check=True
        )


def random_loss(percent: int) -> str:
    if not percent:
        return ""
    return f"meta l4proto udp numgen random mod 100 < {percent} drop;"


@contextmanager
def shaped_stage(
    *both: Path, klas: Sequence[Path] = (), home: Sequence[Path] = ()
) -> Iterator[tuple[Server, Page, Page]]:
    """Server and class in the school's network, the pupil at home; their scripts."""
    if os.geteuid():
        raise SystemExit("a shaped line needs network namespaces: run it as root")
    with two_networks(), tempfile.TemporaryDirectory() as folder:
        server = Server(host=SCHOOL_ADDRESS, inside=inside(SCHOOL))
        with serving(server), browsing() as playwright:
            insecure = f"--unsafely-treat-insecure-origin-as-secure={server.url}"
            browsers = [
                launch(playwright, command=wrapper(folder, place), flags=(insecure,))
                for place in (SCHOOL, HOME)
            ]
            there = open_side(browsers[0], server, "klas", *both, *klas)
            here = open_side(browsers[1], server, "thuis", *both, *home)
            try:
                yield server, there, here
            finally:
                for browser in browsers:
                    browser.close()
