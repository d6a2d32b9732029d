"""After an outage of the network: how soon picture and sound are back."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.figure import Figure, figure
from benchmarks.networks import cut, mend
from benchmarks.press_to_picture import CAMERA
from benchmarks.shaped import shaped_stage
from benchmarks.stage import HERE, connect, until

QUESTION = "How long after an outage are picture and sound back?"
OUTAGES_S = {3: 6, 5: 6, 8: 5, 20: 5}  # how long, and how often
LIMIT_MS, LONG_LIMIT_MS = 200, 500
IN_A_ROW = 3
HELD_TIMES = 3
NAMES = (
    *(f"recovery_{seconds}s_ms" for seconds in OUTAGES_S),
    *(f"recovery_{seconds}s_audio_ms" for seconds in OUTAGES_S),
    *(f"recovery_{seconds}s_held_ms" for seconds in OUTAGES_S),
    *(f"recovery_{seconds}s_held_audio_ms" for seconds in OUTAGES_S),
    "recovery_20s_row_ms",
)
NEVER_MS = 30_000
# A picture goes on if for so long none is shown for longer than that.
GOES_ON_MS, STILL_MS = 1_500, 500


def run() -> Iterator[Figure]:
    with shaped_stage(flags=CAMERA) as (_, klas, home):
        connect(klas, home)
        home.wait_for_timeout(5_000)
        for seconds, times in OUTAGES_S.items():
            yield from after(seconds, [outage(home, seconds) for _ in range(times)])
        row = [outage(home, 20, rest_ms=1_000)[0] for _ in range(IN_A_ROW)]
        yield figure("recovery_20s_row_ms", row, "ms", LONG_LIMIT_MS)
    # The control: a browser that waits for itself; what never came back counts as 30 s.
    for seconds, found in held_back([HERE / "no_restart.js"]).items():
        pictures, sounds = zip(*found, strict=True)
        yield figure(f"recovery_{seconds}s_held_ms", pictures, "ms", None)
        yield figure(f"recovery_{seconds}s_held_audio_ms", sounds, "ms", None)


def after(seconds: int, found: Sequence[tuple[float, float]]) -> Iterator[Figure]:
    limit = LONG_LIMIT_MS if seconds >= 20 else LIMIT_MS
    pictures, sounds = zip(*found, strict=True)
    yield figure(f"recovery_{seconds}s_ms", pictures, "ms", limit)
    yield figure(f"recovery_{seconds}s_audio_ms", sounds, "ms", limit)


def held_back(scripts: Sequence[Path]) -> dict[int, list[tuple[float, float]]]:
    """By length of the outage, the longest last: nothing heals after it.

    The shortest first, on a line that is still full: after an outage less is sent, so
    that asking again mends what was lost of it.
    """
    found: dict[int, list[tuple[float, float]]] = {one: [] for one in OUTAGES_S}
    for _ in range(HELD_TIMES):
        with shaped_stage(*scripts, flags=CAMERA) as (_server, klas, home):
            connect(klas, home)
            home.wait_for_timeout(5_000)
            for page in (klas, home):
                page.evaluate("probe.isHeld = true")
            for seconds, times in found.items():
                times.append(outage(home, seconds))
    return found


def outage(home: Page, seconds: int, rest_ms: int = 4_000) -> tuple[float, float]:
    """One outage; ms from its end to a picture that goes on, and to new sound.

    What was lost at its beginning and is sent again may be shown for a moment, after
    which the picture stands still: that is not back yet.
    """
    cut()
    home.wait_for_timeout(seconds * 1000)
    home.evaluate(WATCH_SOUND)
    mend()
    back_at = time.time() * 1000
    home.evaluate("at => { probe.backAt = at; }", back_at)
    try:
        until(home, f"probe.soundAt && ({GOES_ON})()", NEVER_MS)
    except TimeoutError:
        return NEVER_MS, NEVER_MS
    picture = home.evaluate(f"({GOES_ON})() - probe.backAt")
    sound = home.evaluate("Math.max(0, probe.soundAt - probe.backAt)")
    home.wait_for_timeout(max(0, rest_ms - GOES_ON_MS))
    home.evaluate("probe.frames.length = 0")
    return float(picture), float(sound)


GOES_ON = f"""() => {{
  const frames = probe.frames.filter((at) => at > probe.backAt);
  let first = frames[0];
  for (const [i, at] of frames.entries()) {{
    if (i && at - frames[i - 1] > {STILL_MS}) first = at;
    if (at - first >= {GOES_ON_MS}) return first;
  }}
  return null;
}}"""
WATCH_SOUND = """async () => {
  probe.soundAt = 0;
  const before = (await probe.stats()).audio;
  const look = async () => {
    const heard = (await probe.stats()).audio;
    if (heard > before) probe.soundAt = performance.timeOrigin + performance.now();
    else setTimeout(look, 10);
  };
  look();
}"""
