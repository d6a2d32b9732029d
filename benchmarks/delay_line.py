"""A long cable: `python -m benchmarks.delay_line HERE THERE MS`, as root.

Makes two TUN devices and carries what goes into the one to the other, MS later. Says
`ready` when they are there; they, and it, are gone once its input is closed.
"""

from __future__ import annotations

import fcntl
import os
import select
import struct
import sys
import time
from collections import deque
from contextlib import suppress

# Source: linux/if_tun.h.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
MOST_BYTES = 65_535


class Way:
    """One direction: first in, first out, each packet so much later."""

    def __init__(self, source: int, target: int, delay_s: float) -> None:
        self.source, self.target, self.delay_s = source, target, delay_s
        self.waiting: deque[tuple[float, bytes]] = deque()

    def take(self, now: float) -> None:
        self.waiting.append((now + self.delay_s, os.read(self.source, MOST_BYTES)))

    def give(self, now: float) -> None:
        while self.waiting and self.waiting[0][0] <= now:
            packet = self.waiting.popleft()[1]
            with suppress(OSError):  # an end that is not up yet takes nothing
                os.write(self.target, packet)

    def wait_s(self, now: float) -> float:
        """Until the next one is due; a second if none is."""
        return max(0.0, self.waiting[0][0] - now) if self.waiting else 1.0


def carry(here: int, there: int, delay_s: float, end: int) -> None:
    """Until `end` has something to read, which is its end too."""
    ways = {here: Way(here, there, delay_s), there: Way(there, here, delay_s)}
    while True:
        wait_s = min(way.wait_s(time.monotonic()) for way in ways.values())
        readable = select.select([*ways, end], [], [], wait_s)[0]
        if end in readable:
            return
        for source in readable:
            ways[source].take(time.monotonic())
        for way in ways.values():
            way.give(time.monotonic())


def tun(name: str) -> int:
    device = os.open("/dev/net/tun", os.O_RDWR)
    wanted = struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(device, TUNSETIFF, wanted)
    return device


def main(here: str, there: str, ms: str) -> None:
    ends = tun(here), tun(there)
    print("ready", flush=True)
    carry(*ends, float(ms) / 1000, sys.stdin.fileno())


if __name__ == "__main__":
    main(*sys.argv[1:])
