"""The least and the most: of one person each, so a total must not tell a hidden one.

If the least of all provinces is below every least that is printed, it is that of a
province that is hidden; then the least of all is hidden too. Likewise the most.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from sio.statistics.cells import Cube
from sio.statistics.disclosure.collect import Collected
from sio.statistics.disclosure.nested import nested
from sio.statistics.disclosure.places import Place, Spot
from sio.statistics.disclosure.shown import as_read, printed

_PICKS: dict[str, Callable[[list[float]], float]] = {"min": min, "max": max}


@dataclass
class _Extreme:
    """One printed least or most: its number as it is read, and of how many people."""

    spots: list[Spot]
    value: float
    n: int


def betraying(
    cubes: Sequence[Cube], collected: Collected, hidden: Collection[Spot], fewest: int
) -> set[Spot]:
    """What is not in `hidden`, and tells something of what is.

    `fewest`: of how many people at least one may be printed.
    """
    found: set[Spot] = set()
    for kind, group in _groups(cubes, collected):
        while new := _once(kind, group, {*hidden, *found}, fewest):
            found |= new
    return found


def _groups(
    cubes: Sequence[Cube], collected: Collected
) -> Iterator[tuple[str, dict[Place, _Extreme]]]:
    """Those of one kind and thing together, unless two differ at one place."""
    found: dict[tuple[str, ...], list[dict[Place, _Extreme]]] = {}
    for cube in cubes:
        for number, measure in enumerate(cube.shape.measures):
            if measure.kind in _PICKS:
                for key, own in _located(cube, number, collected).items():
                    groups = found.setdefault((measure.kind, key, measure.unit), [])
                    _put(groups, own)
    yield from ((name[0], group) for name, groups in found.items() for group in groups)


def _located(
    cube: Cube, number: int, collected: Collected
) -> dict[str, dict[Place, _Extreme]]:
    """Those of one measure by place, for each population in which they lie."""
    measure, found = cube.shape.measures[number], dict[str, dict[Place, _Extreme]]()
    for cell in cube.cells:
        places = collected.places.get((cube.shape.name, measure.key, cell.at))
        if places and cell.numbers[number] is not None:
            key, place = places[0]
            value = as_read(printed(cell.numbers[number], measure))
            spot = cube.shape.name, cell.at, measure.key
            found.setdefault(key, {})[place] = _Extreme(
                [spot], value, cell.people(number)
            )
    return found


def _put(groups: list[dict[Place, _Extreme]], own: dict[Place, _Extreme]) -> None:
    """Into the first group that none of them contradicts, or a new one."""
    for group in groups:
        shared = [(group[place], own[place]) for place in own if place in group]
        if all((a.value, a.n) == (b.value, b.n) for a, b in shared):
            break
    else:
        groups.append(group := {})
    for place, one in own.items():
        group.setdefault(place, _Extreme([], one.value, one.n)).spots.extend(one.spots)


def _once(
    kind: str, group: dict[Place, _Extreme], hidden: set[Spot], fewest: int
) -> set[Spot]:
    """Those that tell something of what lies within them."""
    pick, found = _PICKS[kind], set()
    for place, parts in nested(group):
        whole, inner = group[place], [group[part] for part in parts]
        shown = [one for one in inner if not _is_hidden(one, hidden)]
        rest = whole.n - sum(one.n for one in inner)
        is_anybody = len(shown) < len(inner) or 0 < rest < fewest
        if is_anybody and shown and not _is_hidden(whole, hidden):
            values = [one.value for one in shown]
            if pick([whole.value, *values]) != pick(values):
                found |= set(whole.spots)
    return found


def _is_hidden(one: _Extreme, hidden: set[Spot]) -> bool:
    return not hidden.isdisjoint(one.spots)
