"""A still board as a fake camera films it: up to 4K, with one dark corner.

The noise of a sensor goes over it, so that no picture is the same as the one before.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.camera_film import PLAYS

FOUR_K, FULL_HD = (3840, 2160), (1920, 1080)
FRAMES, FRAMES_PER_S, NOISE = 4, 15, 2
PAPER, INK, LINE = 200, 40, 140
# The corner begins here, in parts of the picture; a line goes over the rest so often.
CORNER, LINE_EVERY = 0.6, 60


@contextmanager
def board_film(
    size: tuple[int, int], frames_per_s: int = FRAMES_PER_S
) -> Iterator[str]:
    """The flag of Chromium that plays it, while needed."""
    width, height = size
    with TemporaryDirectory(prefix="sio-board-") as folder:
        path = Path(folder) / "board.y4m"
        header = b"YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420\n"
        with path.open("wb") as file:
            file.write(header % (width, height, frames_per_s))
            for picture in _pictures(width, height):
                file.write(b"FRAME\n" + picture)
        yield PLAYS + str(path)


def _pictures(width: int, height: int) -> Iterator[bytes]:
    dice = random.Random(2160)  # the same in each run
    paper, ink, line = (_grain(dice, grey, width) for grey in (PAPER, INK, LINE))
    edge, colours = int(CORNER * width), bytes([128]) * (width * height // 2)
    for _ in range(FRAMES):
        rows = []
        for y in range(height):
            start = dice.randrange(width)
            grain = line if y % LINE_EVERY < 4 else paper
            row = grain[start : start + width]
            if y >= CORNER * height:
                row = row[:edge] + ink[start : start + width - edge]
            rows.append(row)
        yield b"".join(rows) + colours


def _grain(dice: random.Random, grey: int, width: int) -> bytes:
    """Two rows' worth: a row begins anywhere in it."""
    greys = range(grey - NOISE, grey + NOISE + 1)
    return bytes(dice.choices(greys, k=2 * width))
