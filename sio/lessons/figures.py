"""How a line is, in figures: what a browser sends while a question is open.

No picture, no sound, no name, no address: whole numbers within bounds, and words of
fixed lists (docs/protocol.md, "The helpdesk"). Never written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LINES = frozenset({"none", "building", "warm", "flowing", "stalled", "failed"})
ROUTES = frozenset({"direct", "relay-udp", "relay-tcp", "relay-tls"})
CODECS = frozenset({"av1", "vp9", "vp8", "h264", "h265", "other"})
BROWSERS = frozenset({"chrome", "edge", "firefox", "safari", "other"})
STEPS = (
    *("whole", "face_slow", "room_small", "room_off", "board_slow", "board_slowest"),
    *("face_off", "photo", "sound", "away"),
)
MOST_MS = 60_000
MOST_KBPS = 1_000_000
MOST_FRAMES = 240
MOST_VERSION = 9_999

# What stands in an annotation says how the field is read.
Line = str
Route = str | None
Codec = str | None
Browser = str
Step = str
Ms = int | None
Kbps = int | None
Permille = int | None
Frames = int | None
Percent = int | None
Version = int
Question = int


@dataclass(frozen=True, slots=True)
class Figures:
    """One side's line in the last two seconds; None is not known, or none.

    `in` is what arrives from the other side, `out` what leaves. `battery_percent` only
    while it runs down. `step`: what this side gives up for the sound's sake.
    """

    question: Question
    line: Line
    route: Route
    round_trip_ms: Ms
    lost_in_permille: Permille
    lost_out_permille: Permille
    in_kbps: Kbps
    out_kbps: Kbps
    available_kbps: Kbps
    in_frames: Frames
    out_frames: Frames
    in_codec: Codec
    out_codec: Codec
    step: Step
    battery_percent: Percent
    browser: Browser
    browser_version: Version


def _whole(most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if type(value) is not int or not 0 <= value <= most:
            raise ValueError
        return value

    return read


def _one_of(*words: str) -> Callable[[Any], str]:
    allowed = frozenset(words)

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise ValueError
        return value

    return read


def _or_none(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else read(value)


READERS: dict[str, Callable[[Any], Any]] = {
    "Question": _whole(2**53 - 1),
    "Line": _one_of(*LINES),
    "Route": _or_none(_one_of(*ROUTES)),
    "Codec": _or_none(_one_of(*CODECS)),
    "Browser": _one_of(*BROWSERS),
    "Step": _one_of(*STEPS),
    "Ms": _or_none(_whole(MOST_MS)),
    "Kbps": _or_none(_whole(MOST_KBPS)),
    "Permille": _or_none(_whole(1000)),
    "Frames": _or_none(_whole(MOST_FRAMES)),
    "Percent": _or_none(_whole(100)),
    "Version": _whole(MOST_VERSION),
}
