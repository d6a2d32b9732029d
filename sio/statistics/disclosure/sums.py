"""What totals of an earlier release say of the cells that it did not show.

A total less what was shown of it is a number too. It may hold still though the total
changed since, if what was shown changed by as many: then both were read anew, and what
was hidden follows from the two releases together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sio.statistics.cells import TOTAL, Cube, Measure, ShownCube
from sio.statistics.disclosure.collect import Collected, Located
from sio.statistics.disclosure.places import At, Spot
from sio.statistics.disclosure.releases import EarlierRelease, measures_in_all


@dataclass(frozen=True)
class Sum:
    """How many there are in some cells together, none of which was shown."""

    spots: tuple[Spot, ...]
    count: int


def sums_of(earlier: EarlierRelease, cubes: Sequence[Cube]) -> Iterator[Sum]:
    """Those that still hold."""
    for shown, then, now in earlier.pairs(cubes):
        shape = shown.shape
        for measure, was, number in measures_in_all(shape, then.shape, now.shape):
            if measure.kind == "count":
                read, new = _read(shown, measure), _counts(now, number)
                for unread, count in _unread(read, _counts(then, was)):
                    if count > 0 and count == sum(new.get(at, 0) for at in unread):
                        spots = ((shape.name, at, measure.key) for at in unread)
                        yield Sum(tuple(spots), count)


def place_of(one: Sum, collected: Collected) -> Located | None:
    """Where all of its cells are together; None if that is no single place."""
    found: list[Located] = []
    for name, at, key in one.spots:
        found += collected.places.get((name, key, at), ())[:1]
    keys = {tuple(name for name, _values in place) for _population, place in found}
    if len(found) < len(one.spots) or len(keys) != 1:
        return None
    merged = tuple(
        (same[0][0], tuple(sorted({value for _key, some in same for value in some})))
        for same in zip(*(place for _population, place in found), strict=True)
    )
    return found[0][0], merged


def _read(shown: ShownCube, measure: Measure) -> dict[At, int | None]:
    column = shown.shape.measures.index(measure)
    found = ((cell.at, cell.values[column]) for cell in shown.cells)
    return {at: value if isinstance(value, int) else None for at, value in found}


def _counts(cube: Cube, number: int) -> dict[At, int]:
    found = ((cell.at, cell.numbers[number]) for cell in cube.cells)
    return {at: int(value) for at, value in found if value is not None}


def _unread(
    read: Mapping[At, int | None], true: Mapping[At, int]
) -> Iterator[tuple[list[At], int]]:
    """Cells of each line that were not shown, and what follows of them together."""
    for whole, parts in _lines(read):
        adds_up = sum(true.get(at, 0) for at in parts) == true.get(whole)
        unread = [at for at in parts if read[at] is None]
        told, total = sum(read[at] or 0 for at in parts), read.get(whole)
        if adds_up and unread and total is not None:
            yield unread, total - told
        elif adds_up and not unread and total is None:
            yield [whole], told


def _lines(cells: Iterable[At]) -> Iterator[tuple[At, list[At]]]:
    """Totals over one dimension, each with the cells beside it."""
    found: dict[tuple[int, At], list[At]] = {}
    for at in cells:
        for where, value in enumerate(at):
            if value != TOTAL:
                whole = (*at[:where], TOTAL, *at[where + 1 :])
                found.setdefault((where, whole), []).append(at)
    yield from ((whole, parts) for (_where, whole), parts in found.items())
