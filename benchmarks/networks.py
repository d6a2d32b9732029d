"""Two network namespaces of our own, and the cable between them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def cut() -> None:
    """Nothing passes, until `mend`."""
    command = [*inside(HOME), "nft", "-f", "-"]
    subprocess.run(command, input=DROP_ALL, text=True, check=True)


def mend() -> None:
    subprocess.run([*inside(HOME), "nft", "flush", "ruleset"], check=True)


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
