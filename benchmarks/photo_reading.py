"""How much of a board full of small letters is read in a photo of it, and its bytes.

The letters are 10 px of a picture of 3840 px: capitals have 7. A board with its wings
is some 4 m wide, so that 1 px is 1 mm. An eye that sees well needs 5 minutes of arc
(ISO 8596), so that 7 mm is read from 5 m: at the back of a room of 8 m nobody reads
them any more, and the photo gives all that the class can read. Each pixel has the noise
of a sensor, which a JPEG has to carry as well.

As control the same places in the moving picture of that moment, which has 1920 px.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from benchmarks.board_photo import PICTURE, SHOWN, SINCE_PRESS
from benchmarks.figure import Figure, figure
from benchmarks.legibility import READER, blocks
from benchmarks.reading import percent_right
from benchmarks.shaped import shape, shaped_stage
from benchmarks.stage import HERE, until
from benchmarks.steering import begin

QUESTION = "How much of small letters is read in a photo of the board of 8 MP?"
NAMES = (
    "board_photo_ocr_pct",
    "board_photo_ocr_source_pct",
    "board_photo_ocr_moving_pct",
    "board_photo_kb",
    "board_photo_wide_kb",
    "board_photo_wide_ms",
)
PHOTO_BOARD, WEIGHTS = HERE / "photo_board.js", HERE / "weights.js"
# What no file has proven of any line it gets at most, by `file-pace.ts`.
KBPS, WIDE_KBPS, USUAL_KB = 5000, 20_000, 450
LIMIT_PERCENT, LIMIT_MS, LONGEST_MS, FILE_MS = 99, 2000, 30_000, 90_000
ROUNDS, WIDE_ROUNDS = 4, 6
SHEET_MS, REST_MS = 8000, 3000
# What the estimate said as the lesson began is forgotten by then (`spare.ts`).
STEADY_MS = 25_000
# A worksheet that is there before it fills the line: then nothing counts as proven.
WORKSHEET = b"%PDF-1.7\n" + bytes(5_500_000)
# Places are given in a picture of 1920 pixels.
SCALE = 1920 / 3840
# What the pupil sees of the class.
FILM = "sio-picture video"


@dataclass
class Found:
    photo: list[float] = field(default_factory=list)
    source: list[float] = field(default_factory=list)
    moving: list[float] = field(default_factory=list)
    kb: list[float] = field(default_factory=list)
    wide_kb: list[float] = field(default_factory=list)
    wide_ms: list[float] = field(default_factory=list)


def run() -> Iterator[Figure]:
    """Of photos on 5 Mbit/s; and on 20, once a worksheet went there."""
    found = photos()
    least = LIMIT_PERCENT
    yield figure("board_photo_ocr_pct", found.photo, "%", least, more=True)
    yield figure("board_photo_ocr_source_pct", found.source, "%", least, more=True)
    yield figure("board_photo_ocr_moving_pct", found.moving, "%", None, more=True)
    yield figure("board_photo_kb", found.kb, "kB", None, more=True)
    yield figure("board_photo_wide_kb", found.wide_kb, "kB", USUAL_KB, more=True)
    yield figure("board_photo_wide_ms", found.wide_ms, "ms", LIMIT_MS)


def photos() -> Found:
    """On each line, in a lesson of its own: what a line carried is remembered."""
    found = Found()
    with lesson_on(KBPS) as (klas, home):
        for _ in range(ROUNDS):
            read_sheet(klas, home, found)
    with lesson_on(WIDE_KBPS) as (klas, home):
        home.wait_for_timeout(STEADY_MS)
        send(klas)
        for _ in range(WIDE_ROUNDS):
            found.wide_ms.append(take(home))
            found.wide_kb.append(weight(home))
            put_away(home)
    return found


@contextmanager
def lesson_on(kbps: int) -> Iterator[tuple[Page, Page]]:
    """The class before a board full of letters, and the pupil."""
    eyes = [READER, WEIGHTS]
    with shaped_stage(klas=[PHOTO_BOARD, READER], home=eyes) as (_, klas, home):
        shape(kbps)
        begin(klas, home)
        yield klas, home


def read_sheet(klas: Page, home: Page, found: Found) -> None:
    """Something else is written; once the film had its time, a photo."""
    klas.evaluate("probe.turn()")
    home.wait_for_timeout(SHEET_MS)
    places = [half(block) for block in klas.evaluate("probe.board()")]
    found.source.append(percent_right(blocks(klas, places)))
    found.moving.append(percent_right(blocks(home, places)))
    take(home)
    found.kb.append(weight(home))
    home.evaluate(f"probe.picture = '{PICTURE}'")
    found.photo.append(percent_right(blocks(home, places)))
    home.evaluate(f"probe.picture = '{FILM}'")
    put_away(home)


def half(block: dict[str, Any]) -> dict[str, Any]:
    return {
        name: SCALE * value if isinstance(value, int | float) else value
        for name, value in block.items()
    }


def take(home: Page) -> float:
    """Milliseconds from the key to the photo, shown whole."""
    home.keyboard.press("f")
    until(home, SHOWN, LONGEST_MS)
    return float(home.evaluate(SINCE_PRESS))


def put_away(home: Page) -> None:
    home.locator("sio-viewer").get_by_role("button", name="Klaar").click()
    home.wait_for_timeout(REST_MS)


def weight(home: Page) -> float:
    """Kilobytes of the photo that came."""
    (came,) = home.evaluate("probe.weights.splice(0)")
    return float(came) / 1000


def send(klas: Page) -> None:
    """A worksheet: what of the line it took, a photo may take too."""
    for name in ("Meer", "Blad"):
        klas.get_by_role("button", name=re.compile(rf"^{name}\b")).click()
    klas.locator("#files-choose").set_input_files(
        {"name": "blad.pdf", "mimeType": "application/pdf", "buffer": WORKSHEET}
    )
    words = klas.get_by_text("helemaal aangekomen").filter(visible=True)
    words.first.wait_for(timeout=FILE_MS)
    klas.wait_for_timeout(REST_MS)
