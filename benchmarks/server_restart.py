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
NAMES = (
    "server_restart_lost_frames",
    "no_restart_lost_frames",
    "server_restart_tied_lost_frames",
)
ROUNDS = 4


def run() -> Iterator[Figure]:
    with lesson_stage() as (server, klas, home):
        quiet = [lost(klas, home) for _ in range(ROUNDS)]
        restarted = [lost(klas, home, server) for _ in range(ROUNDS)]
        tied = [lost_when_tied(klas, home, server)]
    yield figure("server_restart_lost_frames", restarted, "frames", 0)
    yield figure("no_restart_lost_frames", quiet, "frames", None)
    # The control: a line that goes with its socket.
    yield figure("server_restart_tied_lost_frames", tied, "frames", None)


def lost(klas: Page, home: Page, restarting: Server | None = None) -> float:
    """Frames that the class sent in one stay, less those that home decoded."""
    connect(klas, home)
    home.wait_for_timeout(3_000)
    if restarting:
        restarting.stop()
        restarting.start()
    home.wait_for_timeout(7_000)
    sent = sent_by(klas)
    decoded = home.evaluate("probe.stats()")["decoded"]
    leave(home)
    klas.get_by_role("button", name=CONNECT).wait_for(timeout=LONG_MS)
    for page in (klas, home):
        page.evaluate("probe.frames.length = 0")
    return float(sent - decoded)


def lost_when_tied(klas: Page, home: Page, server: Server) -> float:
    """The same, where home takes no picture once its socket is gone; nothing after."""
    connect(klas, home)
    home.wait_for_timeout(3_000)
    server.stop()
    decoded = home.evaluate("probe.stats()")["decoded"]
    home.evaluate(TAKE_NO_PICTURE)
    server.start()
    home.wait_for_timeout(7_000)
    return float(sent_by(klas) - decoded)


TAKE_NO_PICTURE = """() => {
  for (const one of probe.connections)
    if (one.signalingState !== "closed")
      for (const way of one.getTransceivers())
        if (way.receiver.track.kind === "video") way.stop();
}"""


def sent_by(klas: Page) -> int:
    """Frames so far; it sends no more, so that none is under way when we count."""
    klas.evaluate("probe.silence()")
    klas.wait_for_timeout(1_000)
    return int(klas.evaluate("probe.stats()")["sent"])
