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
SHEET_MS, SHEETS, CONTROL_SHEETS = 25_000, 3, 2
# A line that turns thin is full of what was sent before: only then it is as it stays.
SETTLE_MS, CONTROL_SETTLE_MS = 40_000, 15_000
BOARD, READER = HERE / "board.js", HERE / "reader.js"
PLAIN = (HERE / "plain_picture.js",)
# How the board is sent as control: without hint and policy, or as if it were a film.
CONTROLS = {"plain": PLAIN, "as_film": (HERE / "as_film.js",)}


@dataclass(frozen=True)
class Line:
    """How wide and leaky the cable is, and what must be read right over it."""

    name: str
    kbps: int
    lost_percent: int = 0
    walks: bool = False
    at_least: float | None = None
    control: str = "plain"

    @property
    def control_name(self) -> str:
        return self.name.replace("_pct", f"_{self.control}_pct")


LINES = (
    # A plain picture is read here as well: it is wide enough for 1080p.
    Line("board_ocr_150kbps_moving_pct", 150, 0, True, 98, control="as_film"),
    Line("board_ocr_100kbps_pct", 100, at_least=99),
    Line("board_ocr_loss5_pct", 100, 5, at_least=99),
    Line("board_ocr_50kbps_pct", 50, at_least=95),
)
NAMES = (
    "board_ocr_source_pct",
    *(line.name for line in LINES),
    *(line.control_name for line in LINES),
)


def run() -> Iterator[Figure]:
    """The board itself; what arrives over each line; and what arrives without hints."""
    source: list[float] = []
    for line in LINES:
        yield figure(line.name, read_over(line, source), "%", line.at_least, more=True)
    yield figure("board_ocr_source_pct", source, "%", 99, more=True)
    for name, scripts in CONTROLS.items():
        lines = [line for line in LINES if line.control == name]
        for line, right in zip(lines, read_badly(lines, scripts), strict=True):
            yield figure(line.control_name, right, "%", None, more=True)


def read_over(line: Line, source: list[float]) -> list[float]:
    """Per sheet how much is read right at home; in `source` what is of the board."""
    with shaped_stage(klas=[BOARD, READER], home=[READER]) as (_, klas, home):
        connect(klas, home)
        narrow(line, klas)
        home.wait_for_timeout(SETTLE_MS)
        return [sheet(klas, home, source) for _ in range(SHEETS)]


def read_badly(lines: Sequence[Line], scripts: Sequence[Path]) -> Iterator[list[float]]:
    """The same over each line in turn, from the widest on, of a control."""
    with shaped_stage(*scripts, klas=[BOARD, READER], home=[READER]) as stage:
        _, klas, home = stage
        connect(klas, home)
        for line in lines:
            narrow(line, klas)
            home.wait_for_timeout(CONTROL_SETTLE_MS)
            yield [sheet(klas, home, []) for _ in range(CONTROL_SHEETS)]


def narrow(line: Line, klas: Page) -> None:
    """The cable is that wide from now on, and the teacher walks or does not."""
    klas.evaluate(f"probe.walk({str(line.walks).lower()})")
    shape(line.kbps)
    lose(random_loss(line.lost_percent))


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
