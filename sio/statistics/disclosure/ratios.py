"""Ratios of two sums beside them: who knows two of the three multiplies or divides.

So a ratio is printed only where both of its sums are. There it tells nothing more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sio.statistics.cells import Cube
from sio.statistics.disclosure.places import Spot


def beside_hidden(cubes: Sequence[Cube], hidden: Collection[Spot]) -> set[Spot]:
    """The ratios of which a sum is hidden."""
    return {
        ratio for ratio, sums in _ratios(cubes) if any(one in hidden for one in sums)
    }


def multiplied(
    cubes: Sequence[Cube], hidden: Collection[Spot], known: Collection[Spot]
) -> set[Spot]:
    """The other sum of one that is hidden, where the ratio is known from elsewhere."""
    found: set[Spot] = set()
    for ratio, sums in _ratios(cubes):
        if ratio in known and any(one in hidden and one not in known for one in sums):
            found |= {one for one in sums if one not in hidden and one not in known}
    return found


def following(
    cubes: Sequence[Cube], hidden: Collection[Spot], known: Collection[Spot]
) -> set[Spot]:
    """Hidden sums of which the ratio and the other sum are known from elsewhere."""
    return {
        one
        for ratio, sums in _ratios(cubes)
        for one, other in (sums, sums[::-1])
        if ratio in known and other in known and one in hidden and one not in known
    }


def _ratios(cubes: Sequence[Cube]) -> Iterator[tuple[Spot, tuple[Spot, Spot]]]:
    """Each that is a number, with its part and its whole."""
    for cube in cubes:
        keys = [one.key for one in cube.shape.measures]
        for number, measure in enumerate(cube.shape.measures):
            if measure.of:
                part, whole = measure.of
                places = keys.index(part), keys.index(whole)
                for cell in cube.cells:
                    if None not in [cell.numbers[at] for at in (number, *places)]:
                        name, at = cube.shape.name, cell.at
                        yield (
                            (name, at, measure.key),
                            ((name, at, part), (name, at, whole)),
                        )
