"""Networks of our own: a school, a home, an office, and the internet between them.

Each place is a network namespace with a cable to the one in the middle, where our
server and our relay are. What passes there is decided by nftables, and how fast by tc.
Needs root.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

MIDDLE = "sio-e2e-net"
PLACES = {"home": 1, "class": 2, "office": 3}
WEB, RELAY = "10.89.0.1", "10.89.0.2"
MOBILE = 100  # added to the number of the place: its way over the mobile network

# What a network lets out, ever less: rules for what goes through the middle to another
# place, and for what goes to our server and our relay.
ONLY_WEB = ("tcp dport 443 accept", "drop")
WALLS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "open": ((), ()),
    "relay-udp": (("drop",), ("udp dport 3478 accept", *ONLY_WEB)),
    "relay-tcp": (("drop",), ("tcp dport 3478 accept", *ONLY_WEB)),
    "relay-tls": (("drop",), ONLY_WEB),
    # Where both detours over TCP are open, the first that answers may carry the lesson.
    "no-tls": (
        ("drop",),
        (f"ip daddr {RELAY} tcp dport 443 drop", "tcp dport 3478 accept", *ONLY_WEB),
    ),
}


def inside(place: str) -> list[str]:
    """Puts a command into the network of this place."""
    return ["ip", "netns", "exec", name_of(place)]


def name_of(place: str) -> str:
    return MIDDLE if place == MIDDLE else f"sio-e2e-{place}"


class Net:
    """The networks, from `build` to `clear`."""

    def build(self) -> Net:
        self.clear()
        for name in (MIDDLE, *map(name_of, PLACES)):
            run("ip", "netns", "add", name)
            run("ip", "-n", name, "link", "set", "lo", "up")
            # Its addresses come a second later, and Chromium then drops what it loads.
            sysctl(name, "net.ipv6.conf.default.disable_ipv6=1")
        sysctl(MIDDLE, "net.ipv4.ip_forward=1")
        for address in (WEB, RELAY):
            run("ip", "-n", MIDDLE, "addr", "add", f"{address}/32", "dev", "lo")
        for place, number in PLACES.items():
            self.connect(place, number)
        return self

    def connect(self, place: str, number: int) -> None:
        """A cable to the middle, with its addresses; everything goes over it."""
        own, far = f"e2e-{number}", f"e2e-{number}m"
        name = name_of(place)
        run(
            *["ip", "link", "add", own, "netns", name, "type", "veth"],
            *["peer", "name", far, "netns", MIDDLE],
        )
        run("ip", "-n", MIDDLE, "addr", "add", f"10.89.{number}.1/24", "dev", far)
        run("ip", "-n", name, "addr", "add", f"10.89.{number}.2/24", "dev", own)
        run("ip", "-n", MIDDLE, "link", "set", far, "up")
        run("ip", "-n", name, "link", "set", own, "up")
        run(
            *["ip", "-n", name, "route", "replace", "default"],
            *["via", f"10.89.{number}.1"],
        )

    def disconnect(self, place: str, number: int) -> None:
        """Out of reach of this network: the cable goes, with its address."""
        run("ip", "-n", name_of(place), "link", "del", f"e2e-{number}")

    def wall(self, name: str) -> None:
        """From now on this is what every place lets out."""
        self.walls(dict.fromkeys(PLACES, name))

    def walls(self, by_place: dict[str, str]) -> None:
        """From now on this is what each place lets out."""
        through = in_ = ""
        for place, name in by_place.items():
            comes = f'iifname "e2e-{PLACES[place]}m"'
            goes_through, goes_in = WALLS[name]
            through += "".join(f"{comes} {rule};" for rule in goes_through)
            in_ += "".join(f"{comes} {rule};" for rule in goes_in)
        table = f"""
table inet wall {{ }}
delete table inet wall
table inet wall {{
  chain through {{ type filter hook forward priority 0; {through} }}
  chain in {{ type filter hook input priority 0; {in_} }}
}}
"""
        run(*inside(MIDDLE), "nft", "-f", "-", text=table)

    def narrow(self, kbps: int) -> None:
        """What home and class send and get is so much at most; 0: no limit."""
        for place in ("home", "class"):
            end = f"e2e-{PLACES[place]}"
            for where, device in ((name_of(place), end), (MIDDLE, f"{end}m")):
                self.limit(where, device, kbps)

    def limit(self, where: str, device: str, kbps: int) -> None:
        queue = ["ip", "netns", "exec", where, "tc", "qdisc"]
        if kbps == 0:
            run(*queue, "del", "dev", device, "root", check=False)
            return
        rate = ["rate", f"{kbps}kbit", "burst", "3000b", "latency", "300ms"]
        run(*queue, "replace", "dev", device, "root", "tbf", *rate)

    def clear(self) -> None:
        for name in (MIDDLE, *map(name_of, PLACES)):
            run("ip", "netns", "del", name, check=False)


def sysctl(name: str, setting: str) -> None:
    run("ip", "netns", "exec", name, "sysctl", "-q", "-w", setting)


def run(*command: str, text: str = "", check: bool = True) -> None:
    subprocess.run(command, input=text, text=True, check=check, capture_output=True)


def chromium_in(place: str, folder: Path) -> str:
    """A program that starts Chromium in the network of this place."""
    path = folder / f"chromium-{place}"
    path.write_text(f'#!/bin/sh\nexec {" ".join(inside(place))} chromium "$@"\n')
    path.chmod(0o755)
    return str(path)
