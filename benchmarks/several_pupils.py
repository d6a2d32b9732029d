"""What one, two and three pupils cost the device of their class."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from benchmarks.camera_film import film
from benchmarks.cost import TICKS_PER_S, browser_in, ticks_of_both
from benchmarks.figure import Figure, figure
from benchmarks.networks import ENDS, SCHOOL, inside
from benchmarks.shaped import shaped_stage
from benchmarks.stage import LONG_MS, PROBE, TO_CLASS, Server, press, wait_for_picture

QUESTION = "What do one, two and three pupils cost the device of their class?"
COUNTS = (1, 2, 3)
KINDS = {"cpu": "pct", "memory": "mb", "uplink": "kbps", "frames": "per_s"}
NAMES = (
    *(
        f"several_pupils_{kind}_{count}_{unit}"
        for kind, unit in KINDS.items()
        for count in COUNTS
    ),
    "several_pupils_cpu_spun_pct",
    "several_pupils_uplink_idle_kbps",
)
ROUNDS, ROUND_S, SETTLE_MS = 3, 6, 12_000
# Of the two processors of a device one is left for what else is open, and of its 4 GB
# half.
CPU_LIMIT_PERCENT, MEMORY_LIMIT_MB = 100, 2000
# Each pupil gets a moving picture and a sound: less than this is neither.
LEAST_KBPS = 200
# Two classmates of the demo's pupil; the credential of each device is its name.
MATES = """
from sio.devices.credentials import hash_of
from sio.devices.models import Device
from sio.trajects.models import Acceptance, Pupil, Traject
noor = Traject.objects.get(pupil__first_name="Noor", state="active")
for name in ("Bo", "Cas"):
    pupil = Pupil.objects.create(first_name=name, last_name="Claes")
    mate = Traject.objects.create(
        pupil=pupil, school=noor.school, school_class=noor.school_class, state="active"
    )
    for one in noor.acceptances.all():
        Acceptance.objects.create(
            traject=mate, text=one.text, accepted_by=one.accepted_by,
            capacity=one.capacity,
        )
    Device.objects.create(
        side="home", traject=mate, label=name, credential_hash=hash_of(name),
        paired_by=noor.devices.first().paired_by,
    )
"""
SPIN = "const end = performance.now() + 98; while (performance.now() < end);"
SPIN = f"window.spinning = setInterval(() => {{ {SPIN} }}, 100)"
SHOWN = "document.querySelector('.picture__video').getVideoPlaybackQuality()"


@dataclass(frozen=True)
class Cost:
    """Of one round: percent of a core, kbit/s that leave, frames/s at one home."""

    cpu: float
    uplink: float
    frames: float


def run() -> Iterator[Figure]:
    """The controls: one line in the lobby, and a page that wastes a processor."""
    with (
        film() as plays,
        shaped_stage(flags=(plays,)) as (server, klas, home),
    ):
        klas.wait_for_timeout(SETTLE_MS)
        idle = [measured(klas).uplink]
        server.manage("shell", "-v0", "-c", MATES)
        homes = [home, *(home_of(server, home, name) for name in ("Bo", "Cas"))]
        klas.goto(f"{server.url}/klas/samen/")
        for count in COUNTS:
            join(klas, homes[count - 1], count)
            klas.wait_for_timeout(SETTLE_MS)
            yield from figures(count, [measured(klas, home) for _ in range(ROUNDS)])
            if count == 1:
                klas.evaluate(SPIN)
                spun = [measured(klas).cpu]
                klas.evaluate("clearInterval(spinning)")
    yield figure("several_pupils_cpu_spun_pct", spun, "% of a core", None)
    yield figure("several_pupils_uplink_idle_kbps", idle, "kbit/s", None, more=True)


def figures(count: int, rounds: list[Cost]) -> Iterator[Figure]:
    name = f"several_pupils_{{}}_{count}_{{}}"
    cpu = [one.cpu for one in rounds]
    yield figure(name.format("cpu", "pct"), cpu, "% of a core", CPU_LIMIT_PERCENT)
    memory = [memory_mb()]
    yield figure(name.format("memory", "mb"), memory, "MB", MEMORY_LIMIT_MB)
    uplink, least = [one.uplink for one in rounds], LEAST_KBPS * count
    yield figure(name.format("uplink", "kbps"), uplink, "kbit/s", least, more=True)
    frames = [one.frames for one in rounds]
    yield figure(name.format("frames", "per_s"), frames, "/s", None, more=True)


def home_of(server: Server, beside: Page, credential: str) -> Page:
    """Of a classmate, in the same browser as the pupil, with cookies of its own."""
    browser = beside.context.browser
    assert browser is not None
    context: BrowserContext = browser.new_context(
        permissions=["camera", "microphone"], locale="nl-BE"
    )
    cookie = {"name": "sio_home", "value": credential, "url": server.url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    context.add_init_script(path=PROBE)
    page = context.new_page()
    page.goto(f"{server.url}/thuis/")
    page.get_by_role("button", name=TO_CLASS).wait_for(timeout=LONG_MS)
    return page


def join(klas: Page, home: Page, count: int) -> None:
    """One more; with the first the class presses for all."""
    if count == 1:
        press(klas, "Verbind met iedereen")
    press(home, TO_CLASS)
    wait_for_picture(home)


def measured(klas: Page, home: Page | None = None) -> Cost:
    """Of the class's browser, and of the first pupil's picture."""
    before = ticks_of_both()[SCHOOL], bytes_out(), shown_by(home)
    klas.wait_for_timeout(ROUND_S * 1000)
    after = ticks_of_both()[SCHOOL], bytes_out(), shown_by(home)
    ticks, sent, shown = (b - a for a, b in zip(before, after, strict=True))
    return Cost(
        cpu=100 * ticks / TICKS_PER_S / ROUND_S,
        uplink=sent * 8 / 1000 / ROUND_S,
        frames=shown / ROUND_S,
    )


def shown_by(home: Page | None) -> int:
    return 0 if home is None else int(home.evaluate(f"{SHOWN}.totalVideoFrames"))


def memory_mb() -> float:
    """Of the class's browser, what processes share counted once.

    Source: proc(5), `smaps_rollup`.
    """
    return sum(map(share_kb, browser_in(SCHOOL))) / 1024


def share_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):  # it has ended
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def bytes_out() -> int:
    """Through the cable from the school, with headers."""
    counter = f"/sys/class/net/{ENDS[SCHOOL]}/statistics/tx_bytes"
    command = [*inside(SCHOOL), "cat", counter]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(found.stdout)
