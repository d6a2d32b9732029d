"""Two browsers with a cable between them that we make narrow and leaky."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.networks import (
    ENDS,
    HOME,
    SCHOOL,
    SCHOOL_ADDRESS,
    inside,
    namespaces,
    plug_in,
    two_networks,
    wrapper,
)
from benchmarks.stage import ROOT, Server, browsing, launch, open_side, serving

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


@contextmanager
def bursts(lost_ms: int, every_ms: int) -> Iterator[None]:
    """Of what comes in everything of UDP is dropped for `lost_ms`, again and again.

    The kernel ends each burst by itself, so that a busy machine makes none longer.
    """
    table = """
table inet burst {
  set now { type inet_proto; flags timeout; }
  chain in { type filter hook input priority 0; meta l4proto @now drop; }
}
"""
    begin = f"nft add element inet burst now '{{ udp timeout {lost_ms}ms }}'"
    loop = f"while sleep {every_ms / 1000}; do {begin}; done"
    running = []
    for place in ENDS:
        nft = [*inside(place), "nft", "-f", "-"]
        subprocess.run(nft, input=table, text=True, check=True)
        running.append(subprocess.Popen([*inside(place), "sh", "-c", loop]))
    try:
        yield
    finally:
        for process, place in zip(running, ENDS, strict=True):
            process.terminate()
            process.wait()
            nft = [*inside(place), "nft", "delete", "table", "inet", "burst"]
            subprocess.run(nft, check=True)


def random_loss(percent: int) -> str:
    if not percent:
        return ""
    return f"meta l4proto udp numgen random mod 100 < {percent} drop;"


@contextmanager
def far_networks(one_way_ms: int) -> Iterator[None]:
    """Two namespaces with a long cable between them: each packet takes so long."""
    ends = ENDS[SCHOOL], ENDS[HOME], str(one_way_ms)
    command = [sys.executable, "-m", "benchmarks.delay_line", *ends]
    with (
        namespaces(),
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as line,
    ):
        assert line.stdin
        assert line.stdout
        line.stdout.readline()
        plug_in()
        try:
            yield
        finally:
            line.stdin.close()


@contextmanager
def shaped_stage(
    *both: Path,
    klas: Sequence[Path] = (),
    home: Sequence[Path] = (),
    round_trip_ms: int = 0,
    flags: tuple[str, ...] = (),
    beside: AbstractContextManager[dict[str, str]] | None = None,
) -> Iterator[tuple[Server, Page, Page]]:
    """Server and class in the school's network, the pupil at home; their scripts.

    `beside` lasts as long as the server, and gives it settings.
    """
    if os.geteuid():
        raise SystemExit("a shaped line needs network namespaces: run it as root")
    networks = far_networks(round_trip_ms // 2) if round_trip_ms else two_networks()
    with (
        networks,
        tempfile.TemporaryDirectory() as folder,
        beside or nullcontext({}) as settings,
    ):
        server = Server(SCHOOL_ADDRESS, inside(SCHOOL), settings=settings)
        with serving(server), browsing() as playwright:
            insecure = f"--unsafely-treat-insecure-origin-as-secure={server.url}"
            browsers = [
                launch(
                    playwright, command=wrapper(folder, place), flags=(insecure, *flags)
                )
                for place in (SCHOOL, HOME)
            ]
            there = open_side(browsers[0], server, "klas", *both, *klas)
            here = open_side(browsers[1], server, "thuis", *both, *home)
            try:
                yield server, there, here
            finally:
                for browser in browsers:
                    browser.close()
