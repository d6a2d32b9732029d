"""How much of a board full of small letters the pupil can read on a poor line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.reading import Block, percent_right
from benchmarks.shaped import lose, random_loss, shape, shaped_stage
from benchmarks.stage import HERE, connect

QUESTION = "How many characters of 14 to 32 px on a 1080p board are read right?"
SETTLE_MS, SHEET_MS, SHEETS = 15_000, 25_000, 6
BOARD, READER = HERE / "board.js", HERE / "reader.js"
PLAIN = (HERE / "plain_picture.js",)


@dataclass(frozen=True)
class Line:
    """How wide and leaky the cable is, and what must be read right over it."""

    name: str
    kbps: int
    lost_percent: int = 0
    walks: bool = False
    at_least: float | None = None


LINES = (
    Line("board_ocr_150kbps_moving_pct", 150, walks=True, at_least=98),
    Line("board_ocr_100kbps_pct", 100, at_least=99),
    Line("board_ocr_loss5_pct", 100, 5, at_least=99),
    Line("board_ocr_50kbps_pct", 50, at_least=95),
)
# The same board without a hint, over a line that is enough with it.
CONTROL = Line("board_ocr_100kbps_plain_pct", 100)
NAMES = ("board_ocr_source_pct", *(line.name for line in LINES), CONTROL.name)


def run() -> Iterator[Figure]:
    """The board itself; what arrives over each line; and what arrives without hints."""
    source: list[float] = []
    for line in LINES:
        yield figure(line.name, read_over(line, source), "%", line.at_least, more=True)
    yield figure("board_ocr_source_pct", source, "%", 99, more=True)
    yield figure(CONTROL.name, read_over(CONTROL, [], PLAIN), "%", None, more=True)


def read_over(
    line: Line, source: list[float], scripts: Sequence[Path] = ()
) -> list[float]:
    """Per sheet how much is read right at home; in `source` what is of the board."""
    with shaped_stage(*scripts, klas=[BOARD, READER], home=[READER]) as (_, klas, home):
        connect(klas, home)
        if line.walks:
            klas.evaluate("probe.walk()")
        shape(line.kbps)
        lose(random_loss(line.lost_percent))
        home.wait_for_timeout(SETTLE_MS)
        return [sheet(klas, home, source) for _ in range(SHEETS)]


def sheet(klas: Page, home: Page, source: list[float]) -> float:
    """The teacher writes something else; what is read of it when it had its time."""
    klas.evaluate("probe.turn()")
    home.wait_for_timeout(SHEET_MS)
    places = places_of(klas)
    source.append(percent_right(blocks(klas, places)))
    return percent_right(blocks(home, places))


def places_of(klas: Page) -> list[dict[str, Any]]:
    """Where on the board the lines of each size stand, and what they say."""
    lines = klas.evaluate("probe.board()")
    found = []
    for size, group in groupby(lines, key=lambda line: line["size"]):
        of_size = list(group)
        first, last = of_size[0], of_size[-1]
        top, bottom = first["y"] - size // 2, last["y"] + last["height"] + size // 4
        text = " ".join(line["text"] for line in of_size)
        place = {"size": size, "x": 20, "y": top, "width": 1060, "height": bottom - top}
        found.append(place | {"text": text})
    return found


def blocks(page: Page, places: list[dict[str, Any]]) -> list[Block]:
    pictures = page.evaluate("places => probe.blocks(places)", places)
    return [
        Block(place["text"], png) for place, png in zip(places, pictures, strict=True)
    ]
