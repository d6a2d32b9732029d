"""A few who came, went or are left between two releases, though these show other cubes.

One told how many have a psychological disorder by province, the other how many in all:
the reader adds up the first. Or one told all pupils of a province, the other those of
a level: he subtracts. So places are compared, and not cubes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sio.statistics.cells import Cube, ShownCube
from sio.statistics.disclosure.collect import Collected, Located, collect
from sio.statistics.disclosure.nested import nested
from sio.statistics.disclosure.places import Line, Place, Spot

Counts = dict[Located, int]


@dataclass(frozen=True)
class Present:
    """What a release tells, by place, and where each count is printed.

    `others` are cubes of earlier releases; `names` those of its own.
    """

    collected: Collected
    counts: Counts
    spots: dict[Located, list[Spot]]
    names: frozenset[str]

    @classmethod
    def of(
        cls,
        cubes: Sequence[Cube],
        shown: Sequence[ShownCube],
        others: Sequence[Cube],
    ) -> Present:
        """Of a release with these cubes."""
        collected = collect(cubes, others)
        names = frozenset(cube.shape.name for cube in cubes)
        spots = _spots(collected, [*cubes, *others])
        return cls(collected, _known(collected, shown), spots, names)

    def printed(self, located: Located) -> Sequence[Spot]:
        """The spots of this release there; if none is, the first of an earlier one."""
        spots = self.spots.get(located, [])
        own = [spot for spot in spots if spot[0] in self.names]
        return own or spots[:1]


def moved(present: Present, earlier: Sequence[ShownCube], k: int) -> Iterator[Spot]:
    """Counts that differ by 1 to k-1 from what the earlier release told."""
    before, now = _known(present.collected, earlier), present.counts
    for located in before.keys() & now.keys():
        if 0 < abs(now[located] - before[located]) < k:
            yield from present.printed(located)


def left(present: Present, earlier: Sequence[ShownCube], k: int) -> Iterator[Spot]:
    """Counts that leave 1 to k-1 if one subtracts them from the earlier release.

    Or the other way round. Of what both told, the reader takes what is told now.
    """
    now = present.counts
    newest = _known(present.collected, earlier) | now
    places: dict[str, list[Place]] = {}
    for key, place in newest:
        places.setdefault(key, []).append(place)
    for key, own in places.items():
        for whole, parts in nested(own):
            line = [(key, place) for place in (whole, *parts)]
            rest = newest[line[0]] - sum(newest[part] for part in line[1:])
            fresh = [one for one in line if one in now]
            if 0 < rest < k and 0 < len(fresh) < len(line):
                for one in fresh:
                    yield from present.printed(one)


def _spots(collected: Collected, cubes: Sequence[Cube]) -> dict[Located, list[Spot]]:
    found: dict[Located, list[Spot]] = {}
    for cube in cubes:
        keys = [one.key for one in cube.shape.measures if one.kind == "count"]
        for cell in cube.cells:
            for key in keys:
                for located in _at(collected, (cube.shape.name, cell.at, key)):
                    found.setdefault(located, []).append(
                        (cube.shape.name, cell.at, key)
                    )
    return found


def _known(collected: Collected, shown: Iterable[ShownCube]) -> Counts:
    """Counts that are printed, and those that follow from totals."""
    found: Counts = {}
    for cube in shown:
        for cell in cube.cells:
            for measure, value in zip(cube.shape.measures, cell.values, strict=True):
                if measure.kind == "count" and isinstance(value, int):
                    spot = cube.shape.name, cell.at, measure.key
                    found |= dict.fromkeys(_at(collected, spot), value)
    lines = [
        (key, line)
        for key, population in collected.populations.items()
        for line in population.lines
    ]
    while new := dict(one for each in lines for one in _missing(*each, found)):
        found |= new
    return found


def _missing(key: str, line: Line, known: Counts) -> Iterator[tuple[Located, int]]:
    """The only one of a total and its parts that is not known yet."""
    whole = key, line.whole
    parts = [(key, part) for part in line.parts]
    unknown = [one for one in (whole, *parts) if one not in known]
    if len(unknown) == 1:
        added = sum(known.get(part, 0) for part in parts)
        yield unknown[0], added if unknown[0] == whole else known[whole] - added


def _at(collected: Collected, spot: Spot) -> tuple[Located, ...]:
    name, at, key = spot
    return collected.places.get((name, key, at), ())[:1]
