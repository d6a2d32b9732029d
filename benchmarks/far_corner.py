"""How much the pupil reads of small letters in the far corner of a board of 4K.

The letters are 10 px of 3840, of which `photo_reading.py` says how small that is. In
the whole picture, of 1920 px, they have 5: larger ones are read there too, and tell
nothing of a zoom.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.legibility import READER, blocks
from benchmarks.reading import percent_right
from benchmarks.shaped import shape, shaped_stage
from benchmarks.stage import HERE
from benchmarks.steering import FIELD, SETTLE_MS, begin, place

QUESTION = "How many characters of 10 px of 4K are read after a zoom of 8 times?"
NAMES = (
    "board_ocr_zoom8_pct",
    "board_ocr_zoom8_source_pct",
    "board_ocr_zoom8_viewer_pct",
)
CORNER_BOARD = HERE / "corner_board.js"
KBPS, LIMIT_PERCENT = 300, 99
SHEET_MS, SHEETS, CONTROL_SHEETS = 12_000, 3, 2
# What is read is given in a picture of 1920 pixels; the corner is an eighth of 3840.
READ_WIDE, WIDE = 1920, 3840
WHOLE_SCALE, CORNER_SCALE = READ_WIDE / WIDE, 8 * READ_WIDE / WIDE


def run() -> Iterator[Figure]:
    """After a zoom, of the board itself, and of the whole picture made larger."""
    read, source, viewer = corners()
    yield figure("board_ocr_zoom8_pct", read, "%", LIMIT_PERCENT, more=True)
    yield figure("board_ocr_zoom8_source_pct", source, "%", LIMIT_PERCENT, more=True)
    yield figure("board_ocr_zoom8_viewer_pct", viewer, "%", None, more=True)


def corners() -> tuple[list[float], list[float], list[float]]:
    """How much is read: after a zoom, of the board itself, and of the whole picture."""
    with shaped_stage(klas=[CORNER_BOARD, READER], home=[READER]) as (_, klas, home):
        shape(KBPS)
        begin(klas, home)
        home.wait_for_timeout(SETTLE_MS)
        viewer = [sheet(klas, home, []) for _ in range(CONTROL_SHEETS)]
        zoom_to_corner(home)
        source: list[float] = []
        read = [sheet(klas, home, source, zoomed=True) for _ in range(SHEETS)]
    return read, source, viewer


def zoom_to_corner(home: Page) -> None:
    home.mouse.move(*place(home, 0.99, 0.99))
    for _ in range(6):
        home.mouse.wheel(0, -100)
        home.wait_for_timeout(200)
    for key in ("ArrowRight", "ArrowDown"):
        home.locator(FIELD).press(key)
        home.wait_for_timeout(200)


def sheet(
    klas: Page, home: Page, source: list[float], *, zoomed: bool = False
) -> float:
    """Something else is written; what is read of it when it had its time."""
    klas.evaluate("probe.turn()")
    home.wait_for_timeout(SHEET_MS)
    lines = klas.evaluate("probe.board()")
    source.append(percent_right(blocks(klas, places(lines))))
    return percent_right(blocks(home, places(lines, zoomed=zoomed)))


def places(
    lines: list[dict[str, Any]], *, zoomed: bool = False
) -> list[dict[str, Any]]:
    """Where the lines of each size stand: in the whole board, or in its corner."""
    scale = CORNER_SCALE if zoomed else WHOLE_SCALE
    left, top = (0, 0) if zoomed else (WIDE * 7 / 8, WIDE * 9 / 16 * 7 / 8)
    found = []
    for size, group in groupby(lines, key=lambda line: line["size"]):
        of_size = list(group)
        first, last = of_size[0], of_size[-1]
        y, bottom = first["y"] - size // 4, last["y"] + last["height"] + size // 4
        where = {
            "size": scale * size,
            "x": scale * (left + 4),
            "y": scale * (top + y),
            "width": scale * 472,
            "height": scale * (bottom - y),
        }
        text = " ".join(line["text"] for line in of_size)
        found.append(where | {"text": text})
    return found
