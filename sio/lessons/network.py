"""What a network must let out for a lesson: the sheet for who runs the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# RFC 7064 and RFC 7065: the STUN and TURN URI schemes, with their usual ports.
_ADDRESS = re.compile(
    r"(?P<scheme>stuns?|turns?):(?P<host>\[[^\]]+\]|[^:?]+)(:(?P<port>\d+))?(\?(?P<more>.*))?"
)
_PORTS = {"stun": 3478, "turn": 3478, "stuns": 5349, "turns": 5349}


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """One way out; `protocol` is UDP, TCP or TLS."""

    host: str
    port: int
    protocol: str


def openings_of(urls: Iterable[str]) -> list[Opening]:
    """Each once, by host and port; an address that is none is left out."""
    return sorted(set(_openings(urls)))


def _openings(urls: Iterable[str]) -> Iterator[Opening]:
    for url in urls:
        if match := _ADDRESS.fullmatch(url):
            scheme = match["scheme"]
            port = int(match["port"] or _PORTS[scheme])
            yield Opening(match["host"], port, _protocol(scheme, match["more"] or ""))


def _protocol(scheme: str, more: str) -> str:
    if scheme.endswith("s"):
        return "TLS"
    return "TCP" if "transport=tcp" in more else "UDP"
