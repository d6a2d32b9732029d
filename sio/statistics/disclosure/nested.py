"""Places that lie within others, so that one can be subtracted from the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np

from sio.statistics.disclosure.places import Place, without
from sio.statistics.disclosure.tables import Atoms, Tables


def nested(places: Iterable[Place]) -> Iterator[tuple[Place, list[Place]]]:
    """Places, and others within them that have nobody in common.

    Such as all pupils of a province, and those of one reason group.
    """
    every = set(places)
    lines: dict[tuple[Place, tuple[str, ...]], list[Place]] = {}
    for place in sorted(every):
        keys = [key for key, _values in place]
        for size in range(1, len(keys) + 1):
            for dropped in combinations(keys, size):
                whole = without(place, dropped)
                if whole in every:
                    lines.setdefault((whole, dropped), []).append(place)
    for (whole, dropped), parts in lines.items():
        if len(dropped) == 1:
            yield from _disjoint(whole, parts, dropped[0])
        elif not any(without(parts[0], [key]) in every for key in dropped):
            yield from ((whole, [part]) for part in parts)


def _disjoint(
    whole: Place, parts: list[Place], dropped: str
) -> Iterator[tuple[Place, list[Place]]]:
    """The parts of one value together; those of several years each apart."""
    single = [part for part in parts if len(dict(part)[dropped]) == 1]
    if single:
        yield whole, single
    yield from ((whole, [part]) for part in parts if part not in single)


def remainder(tables: Tables, place: Place, parts: list[Place]) -> Atoms:
    """The atoms of a place that lie in none of the parts."""
    scope = frozenset(key for part in parts for key, _values in part)
    inner = np.concatenate([tables.at(part, scope) for part in parts])
    return np.setdiff1d(tables.at(place, scope), inner)
