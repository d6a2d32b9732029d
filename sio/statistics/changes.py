"""What a correction shows otherwise than the release that it corrects, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from sio.statistics.cells import Shown, ShownCube
from sio.statistics.masks import place_name

# Cube, place, key of a measure, what was shown, what is shown now.
Change = tuple[str, str, str, Shown, Shown]
Values = dict[tuple[str, str], Shown]


def changes_between(
    old: Mapping[str, ShownCube], new: Mapping[str, ShownCube]
) -> list[Change]:
    """Of the cubes that both have: each value that differs. In the order of the new.

    A cell that only one of them has counts as blank in the other. Of a measure that
    the new one does not have nothing is told: it is not counted any more.
    """
    found: list[Change] = []
    for name, cube in new.items():
        if name not in old:
            continue
        keys = {one.key for one in cube.shape.measures}
        before, now = _values(old[name], keys), _values(cube, keys)
        found += [
            (name, place, key, before.get((place, key)), now.get((place, key)))
            for place, key in {**now, **before}
            if _differ(before.get((place, key)), now.get((place, key)))
        ]
    return found


def _differ(before: Shown, now: Shown) -> bool:
    # 7.0 is shown as 7, and True does not occur.
    return before != now


def _values(cube: ShownCube, keys: Set[str]) -> Values:
    return {
        (place_name(cell.at), measure.key): value
        for cell in cube.cells
        for measure, value in zip(cube.shape.measures, cell.values, strict=True)
        if measure.key in keys
    }


def as_json(changes: list[Change]) -> list[list[Any]]:
    """As it is kept in the content of a release."""
    return [list(one) for one in changes]
