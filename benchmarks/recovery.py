"""After an outage of the network: how soon picture and sound are back."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.stage import (
    LONG_MS,
    Server,
    browsing,
    connect,
    launch,
    open_side,
    serving,
    until,
)

QUESTION = "How long after a 5 s outage are picture and sound back?"
NAMES = ("recovery_5s_ms", "recovery_5s_audio_ms")
OUTAGE_S, ROUNDS = 5, 10
SCHOOL, HOME = "sio-bench-school", "sio-bench-home"
SCHOOL_ADDRESS, HOME_ADDRESS = "10.87.0.1", "10.87.0.2"
ADDRESSES = {SCHOOL: SCHOOL_ADDRESS, HOME: HOME_ADDRESS}
ENDS = {SCHOOL: "sio-bench-s", HOME: "sio-bench-h"}
DROP_ALL = """
table inet outage {
  chain in { type filter hook input priority 0; iif lo accept; drop; }
  chain out { type filter hook output priority 0; oif lo accept; drop; }
}
"""


def run() -> Iterator[Figure]:
    if os.geteuid():
        raise SystemExit("recovery makes network namespaces: run it as root")
    pictures, sounds = [], []
    with two_networks(), tempfile.TemporaryDirectory() as folder:
        server = Server(host=SCHOOL_ADDRESS, inside=inside(SCHOOL))
        with serving(server), browsing() as playwright:
            insecure = f"--unsafely-treat-insecure-origin-as-secure={server.url}"
            there = [
                launch(playwright, command=wrapper(folder, place), flags=(insecure,))
                for place in (SCHOOL, HOME)
            ]
            klas = open_side(there[0], server, "klas")
            home = open_side(there[1], server, "thuis")
            connect(klas, home)
            home.wait_for_timeout(5_000)
            for _ in range(ROUNDS):
                picture, sound = outage(home)
                pictures.append(picture)
                sounds.append(sound)
            for browser in there:
                browser.close()
    yield figure("recovery_5s_ms", pictures, "ms", 500)
    yield figure("recovery_5s_audio_ms", sounds, "ms", 500)


def outage(home: Page) -> tuple[float, float]:
    """One outage; ms from its end to the first new picture, and to new sound."""
    in_home = inside(HOME)
    subprocess.run([*in_home, "nft", "-f", "-"], input=DROP_ALL, text=True, check=True)
    home.wait_for_timeout(OUTAGE_S * 1000)
    home.evaluate(WATCH_SOUND)
    subprocess.run([*in_home, "nft", "flush", "ruleset"], check=True)
    back_at = time.time() * 1000
    home.evaluate("at => { probe.backAt = at; }", back_at)
    found = "probe.soundAt && probe.frames.some(t => t > probe.backAt)"
    until(home, found, 2 * LONG_MS)
    picture = home.evaluate("probe.frames.find(t => t > probe.backAt) - probe.backAt")
    sound = home.evaluate("Math.max(0, probe.soundAt - probe.backAt)")
    home.wait_for_timeout(4_000)
    home.evaluate("probe.frames.length = 0")
    return float(picture), float(sound)


WATCH_SOUND = """async () => {
  probe.soundAt = 0;
  const before = (await probe.stats()).audio;
  const look = async () => {
    const heard = (await probe.stats()).audio;
    if (heard > before) probe.soundAt = performance.timeOrigin + performance.now();
    else setTimeout(look, 10);
  };
  look();
}"""


def inside(place: str) -> tuple[str, ...]:
    return ("ip", "netns", "exec", place)


def wrapper(folder: str, place: str) -> str:
    """A command that starts Chromium in this namespace."""
    path = Path(folder) / f"chromium-{place}"
    path.write_text(f'#!/bin/sh\nexec ip netns exec {place} chromium "$@"\n')
    path.chmod(0o755)
    return str(path)


@contextmanager
def two_networks() -> Iterator[None]:
    """Two namespaces of our own, with one cable between them."""
    with namespaces():
        ip("link", "add", ENDS[SCHOOL], "type", "veth", "peer", "name", ENDS[HOME])
        plug_in()
        yield


@contextmanager
def namespaces() -> Iterator[None]:
    for place in ENDS:
        subprocess.run(["ip", "netns", "del", place], check=False, capture_output=True)
        ip("netns", "add", place)
        ip("-n", place, "link", "set", "lo", "up")
    try:
        yield
    finally:
        for place in ENDS:
            ip("netns", "del", place)


def plug_in() -> None:
    """Put each end of the cable into its namespace, with its address."""
    for place, end in ENDS.items():
        ip("link", "set", end, "netns", place)
        ip("-n", place, "addr", "add", f"{ADDRESSES[place]}/24", "dev", end)
        ip("-n", place, "link", "set", end, "up")


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)
