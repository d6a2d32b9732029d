"""What earlier releases already told, as far as it still holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sio.statistics.cells import (
    HIDDEN,
    Cell,
    Cube,
    Measure,
    Number,
    Shape,
    Shown,
    ShownCube,
)
from sio.statistics.disclosure.places import Spot
from sio.statistics.disclosure.shown import printed


@dataclass(frozen=True)
class Fact:
    """A number that was shown, and that is still so; `people` are behind it."""

    spot: Spot
    measure: Measure
    value: Number
    people: int

    @property
    def count(self) -> int:
        """How many were counted there: what is shown if it is a count."""
        return int(self.value or 0) if self.measure.kind == "count" else self.people


@dataclass(frozen=True)
class EarlierRelease:
    """A release that is out: what it showed, and its true cubes of then and of now.

    `now` may leave out the cubes that are protected now. `k` is what it kept to; 1 if
    it hid nothing.
    """

    number: int
    shown: tuple[ShownCube, ...]
    then: tuple[Cube, ...]
    now: tuple[Cube, ...] = ()
    k: int = 1

    def told(self, cubes: Sequence[Cube]) -> Iterator[Fact]:
        """Its shown values that are the same now.

        Of a cube that is not among `cubes`, or has other dimensions now, nothing is.
        """
        for shown, then, now in self.pairs(cubes):
            yield from _same(shown, then, now)

    def not_compared(self, cubes: Sequence[Cube]) -> list[ShownCube]:
        """The cubes of which `told` knows nothing."""
        known = {shown.shape.name for shown, _then, _now in self.pairs(cubes)}
        return [one for one in self.shown if one.shape.name not in known]

    def gone(self, cubes: Sequence[Cube]) -> Iterator[tuple[ShownCube, Cube]]:
        """Those of which it kept what was true then."""
        then = {one.shape.name: one for one in self.then}
        for shown in self.not_compared(cubes):
            name = shown.shape.name
            if name in then and _places(then[name].shape) == _places(shown.shape):
                yield shown, then[name]

    def pairs(self, cubes: Sequence[Cube]) -> Iterator[tuple[ShownCube, Cube, Cube]]:
        """What it showed, and its true cubes then and now, of the same places."""
        present = {one.shape.name: one for one in (*self.now, *cubes)}
        then = {one.shape.name: one for one in self.then}
        for shown in self.shown:
            name = shown.shape.name
            if name in present and name in then:
                pair = then[name], present[name]
                shapes = shown.shape, pair[0].shape, pair[1].shape
                if len({_places(shape) for shape in shapes}) == 1:
                    yield shown, *pair


def comparable(*shapes: Shape) -> bool:
    """Whether a place in each of these cubes means the same."""
    return len({_meaning(shape) for shape in shapes}) == 1


def cells_of(cube: Cube) -> dict[tuple[str, ...], Cell]:
    """Its cells by place."""
    return {cell.at: cell for cell in cube.cells}


def others_of(
    cubes: Sequence[Cube], earlier: Iterable[EarlierRelease]
) -> tuple[Cube, ...]:
    """Cubes of earlier releases that aren't among `cubes`, as they are now."""
    names = {cube.shape.name for cube in cubes}
    found: dict[str, Cube] = {}
    for release in earlier:
        for cube in release.now:
            if cube.shape.name not in names:
                found[cube.shape.name] = _joined(found.get(cube.shape.name), cube)
    return tuple(found.values())


def _joined(one: Cube | None, other: Cube) -> Cube:
    """Both counts of a cube, of which each may have other school years."""
    if one is None or one is other:
        return other
    present = cells_of(one)
    more = tuple(cell for cell in other.cells if cell.at not in present)
    return Cube(other.shape, (*one.cells, *more))


def is_told(value: Shown) -> bool:
    """Whether something stands there."""
    return value is not None and value != HIDDEN


def _places(shape: Shape) -> tuple[object, ...]:
    where = tuple(sorted(shape.where.items()))
    return shape.name, shape.dimensions, shape.universe, where


def _meaning(shape: Shape) -> tuple[object, ...]:
    keys = tuple((one.key, one.kind, one.unit) for one in shape.measures)
    return *_places(shape), keys


def _same(shown: ShownCube, then: Cube, now: Cube) -> Iterator[Fact]:
    """What is printed alike, then and now, whatever the version of the cube is."""
    before, present = cells_of(then), cells_of(now)
    both = list(measures_in_all(shown.shape, then.shape, now.shape))
    for cell in shown.cells:
        if cell.at in before and cell.at in present:
            old, new = before[cell.at], present[cell.at]
            for measure, was, number in both:
                value = cell.values[shown.shape.measures.index(measure)]
                people = new.people(number)
                is_same = old.people(was) == people
                is_same = is_same and _at(old, was) == _at(new, number)
                is_same = is_same and value == printed(_at(new, number), measure)
                if is_same and is_told(value):
                    spot = shown.shape.name, cell.at, measure.key
                    yield Fact(spot, measure, _at(new, number), people)


def measures_in_all(*shapes: Shape) -> Iterator[tuple[Measure, int, int]]:
    """Those that all three have, with where they are in the last two."""
    shown, then, now = (shape.measures for shape in shapes)
    for measure in shown:
        if measure in then and measure in now:
            yield measure, then.index(measure), now.index(measure)


def _at(cell: Cell, number: int) -> Number:
    return cell.numbers[number]


def spots(pattern: Sequence[Sequence[str]]) -> set[Spot]:
    """A pattern as it is kept, as a set of spots."""
    return {(cube, tuple(at.split("|")), key) for cube, at, key in pattern}


def by_name(cubes: Sequence[ShownCube]) -> Mapping[str, ShownCube]:
    """Shown cubes by their name."""
    return {one.shape.name: one for one in cubes}
