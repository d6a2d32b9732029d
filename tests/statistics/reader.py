"""A reader who works out what is hidden, written apart from what hides it.

He thinks of one whole table: a number for each combination of all values of all
dimensions. What is printed are sums of it. The solver is given just that, by its
modelling language; tiny tables are tried one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sio.statistics.cells import (
    HIDDEN,
    TOTAL,
    Cell,
    Cube,
    Measure,
    Shape,
    ShownCell,
    ShownCube,
)
from sio.statistics.disclosure.program import _Quiet

Person = tuple[str, ...]  # a value for each dimension
World = Mapping[str, Sequence[str]]  # of each dimension its values
Wanted = Mapping[str, str]  # dimensions with their value

PUPILS = Measure("pupils", "count", "pupils")


def counted(
    world: World,
    crowd: Mapping[Person, int],
    dimensions: Sequence[str],
    *,
    where: Wanted | None = None,
    margins: Iterable[str] | None = None,
) -> Cube:
    """A cube of a crowd; `margins` are the dimensions that have a total."""
    summed = set(dimensions if margins is None else margins)
    cells = []
    for at in product(
        *([*world[d], *([TOTAL] if d in summed else [])] for d in dimensions)
    ):
        wanted = {d: v for d, v in zip(dimensions, at, strict=True) if v != TOTAL}
        n = number(world, crowd, {**wanted, **(where or {})})
        cells.append(Cell(at, (n,), n))
    name = " ".join([*dimensions, *(where or {}).values(), *sorted(summed)])
    shape = Shape(name, 1, tuple(dimensions), (PUPILS,), "pupils", where or {})
    return Cube(shape, tuple(cells))


def number(world: World, crowd: Mapping[Person, int], wanted: Wanted) -> int:
    """How many of the crowd are there."""
    return sum(n for person, n in crowd.items() if is_in(world, person, wanted))


def is_in(world: World, person: Person, wanted: Wanted) -> bool:
    return all(dict(zip(world, person, strict=True))[d] == v for d, v in wanted.items())


def whom(shown: ShownCube | Cube, at: Sequence[str]) -> dict[str, str]:
    """Whom a cell counts."""
    pairs = zip(shown.shape.dimensions, at, strict=True)
    return {**shown.shape.where, **{d: v for d, v in pairs if v != TOTAL}}


@dataclass(frozen=True)
class Sum:
    """How many there are in several cells together."""

    cells: tuple[Wanted, ...]
    count: int


class Reader:
    """All that was printed, read by one person."""

    def __init__(
        self, world: World, printed: Iterable[ShownCube], sums: Iterable[Sum] = ()
    ) -> None:
        self._world = world
        self._highs = _Quiet()
        self._highs.setOptionValue("threads", 1)
        self._people = {
            person: self._highs.addIntegral(lb=0) for person in product(*world.values())
        }
        for cube in printed:
            for cell in cube.cells:
                self._read(whom(cube, cell.at), cell.values[0])
        for one in sums:
            people = [self._sum(wanted) for wanted in one.cells]
            self._highs.addConstr(self._highs.qsum(people) == one.count)

    def _read(self, wanted: Wanted, value: object) -> None:
        if value == HIDDEN:
            self._highs.addConstr(self._sum(wanted) >= 1)
        elif value is not None:
            self._highs.addConstr(self._sum(wanted) == value)

    def _sum(self, wanted: Wanted, without: Wanted | None = None) -> object:
        people = [
            variable
            for person, variable in self._people.items()
            if is_in(self._world, person, wanted)
            and not (without and is_in(self._world, person, without))
        ]
        return self._highs.qsum(people)

    def range(
        self, wanted: Wanted, most: int, without: Wanted | None = None
    ) -> tuple[int, int]:
        """The least and the most it can be; no more than `most` is looked for."""
        found = self._sum(wanted, without)
        bound = self._highs.addConstr(found <= most)
        ends = []
        for solve in (self._highs.minimize, self._highs.maximize):
            solve(found)
            ends.append(round(self._highs.getObjectiveValue()))
        self._highs.removeConstr(bound)
        return ends[0], ends[1]


def narrow(
    world: World,
    cubes: Sequence[Cube],
    shown: Sequence[ShownCube],
    k: int,
    *,
    other: Sequence[ShownCube] = (),
    sums: Iterable[Sum] = (),
) -> list[tuple[str, ...]]:
    """Hidden cells that a reader can place more closely than 1 to k-1.

    Of what can't be else, since so many cells in it are not zero, the rest counts.
    """
    reader = Reader(world, [*shown, *other], sums)
    blind = Reader(world, [_blind(cube) for cube in cubes])
    found = []
    for cube, read in zip(cubes, shown, strict=True):
        for cell, printed in zip(cube.cells, read.cells, strict=True):
            wanted = whom(cube, cell.at)
            if 0 < cell.n < k:
                most = max(k - 1, 2)
                ends = reader.range(wanted, most)
                is_wide = ends == (1, most) or ends == blind.range(wanted, most)
                is_narrow = printed.values != (HIDDEN,) or not is_wide
            else:
                low, high = reader.range(wanted, cell.n + k)
                width = max(k - 2, 1)
                is_narrow = printed.values == (HIDDEN,) and high - low < width
            if is_narrow:
                found.append((cube.shape.name, *cell.at))
    return found


def still_so(
    world: World, crowd: Mapping[Person, int], shown: ShownCube
) -> tuple[ShownCube, list[Sum]]:
    """Of an earlier cube what is still so, as if somebody told the reader which it is.

    What is printed; and of each line what its total leaves for the cells not printed.
    """
    now = {c.at: number(world, crowd, whom(shown, c.at)) for c in shown.cells}
    read = {cell.at: cell.values[0] for cell in shown.cells}
    cells = tuple(
        ShownCell(at, (value if value == now[at] else None,))
        for at, value in read.items()
    )
    sums = []
    for at, total in read.items():
        for where in [n for n, value in enumerate(at) if value == TOTAL]:
            line = [
                one
                for one in read
                if one[where] != TOTAL
                and all(one[n] == v for n, v in enumerate(at) if n != where)
            ]
            unread = [one for one in line if read[one] == HIDDEN]
            if unread and total != HIDDEN:
                told = sum(read[one] for one in line if one not in unread)
                if total - told == sum(now[one] for one in unread):
                    places = tuple(whom(shown, one) for one in unread)
                    sums.append(Sum(places, total - told))
    return ShownCube(shown.shape, cells), sums


def _blind(cube: Cube) -> ShownCube:
    """All hidden but the zeros."""
    cells = tuple((c.at, HIDDEN if c.n else 0) for c in cube.cells)
    return ShownCube(cube.shape, tuple(ShownCell(at, (value,)) for at, value in cells))


def tables(
    people: Sequence[Person], most: int, holds: Callable[[Mapping[Person, int]], bool]
) -> list[dict[Person, int]]:
    """All tables with no number above `most` that hold; for very few people."""
    every = product(range(most + 1), repeat=len(people))
    found = (dict(zip(people, numbers, strict=True)) for numbers in every)
    return [table for table in found if holds(table)]
