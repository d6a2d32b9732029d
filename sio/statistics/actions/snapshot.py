"""Cubes of now: first what is new is added up, then everything is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import timezone

from sio.statistics import cubes
from sio.statistics.actions.help import count_questions
from sio.statistics.actions.use_of_year import count_uses
from sio.statistics.cells import Cube
from sio.statistics.cubes import Snapshot
from sio.statistics.families.help import HELP
from sio.statistics.families.schools import SCHOOLS
from sio.statistics.families.use import USE


def _count_questions() -> int:
    return count_questions(timezone.now())


# By the name of its family: what brings its sums up to date.
_BEFOREHAND: dict[str, Callable[[], int]] = {
    USE.name: count_uses,
    SCHOOLS.name: count_uses,
    HELP.name: _count_questions,
}


def snapshot(names: Iterable[str], years: range, cutoff: datetime) -> Snapshot:
    """`cubes.taken`, once what it reads is up to date. It writes: never in a GET."""
    wanted = list(names)
    _bring_up_to_date(wanted)
    return cubes.taken(wanted, years, cutoff)


def count_cubes(
    names: Iterable[str], years: range, cutoff: datetime
) -> tuple[Cube, ...]:
    """`cubes.counted`, once what it reads is up to date. It writes: never in a GET."""
    wanted = list(names)
    _bring_up_to_date(wanted)
    return cubes.counted(wanted, years, cutoff)


def _bring_up_to_date(names: Iterable[str]) -> None:
    families = {one.name for one in cubes.families_of(names)}
    for add_up in {_BEFOREHAND[name] for name in families & _BEFOREHAND.keys()}:
        add_up()
