"""How soon a photo of the board is there, in all that the camera sees."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.board_film import FOUR_K, board_film
from benchmarks.concealed_sound import counted, share_since
from benchmarks.figure import Figure, figure
from benchmarks.shaped import shape, shaped_stage
from benchmarks.stage import HERE, until
from benchmarks.steering import begin

QUESTION = "How soon is a photo of 8 MP there on 5 Mbit/s, and does the sound suffer?"
NAMES = ("board_photo_ms", "board_photo_fine_ms", "board_photo_concealed_pct")
STRONG, FINEST = HERE / "strong.js", HERE / "finest.js"
KBPS, LIMIT_MS, LONGEST_MS = 5000, 2000, 30_000
ROUNDS, CONTROL_ROUNDS, REST_MS = 10, 4, 3000
# Two browsers share our cores: a device of its own films thirty.
FRAMES_PER_S = 5
# As for sound on a line that loses a fifth.
CONCEALED_LIMIT_PERCENT = 0.5
PICTURE = "sio-viewer img.viewer__picture"
SHOWN = f"document.querySelector('{PICTURE}')?.naturalWidth === 3840"
SINCE_PRESS = "performance.timeOrigin + performance.now() - probe.pressedAt"


def run() -> Iterator[Figure]:
    """As it is; as fine as a camera gives it; and the sound made up meanwhile."""
    concealed: list[float] = []
    soon, fine = photos(concealed)
    yield figure("board_photo_ms", soon, "ms", LIMIT_MS)
    yield figure("board_photo_fine_ms", fine, "ms", None)
    yield figure("board_photo_concealed_pct", concealed, "%", CONCEALED_LIMIT_PERCENT)


def photos(concealed: list[float]) -> tuple[list[float], list[float]]:
    """Milliseconds from the press to the photo, shown whole."""
    with (
        board_film(FOUR_K, FRAMES_PER_S) as plays,
        shaped_stage(klas=[STRONG, FINEST], flags=(plays,)) as (_, klas, home),
    ):
        shape(KBPS)
        begin(klas, home)
        soon = []
        for _ in range(ROUNDS):
            before = counted(home)
            soon.append(photo(home))
            concealed.append(share_since(before, home))
        klas.evaluate("probe.finest = true")
        return soon, [photo(home) for _ in range(CONTROL_ROUNDS)]


def photo(home: Page) -> float:
    """From the key to the picture on the screen; then it is put away."""
    home.keyboard.press("f")
    until(home, SHOWN, LONGEST_MS)
    took = float(home.evaluate(SINCE_PRESS))
    home.locator("sio-viewer").get_by_role("button", name="Klaar").click()
    home.wait_for_timeout(REST_MS)
    return took
