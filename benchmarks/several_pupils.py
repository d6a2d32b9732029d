"""What one, two and three pupils cost the device of their class."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

from playwright.sync_api import BrowserContext, Page

from benchmarks.camera_film import film
from benchmarks.cost import TICKS_PER_S, ticks_of_both
from benchmarks.figure import Figure, figure
from benchmarks.networks import ENDS, SCHOOL, inside
from benchmarks.shaped import shaped_stage
from benchmarks.stage import LONG_MS, PROBE, TO_CLASS, Server, press, wait_for_picture

QUESTION = "What do one, two and three pupils cost the device of their class?"
COUNTS = (1, 2, 3)
NAMES = (
    *(f"several_pupils_cpu_{count}_pct" for count in COUNTS),
    *(f"several_pupils_uplink_{count}_kbps" for count in COUNTS),
    "several_pupils_cpu_spun_pct",
    "several_pupils_uplink_idle_kbps",
)
ROUNDS, ROUND_S, SETTLE_MS = 3, 6, 8000
# Of the two processors of a device half a one is left for what else is open.
CPU_LIMIT_PERCENT = 150
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
SPIN = "setInterval(() => { const end = performance.now() + 90;"
SPIN += " while (performance.now() < end); }, 100)"


def run() -> Iterator[Figure]:
    """The controls: nobody is connected, and a page that wastes a processor."""
    unit = "% of a core"
    with (
        film() as plays,
        shaped_stage(flags=(plays,)) as (server, klas, home),
    ):
        idle = [measured(klas)[1]]
        server.manage("shell", "-v0", "-c", MATES)
        homes = [home, *(home_of(server, home, name) for name in ("Bo", "Cas"))]
        klas.goto(f"{server.url}/klas/samen/")
        for count in COUNTS:
            join(klas, homes[count - 1], count)
            klas.wait_for_timeout(SETTLE_MS)
            rounds = [measured(klas) for _ in range(ROUNDS)]
            cpu, kbps = zip(*rounds, strict=True)
            yield figure(
                f"several_pupils_cpu_{count}_pct", cpu, unit, CPU_LIMIT_PERCENT
            )
            least, name = LEAST_KBPS * count, f"several_pupils_uplink_{count}_kbps"
            yield figure(name, kbps, "kbit/s", least, more=True)
        klas.evaluate(SPIN)
        spun = [measured(klas)[0]]
    yield figure("several_pupils_cpu_spun_pct", spun, unit, None)
    yield figure("several_pupils_uplink_idle_kbps", idle, "kbit/s", None, more=True)


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


def measured(page: Page) -> tuple[float, float]:
    """Share of a core of the class's browser, and kbit/s that leave the school."""
    ticks, sent = ticks_of_both()[SCHOOL], bytes_out()
    page.wait_for_timeout(ROUND_S * 1000)
    cpu = 100 * (ticks_of_both()[SCHOOL] - ticks) / TICKS_PER_S / ROUND_S
    return cpu, (bytes_out() - sent) * 8 / 1000 / ROUND_S


def bytes_out() -> int:
    """Through the cable from the school, with headers."""
    counter = f"/sys/class/net/{ENDS[SCHOOL]}/statistics/tx_bytes"
    command = [*inside(SCHOOL), "cat", counter]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(found.stdout)
