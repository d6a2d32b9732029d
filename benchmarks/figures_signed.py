"""Signs one release after the other, and holds a new one against them.

Run by `figures_known` inside `manage.py shell`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict

from django.utils import timezone

from benchmarks.figures_known import OUTPUT, SIGNED, TRAJECTS
from sio.accounts.models import User
from sio.core.time import this_school_year
from sio.statistics.actions.known import earlier_of
from sio.statistics.actions.snapshot import count_cubes
from sio.statistics.canonical import cube_as_json, text_of_truth
from sio.statistics.cells import Cube
from sio.statistics.cubes import CUBES
from sio.statistics.disclosure import differences, protect
from sio.statistics.models import Release, ReleaseRows
from sio.statistics.sealed import sealed
from sio.trajects.models import PseudonymRow

YEARS, ROUNDS, K = 5, 3, 5


def tell() -> None:
    """Print the seconds that it took, for each number of signed releases, as JSON."""
    found: dict[str, list[float]] = {}
    for number in range(1, max(SIGNED) + 1):
        _sign(number, _counted())
        fewer = PseudonymRow.objects.values_list("pk", flat=True)[: TRAJECTS // 1_000]
        PseudonymRow.objects.filter(pk__in=list(fewer)).delete()
        if number in SIGNED:
            cubes = _counted()
            found[f"figures_known_{number}_s"] = [
                _held_against(cubes) for _round in range(ROUNDS)
            ]
    print(OUTPUT + json.dumps(found))


def _counted() -> tuple[Cube, ...]:
    last = this_school_year()
    years = range(last - YEARS + 1, last + 1)
    return count_cubes(list(CUBES), years, timezone.now())


def _held_against(cubes: Sequence[Cube]) -> float:
    began = time.perf_counter()
    earlier = earlier_of(_release(99), cubes)
    shown = protect(cubes, k=K, earlier=earlier).shown
    differences(cubes, shown, earlier, k=K)
    return time.perf_counter() - began


def _sign(number: int, cubes: Sequence[Cube]) -> None:
    shown = protect(cubes, k=K).shown
    release = _release(number)
    release.figures = {"cubes": {one.shape.name: cube_as_json(one) for one in shown}}
    release.sha256 = "x"
    release.save()
    truth = sealed(text_of_truth(cubes))
    ReleaseRows.objects.create(
        release=release, family=ReleaseRows.TRUTH, count=0, **asdict(truth)
    )
    maker, signer = User.objects.order_by("pk")[:2]
    assert maker == release.made_by
    release.stage, release.signed_by = Release.Stage.SIGNED, signer
    release.signed_at = timezone.now()
    release.save()


def _release(number: int) -> Release:
    last, maker = this_school_year(), User.objects.order_by("pk")[0]
    return Release(
        number=number,
        first_year=last - YEARS + 1,
        last_year=last,
        cutoff_at=timezone.now(),
        made_by=maker,
        computed_by=maker,
    )
