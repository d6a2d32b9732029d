"""The film that a fake camera plays: 720p, 30 frames a second, each with its number.

Chromium takes it for a camera's picture, so that all that happens to a camera's picture
happens to it: a sheet with lines, a hand that goes over it, and the noise of a sensor.
The number and its opposite stand in blocks at the top, for `frame_age.js` to read.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

WIDTH, HEIGHT, FRAMES, BITS, BLOCK = 1280, 720, 64, 6, 64
HAND, HAND_TOP, REACH = 200, 300, 300
BLACK, WHITE, PAPER, NOISE = 16, 235, 200, 2
LINE_EVERY, LINE = 48, 4
PLAYS = "--use-file-for-fake-video-capture="


@contextmanager
def film(*, moves: bool = True) -> Iterator[str]:
    """The flag of Chromium that plays it, while needed; or with a hand at rest."""
    with TemporaryDirectory(prefix="sio-film-") as folder:
        path = Path(folder) / "film.y4m"
        with path.open("wb") as file:
            file.write(b"YUV4MPEG2 W%d H%d F30:1 Ip A1:1 C420\n" % (WIDTH, HEIGHT))
            for picture in _pictures(REACH if moves else 0):
                file.write(b"FRAME\n" + picture)
        yield PLAYS + str(path)


def _pictures(reach: int) -> Iterator[bytes]:
    dice = random.Random(720)  # the same in each run
    hand = [bytes(dice.choices(range(60, 110), k=HAND)) for _ in range(HAND)]
    paper, line = (_grain(dice, grey) for grey in (PAPER, PAPER - 60))
    colours = bytes([128]) * (WIDTH * HEIGHT // 2)
    for number in range(FRAMES):
        rows = [_code(number)] * BLOCK
        left = WIDTH // 2 + round(reach * math.sin(2 * math.pi * number / FRAMES))
        for y in range(BLOCK, HEIGHT):
            start = dice.randrange(WIDTH)
            grain = line if y % LINE_EVERY < LINE else paper
            row = grain[start : start + WIDTH]
            if HAND_TOP <= y < HAND_TOP + HAND:
                row = row[:left] + hand[y - HAND_TOP] + row[left + HAND :]
            rows.append(row)
        yield b"".join(rows) + colours


def _grain(dice: random.Random, grey: int) -> bytes:
    """Two rows' worth: a row begins anywhere in it."""
    greys = range(grey - NOISE, grey + NOISE + 1)
    return bytes(dice.choices(greys, k=2 * WIDTH))


def _code(number: int) -> bytes:
    bits = [bool(number >> bit & 1) for bit in range(BITS)]
    greys = [WHITE if bit else BLACK for bit in (*bits, *(not bit for bit in bits))]
    return b"".join(bytes([grey]) * BLOCK for grey in greys).ljust(
        WIDTH, bytes([PAPER])
    )
