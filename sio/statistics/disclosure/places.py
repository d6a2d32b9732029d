"""Where a number stands: which people, of which universe, a cell counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sio.statistics.cells import SCHOOL_YEAR, TOTAL, Cube, Shape

At = tuple[str, ...]  # as in Cell.at
# Dimension and the values that count; sorted. A dimension that isn't there: all of it.
Place = tuple[tuple[str, tuple[str, ...]], ...]
# A printed value: name of the cube, place in it, key of the measure.
Spot = tuple[str, At, str]
# The dimensions that are told apart together.
Scope = frozenset[str]

REST = "\0rest"  # stands for all values of a dimension that no cube names
YES = "yes"


@dataclass(frozen=True)
class Layout:
    """How the cells of one count of one cube lie among the people.

    `tag` names a part of the people that only this count knows; empty for all.
    `overlaps` are dimensions of which one person may have several values, so that
    each value is a dimension of its own, with or without.
    """

    shape: Shape
    years: tuple[str, ...]  # that the cube has; empty if they are all there are
    overlaps: frozenset[str] = frozenset()
    tag: str = ""

    def place(self, at: At) -> Place:
        """Whom the cell there counts."""
        found: dict[str, tuple[str, ...]]
        found = {key: (value,) for key, value in self.shape.where.items()}
        for key, value in zip(self.shape.dimensions, at, strict=True):
            if value != TOTAL and key in self.overlaps:
                found[f"{key}={value}"] = (YES,)
            elif value != TOTAL:
                found[key] = (value,)
            elif key == SCHOOL_YEAR and self.years:
                found[key] = self.years
        if self.tag:
            found[self.tag] = (YES,)
        return tuple(sorted(found.items()))

    def is_margin(self, at: At) -> bool:
        """Whether other cells add up to it."""
        return any(one == TOTAL for one in self._apart(at))

    def covers(self, margin: At, at: At) -> bool:
        """Whether the cell at `at` is one that adds up to `margin`."""
        pairs = zip(self.shape.dimensions, margin, at, strict=True)
        return all(
            a == b or (a == TOTAL and key not in self.overlaps) for key, a, b in pairs
        )

    def _apart(self, at: At) -> Iterator[str]:
        for key, value in zip(self.shape.dimensions, at, strict=True):
            if key not in self.overlaps:
                yield value


@dataclass(frozen=True)
class Line:
    """A place, and others that have everybody in it: once each, or at least once."""

    whole: Place
    parts: tuple[Place, ...]


@dataclass
class Population:
    """All places of one universe, and how many really are there."""

    truths: dict[Place, int] = field(default_factory=dict)
    margins: dict[Place, int] = field(default_factory=dict)  # how much of one it is
    scopes: set[Scope] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    covers: list[Line] = field(default_factory=list)
    fixed: set[Place] = field(default_factory=set)  # of `truths`: read elsewhere
    floors: dict[Place, int] = field(default_factory=dict)  # known to be at least

    def add(
        self, layout: Layout, numbers: Mapping[At, int], *, is_printed: bool
    ) -> None:
        """Take in a count of a cube: its places, and the lines that add up."""
        for at, number in numbers.items():
            place, margin = layout.place(at), at.count(TOTAL)
            self.scopes.add(frozenset(key for key, _values in place))
            if is_printed:
                self.truths[place] = number
                self.margins[place] = min(margin, self.margins.get(place, margin))
        self.lines += _lines(layout, numbers)
        self.covers += _covers(layout, numbers)

    def values(self) -> dict[str, tuple[str, ...]]:
        """Of each dimension the values that some cell names; sorted."""
        found: dict[str, set[str]] = {}
        for place in self.places():
            for key, values in place:
                found.setdefault(key, set()).update(values)
        return {key: tuple(sorted(found[key])) for key in sorted(found)}

    def places(self) -> Iterator[Place]:
        """All that are named."""
        yield from self.truths
        for line in (*self.lines, *self.covers):
            yield line.whole
            yield from line.parts


def without(place: Place, dimensions: Iterable[str]) -> Place:
    """The same, and all values of those dimensions."""
    dropped = set(dimensions)
    return tuple((key, values) for key, values in place if key not in dropped)


def years_of(cube: Cube) -> tuple[str, ...]:
    """The school years that a cube has, in order; empty if it tells none apart."""
    if SCHOOL_YEAR not in cube.shape.dimensions:
        return ()
    where = cube.shape.dimensions.index(SCHOOL_YEAR)
    return tuple(sorted({cell.at[where] for cell in cube.cells} - {TOTAL}))


def overlaps_of(shape: Shape, numbers: Mapping[At, int]) -> frozenset[str]:
    """The dimensions whose values together are more than their total, somewhere."""
    found = set()
    for where, key in enumerate(shape.dimensions):
        sums: dict[At, int] = {}
        for at, number in numbers.items():
            if at[where] != TOTAL:
                margin = (*at[:where], TOTAL, *at[where + 1 :])
                sums[margin] = sums.get(margin, 0) + number
        if any(at in numbers and total > numbers[at] for at, total in sums.items()):
            found.add(key)
    return frozenset(found)


def _lines(layout: Layout, numbers: Mapping[At, int]) -> Iterator[Line]:
    """Margins whose finest cells really add up to them: a reader takes it that they do.

    Where they do not, somebody is in none of these cells.
    """
    finest = [at for at in numbers if not layout.is_margin(at)]
    for margin in numbers:
        parts = [at for at in finest if layout.covers(margin, at)]
        adds_up = sum(numbers[at] for at in parts) == numbers[margin]
        if layout.is_margin(margin) and parts and adds_up:
            yield Line(layout.place(margin), tuple(map(layout.place, parts)))


def _covers(layout: Layout, numbers: Mapping[At, int]) -> Iterator[Line]:
    """Totals of which everybody has at least one of the values, which overlap."""
    for key in layout.overlaps:
        where = layout.shape.dimensions.index(key)
        groups: dict[At, list[At]] = {}
        for at in numbers:
            if at[where] != TOTAL:
                margin = (*at[:where], TOTAL, *at[where + 1 :])
                groups.setdefault(margin, []).append(at)
        for margin, parts in groups.items():
            if margin in numbers and numbers[margin] <= sum(numbers[a] for a in parts):
                yield Line(layout.place(margin), tuple(map(layout.place, parts)))
