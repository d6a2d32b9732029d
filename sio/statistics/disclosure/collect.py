"""From cubes to populations: which cells count the same people.

Every cell that shows something of people (a mean, a share) counts as if it showed how
many they are, since it is shown only if they are enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from sio.statistics.cells import Cell, Cube
from sio.statistics.disclosure.places import (
    At,
    Layout,
    Place,
    Population,
    overlaps_of,
    without,
    years_of,
)
from sio.statistics.disclosure.releases import Fact

# The population in which a place lies, and the place.
Located = tuple[str, Place]
Numbers = dict[At, int]
_OF_PEOPLE = frozenset({"sum", "mean", "min", "max", "share"})


@dataclass
class Collected:
    """All populations, and on which places each printed value rests.

    `places` has them by name of cube, key of measure and place in the cube: first those
    that are behind it, then all of whom they are a part.
    """

    populations: dict[str, Population] = field(default_factory=dict)
    places: dict[tuple[str, str, At], tuple[Located, ...]] = field(default_factory=dict)

    def population(self, key: str) -> Population:
        """The one with that key, empty at first."""
        return self.populations.setdefault(key, Population())

    def counted(self, located: Located) -> int | None:
        """How many there are, if that is printed or was told; else None."""
        key, place = located
        return self.population(key).truths.get(place)

    def tell_count(self, located: Located, count: int) -> None:
        """An earlier release told that so many are there; not if they no longer are."""
        key, place = located
        population = self.population(key)
        if population.truths.setdefault(place, count) == count:
            population.scopes.add(frozenset(name for name, _values in place))
            population.fixed.add(place)

    def tell(self, located: Located, fact: Fact, k: int) -> None:
        """An earlier release showed a number that lies there.

        If it is a count, that is known now; else only that it is `k` at least, or if
        nothing is printed there now, how many.
        """
        key, place = located
        population = self.populations[key]
        if place not in population.truths:
            population.scopes.add(frozenset(name for name, _values in place))
            population.truths[place] = fact.count
            population.fixed.add(place)
        elif fact.measure.kind == "count":
            population.fixed.add(place)
        else:
            self.tell_enough(located, fact, k)

    def tell_enough(self, located: Located, fact: Fact, k: int) -> None:
        """An earlier release showed something of them, so they are `k` at least."""
        key, place = located
        floors = self.populations[key].floors
        floors[place] = min(max(k, floors.get(place, 1)), fact.count)


@dataclass(frozen=True)
class _Count:
    """One count of a cube: of people, or of the measure `key`."""

    cube: Cube
    key: str
    numbers: Numbers
    population: str
    tag: str = ""
    is_own: bool = False  # of those who are behind that measure alone


def collect(cubes: Sequence[Cube], others: Sequence[Cube] = ()) -> Collected:
    """The populations of `cubes`. `others` aren't printed: only their lines count."""
    found = Collected()
    printed = {one.shape.name for one in cubes}
    for universe, group in _universes([*cubes, *others]).items():
        years = sorted(set(chain.from_iterable(map(years_of, group))))
        counts = [*_people(universe, group), *_other_counts(universe, group)]
        for count in _apart(counts, years):
            layout = _layout(count, years)
            is_printed = count.cube.shape.name in printed
            population = found.population(count.population)
            population.add(layout, count.numbers, is_printed=is_printed)
            _note_places(found, count, layout)
    for cube in (*cubes, *others):
        _add_wholes(found, cube, is_printed=cube.shape.name in printed)
    return found


def _universes(cubes: Sequence[Cube]) -> dict[str, list[Cube]]:
    found: dict[str, list[Cube]] = defaultdict(list)
    for cube in cubes:
        found[cube.shape.universe].append(cube)
    return found


def _people(universe: str, cubes: list[Cube]) -> Iterator[_Count]:
    for cube in cubes:
        tells = _people_measures(cube)
        numbers = {
            cell.at: cell.n for cell in cube.cells if tells and _tells(cell, tells)
        }
        if numbers:
            yield _Count(cube, "", numbers, universe)
    for cube, number, name in _with_own_people(cubes):
        own = {cell.at: cell.people(number) for cell in cube.cells}
        # Nobody reads how many they are, so they are no part of the others.
        key = cube.shape.measures[number].key
        yield _Count(cube, key, own, f"{universe} {name}", is_own=True)


def _tells(cell: Cell, measures: list[int]) -> bool:
    """Whether a cell tells how many they are; a blank where nobody is tells that."""
    return cell.n == 0 or any(cell.numbers[one] is not None for one in measures)


def _people_measures(cube: Cube) -> list[int]:
    """The measures that tell how many people there are, or that they are enough."""
    return [
        number
        for number, measure in enumerate(cube.shape.measures)
        if measure.kind in _OF_PEOPLE or _is_of_people(cube, number)
    ]


def _with_own_people(cubes: list[Cube]) -> Iterator[tuple[Cube, int, str]]:
    """Measures of fewer than are counted, in some cube; and what these are called.

    Those of one name in several cubes are the same people: who has hours.
    """
    named = [
        (cube, number, _name(cube, number))
        for cube in cubes
        for number in range(len(cube.shape.measures))
    ]
    fewer = {name for cube, number, name in named if _has_own_people(cube, number)}
    yield from (one for one in named if one[2] in fewer)


