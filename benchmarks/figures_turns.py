"""Works on figures in turn, and says how long each took; as a worker, and as a page.

Run by `figures` inside `manage.py shell`.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.figures import OUTPUT
from benchmarks.figures_rows import USES, said, write
from sio.accounts.models import Role, User
from sio.core.memory import settle
from sio.core.time import this_school_year
from sio.lessons.models import Use
from sio.statistics import rows
from sio.statistics.actions.snapshot import count_cubes, snapshot
from sio.statistics.actions.use_of_year import count_uses
from sio.statistics.cells import Cube
from sio.statistics.cubes import CUBES, FAMILIES, compute
from sio.statistics.disclosure import protect
from sio.trajects.models import Traject
from sio.trajects.workflow import State

ROUNDS, PAGE_ROUNDS, WARM_UP, YEARS = 3, 60, 6, 5
K = 5
BOARDS = (
    "/cijfers/bord/",
    "/cijfers/bord/?per=province&maanden=36",
    "/cijfers/bord/?provincie=BE-VAN&niveau=secondary",
)
FORECASTS = ("/cijfers/vooruitblik/", "/cijfers/vooruitblik/?niveau=secondary")
# Looked at in between for what they leave in memory; how long they take is not told.
OTHERS = ("/open-cijfers/", "/open-cijfers/1/", "/cijfers/begrippen/")
# What is asked of the largest cube of use, without rows and sums in between.
STRAIGHT = """
    SELECT school.province, EXTRACT(YEAR FROM use.started_at),
        COUNT(DISTINCT use.traject_id), COUNT(*),
        SUM(EXTRACT(EPOCH FROM use.stopped_at - use.started_at))
    FROM lessons_use AS use
    JOIN trajects_traject AS file ON file.id = use.traject_id
    JOIN schools_school AS school ON school.id = file.school_id
    GROUP BY 1, 2
"""
STRAIGHT_ON_FILE = """
    SELECT school.province, STRFTIME('%%Y', use.started_at),
        COUNT(DISTINCT use.traject_id), COUNT(*),
        SUM(STRFTIME('%%s', use.stopped_at) - STRFTIME('%%s', use.started_at))
    FROM lessons_use AS use
    JOIN trajects_traject AS file ON file.id = use.traject_id
    JOIN schools_school AS school ON school.id = file.school_id
    GROUP BY 1, 2
"""


def tell_uses() -> None:
    """Print how long it takes to add up all uses, and those of one day more."""
    found = {"figures_uses_first": [_seconds(count_uses)]}
    _a_day_later()
    found["figures_uses_day"] = [_seconds(count_uses)]
    print(OUTPUT + json.dumps(found))


def tell_work() -> None:
    """Print the samples of what a worker does as JSON."""
    found: dict[str, list[float]] = defaultdict(list)
    before_mb = _memory_mb("VmRSS")
    cubes: tuple[Cube, ...] = ()
    for _round in range(ROUNDS):
        began = time.perf_counter()
        cubes = said("release", snapshot, list(CUBES), _years(), timezone.now()).cubes
        found["figures_release"].append(1000 * (time.perf_counter() - began))
    found["figures_worker_memory"] = [_memory_mb("VmHWM") - before_mb]
    found["figures_cube"] = _one_by_one()
    found["figures_cube_alone"] = [
        _ms(lambda name=name: count_cubes([name], _years(), timezone.now()))  # type: ignore[misc]
        for name in CUBES
    ]
    found["figures_protect"] = [
        _ms(lambda: protect(cubes, k=K)) for _round in range(ROUNDS)
    ]
    found["figures_straight"] = [_ms(_straight) for _round in range(ROUNDS)]
    print(OUTPUT + json.dumps(found))


def tell_pages() -> None:
    """Print the samples of pages as JSON; as a server that has started."""
    settle()
    user = User.objects.filter(roles__kind=Role.Kind.COORDINATOR).earliest("pk")
    client = Client()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    found: dict[str, list[float]] = defaultdict(list)
    began_mb = 0.0
    for turn in range(-WARM_UP, PAGE_ROUNDS):
        if turn == 0:
            began_mb = _memory_mb("VmRSS")
        for name, paths in (("figures_board", BOARDS), ("figures_forecast", FORECASTS)):
            took = _page_ms(client, paths[turn % len(paths)])
            if turn >= 0:
                found[name].append(took)
        _page_ms(client, OTHERS[turn % len(OTHERS)])
    found["figures_web_growth"] = [_memory_mb("VmRSS") - began_mb]
    print(OUTPUT + json.dumps(found))


def _page_ms(client: Client, path: str) -> float:
    """How long the server worked. Raises RuntimeError if it is no page."""
    began = time.perf_counter()
    status = client.get(path).status_code
    took = 1000 * (time.perf_counter() - began)
    if status != 200:
        raise RuntimeError(f"{path}: {status}")
    return took


def _years() -> range:
    return range(this_school_year() - YEARS + 1, this_school_year() + 1)


def _one_by_one() -> list[float]:
    """Each cube in turn, from rows that lie ready."""
    now, found = timezone.now(), []
    with rows.loaded(FAMILIES.values()):
        for family in FAMILIES.values():
            took = _ms(lambda family=family: rows.gather(family, now, _years()))  # type: ignore[misc]
            said(f"  {family.name}: {took:.0f} ms of", lambda: None)
        for _round in range(ROUNDS):
            found += [_ms(lambda name=name: compute(name, _years())) for name in CUBES]  # type: ignore[misc]
    return found


def _a_day_later() -> None:
    """Each file that runs is used once more."""
    now = timezone.now()
    running = Traject.objects.filter(state__in=[State.ACTIVE, State.ENDING])
    keys = list(running.values_list("pk", flat=True))
    hour = timedelta(hours=1)
    write(Use, USES, ((uuid4(), key, now - hour, now) for key in keys))


def _straight() -> None:
    is_server = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(STRAIGHT if is_server else STRAIGHT_ON_FILE, [])
        cursor.fetchall()


def _ms(work: Callable[[], object]) -> float:
    return 1000 * _seconds(work)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _memory_mb(name: str) -> float:
    """Of this process. Source: proc(5), `status`: VmRSS is now, VmHWM the most ever."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1000
    raise RuntimeError(f"no {name} in /proc/self/status")
