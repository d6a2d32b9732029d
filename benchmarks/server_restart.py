"""A restart of the web server in a lesson: frames that do not arrive."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.stage import (
    CONNECT,
    LONG_MS,
    Server,
    connect,
    leave,
    lesson_stage,
)

QUESTION = "How many frames does a restart of the web server cost a running lesson?"
NAMES = ("server_restart_lost_frames", "no_restart_lost_frames")
ROUNDS = 4


def run() -> Iterator[Figure]:
    with lesson_stage() as (server, klas, home):
        quiet = [lost(klas, home) for _ in range(ROUNDS)]
        restarted = [lost(klas, home, server) for _ in range(ROUNDS)]
    yield figure("server_restart_lost_frames", restarted, "frames", 0)
    yield figure("no_restart_lost_frames", quiet, "frames", None)


def lost(klas: Page, home: Page, restarting: Server | None = None) -> float:
    """Frames that the class sent in one stay, less those that home decoded."""
    connect(klas, home)
    home.wait_for_timeout(3_000)
    if restarting:
        restarting.stop()
        restarting.start()
    home.wait_for_timeout(7_000)
    klas.evaluate("probe.silence()")  # nothing is under way any more when we count
    home.wait_for_timeout(1_000)
    sent = klas.evaluate("probe.stats()")["sent"]
    decoded = home.evaluate("probe.stats()")["decoded"]
    leave(home)
    klas.get_by_role("button", name=CONNECT).wait_for(timeout=LONG_MS)
    for page in (klas, home):
        page.evaluate("probe.frames.length = 0; probe.connections.length = 0")
    return float(sent - decoded)