def _name(cube: Cube, number: int) -> str:
    measures = cube.shape.measures
    # As many here may be others elsewhere: a sum has one name in all cubes.
    is_sum = measures[number].kind == "sum"
    measure = measures[number if is_sum else _own_people(cube, number)]
    return f"{measure.key} {measure.unit}"


def _has_own_people(cube: Cube, number: int) -> bool:
    """Whether fewer are behind this number than are counted, somewhere."""
    return any(cell.people(number) != cell.n for cell in cube.cells)


def _own_people(cube: Cube, number: int) -> int:
    """The first measure that is of the same people."""
    measures = range(len(cube.shape.measures))
    return next(
        other
        for other in measures
        if all(cell.people(other) == cell.people(number) for cell in cube.cells)
    )


def _is_of_people(cube: Cube, number: int) -> bool:
    if cube.shape.measures[number].kind != "count":
        return False
    return all(cell.numbers[number] in (None, cell.n) for cell in cube.cells)


def _other_counts(universe: str, cubes: list[Cube]) -> Iterator[_Count]:
    """Counts of a part of the people, and counts of something else than people."""
    for cube in cubes:
        people = [cube.shape.measures[number] for number in _people_measures(cube)]
        units = {one.unit for one in people if one.kind == "count"}
        for number, measure in enumerate(cube.shape.measures):
            if measure.kind == "count" and not _is_of_people(cube, number):
                numbers = _whole_numbers(cube, number)
                is_part = measure.unit in units and all(
                    numbers[cell.at] <= cell.n
                    for cell in cube.cells
                    if cell.at in numbers
                )
                where = universe if is_part else f"{universe} {measure.unit}"
                tag = f"\0{measure.key}" if is_part else ""
                yield _Count(cube, measure.key, numbers, where, tag)


def _whole_numbers(cube: Cube, number: int) -> Numbers:
    found = ((cell.at, cell.numbers[number]) for cell in cube.cells)
    return {at: int(value) for at, value in found if value is not None}


def _apart(counts: list[_Count], years: list[str]) -> Iterator[_Count]:
    """The same; what counts fewer than another at one place is made a part of it."""
    most: dict[tuple[str, str, Place], int] = {}
    for count in counts:
        layout = _layout(count, years)
        for at, number in count.numbers.items():
            key = count.population, count.tag, layout.place(at)
            most[key] = max(number, most.get(key, 0))
    for count in counts:
        layout = _layout(count, years)
        is_all = all(
            most[count.population, count.tag, layout.place(at)] == number
            for at, number in count.numbers.items()
        )
        tag = count.tag if is_all else f"\0{count.cube.shape.name} {count.key}"
        yield replace(count, tag=tag)


def _layout(count: _Count, years: list[str]) -> Layout:
    shape, own = count.cube.shape, years_of(count.cube)
    overlaps = overlaps_of(shape, count.numbers)
    return Layout(shape, () if list(own) == years else own, overlaps, count.tag)


def _note_places(found: Collected, count: _Count, layout: Layout) -> None:
    for number, measure in enumerate(count.cube.shape.measures):
        is_own = measure.key == count.key
        if is_own or (not count.key and number in _people_measures(count.cube)):
            for at in count.numbers:
                spot = count.cube.shape.name, measure.key, at
                located = count.population, layout.place(at)
                all_people = found.places.get(spot, ()) if count.is_own else ()
                found.places[spot] = (located, *all_people)


def _add_wholes(found: Collected, cube: Cube, *, is_printed: bool) -> None:
    """Of what the shares of a cube are shares: known with them, so places as well."""
    for number, measure in enumerate(cube.shape.measures):
        if measure.kind == "share":
            cells = [c for c in cube.cells if c.numbers[number] is not None]
            wholes = _wholes(found, cube, measure.key, cells)
            for cell in cells:
                spot = cube.shape.name, measure.key, cell.at
                key, place = wholes[cell.at]
                population = found.population(key)
                if is_printed:
                    population.scopes.add(frozenset(name for name, _values in place))
                    population.truths.setdefault(place, cell.whole or 0)
                    population.margins.setdefault(place, 1)
                found.places[spot] = (*found.places[spot], (key, place))


def _wholes(
    found: Collected, cube: Cube, measure: str, cells: list[Cell]
) -> Mapping[At, Located]:
    """Where those are: the place of the part, and all values of a dimension of it.

    Of which one is seen from the numbers. In a population of its own if none fits.
    """
    name = cube.shape.name
    parts = {cell.at: found.places[name, measure, cell.at][0] for cell in cells}
    dimensions = cube.shape.dimensions
    for dropped in ([*cube.shape.where], *([one] for one in reversed(dimensions))):
        wholes = {at: (key, without(p, dropped)) for at, (key, p) in parts.items()}
        known = [
            found.populations[key].truths.get(place) == cell.whole
            for cell in cells
            for key, place in [wholes[cell.at]]
            if place in found.populations[key].truths
        ]
        if dropped and known and all(known):
            return wholes
    return {at: (f"{name} {measure}", place) for at, (_key, place) in parts.items()}
