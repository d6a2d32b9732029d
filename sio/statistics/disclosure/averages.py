"""Sums and means: what is hidden of a few must not follow from that of more.

A mean that is printed says between which two numbers the sum lies; a reader who knows
how many people there are everywhere has a linear system again, of sums. He must not be
able to place a hidden mean in months more closely than a month to either side, and what
else is hidden not within a fifth of what it is (the p% rule, p = 20).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sio.statistics.cells import Cube, Measure
from sio.statistics.disclosure.collect import Collected
from sio.statistics.disclosure.counts import weight_of
from sio.statistics.disclosure.nested import nested, remainder
from sio.statistics.disclosure.parts import Item, protect_items, unsafe_items
from sio.statistics.disclosure.places import Place, Population, Spot
from sio.statistics.disclosure.program import Row
from sio.statistics.disclosure.shown import (
    MONTHS,
    WHOLE_YEAR_MONTHS,
    as_read,
    printed,
    step,
)
from sio.statistics.disclosure.tables import Tables

MONTHS_APART = 1.0
SHARE_APART = 0.2  # of the value
_KINDS = ("sum", "mean")
_Name = tuple[str, Place]  # the kind, or why it counts; and where


@dataclass(frozen=True)
class Told:
    """Below how many people nothing is told, and what earlier releases told.

    `others` are cubes that aren't printed now: of them only what was told is known.
    """

    k: int
    spots: Collection[Spot]
    others: frozenset[str]

    def is_read(self, spot: Spot) -> bool:
        """Whether it is printed now, or was."""
        return spot[0] not in self.others or spot in self.spots


@dataclass(frozen=True)
class _Amount:
    """One printed sum or mean, and the sum that is behind it."""

    spots: tuple[Spot, ...]
    place: Place
    measure: Measure
    total: float
    printed: float  # what a reader takes the sum for
    n: int
    margin: int

    @property
    def apart(self) -> float:
        """How far to either side a reader must not be able to tell the sum."""
        if self.measure.unit == MONTHS:
            return MONTHS_APART * self.n
        return max(SHARE_APART * self.total, step(self.measure))

    @property
    def bounds(self) -> tuple[float, float]:
        """Between which the sum lies in any case."""
        if self.measure.unit == MONTHS:
            return float(self.n), float(self.n * WHOLE_YEAR_MONTHS)
        return 0.0, float("inf")


@dataclass
class _Group:
    """Amounts that are parts of each other: of one population and one kind of thing."""

    population: Population
    amounts: dict[_Name, _Amount] = field(default_factory=dict)


def protect_amounts(
    cubes: Sequence[Cube],
    collected: Collected,
    hidden: Collection[Spot],
    told: Told,
) -> tuple[set[Spot], set[Spot]]:
    """What else must be hidden beside `hidden`, and what is told all the same."""
    more: set[Spot] = set()
    lost: set[Spot] = set()
    for group in _groups(cubes, collected, told):
        tables = Tables(group.population)
        items = list(_items(group, tables, hidden, told))
        verdict = protect_items(items, tables, is_whole=False)
        more |= _spots(group, verdict.hidden)
        lost |= _spots(group, verdict.lost)
    return more, lost


def unsafe_amounts(
    cubes: Sequence[Cube],
    collected: Collected,
    hidden: set[Spot],
    small: Collection[Spot],
    told: Told,
) -> tuple[set[Spot], set[Spot]]:
    """What is told if only `hidden` is hidden; and what earlier releases tell."""
    found: set[Spot] = set()
    lost: set[Spot] = set()
    for group in _groups(cubes, collected, told):
        tables = Tables(group.population)
        items = list(_items(group, tables, small, told))
        names = [n for n, one in group.amounts.items() if set(one.spots) <= hidden]
        verdict = unsafe_items(items, tables, names, is_whole=False)
        found |= _spots(group, verdict.told)
        lost |= _spots(group, verdict.lost)
    return found, lost


def _spots(group: _Group, names: Collection[_Name]) -> set[Spot]:
    found = (one.spots for name, one in group.amounts.items() if name in names)
    return {spot for spots in found for spot in spots}


def _groups(cubes: Sequence[Cube], collected: Collected, told: Told) -> list[_Group]:
    """Amounts of one unit together, unless two differ where they should be the same."""
    found: dict[tuple[str, str], list[_Group]] = {}
    for cube in cubes:
        for number, measure in enumerate(cube.shape.measures):
            # A ratio of two sums tells nothing beside these (see `ratios`).
            if measure.kind in _KINDS and not measure.of:
                for key, amounts in _located(cube, number, collected, told).items():
                    groups = found.setdefault((key, measure.unit), [])
                    _put(groups, collected.populations[key], amounts)
    return [group for groups in found.values() for group in groups]


def _located(
    cube: Cube, number: int, collected: Collected, told: Told
) -> dict[str, list[_Amount]]:
    """The amounts of one measure, by the population in which they lie."""
    measure, found = cube.shape.measures[number], dict[str, list[_Amount]]()
    for cell in cube.cells:
        spot = cube.shape.name, cell.at, measure.key
        places = collected.places.get((cube.shape.name, measure.key, cell.at))
        if places and cell.numbers[number] is not None and told.is_read(spot):
            key, place = places[0]
            margin = collected.populations[key].margins.get(place, 0)
            true, read = cell.numbers[number], printed(cell.numbers[number], measure)
            n = cell.people(number)
            times = n if measure.kind == "mean" else 1
            total, seen = float(true or 0) * times, as_read(read) * times
            amount = _Amount((spot,), place, measure, total, seen, n, margin)
            found.setdefault(key, []).append(amount)
    return found


def _put(groups: list[_Group], population: Population, amounts: list[_Amount]) -> None:
    """Into the first group that none of them contradicts, or a new one."""
    fitting = (one for one in groups if all(_fits(one, a) for a in amounts))
    group = next(fitting, None)
    if group is None:
        group = _Group(population)
        groups.append(group)
    for amount in amounts:
        _join(group.amounts, amount)


def _fits(group: _Group, amount: _Amount) -> bool:
    others = (group.amounts.get((kind, amount.place)) for kind in _KINDS)
    return all(other is None or _is_near(other, amount) for other in others)


def _is_near(one: _Amount, other: _Amount) -> bool:
    return one.n == other.n and abs(one.total - other.total) <= 1e-6 * (1 + one.total)


def _join(amounts: dict[_Name, _Amount], new: _Amount) -> None:
    name = new.measure.kind, new.place
    old = amounts.get(name)
    spots = (*old.spots, *new.spots) if old else new.spots
    amounts[name] = replace(new, spots=spots)


def _items(
    group: _Group, tables: Tables, hidden: Collection[Spot], told: Told
) -> Iterator[Item[_Name]]:
    for name in sorted(group.amounts):
        amount = group.amounts[name]
        is_hidden = amount.n > 0 and not set(amount.spots).isdisjoint(hidden)
        is_known = not set(amount.spots).isdisjoint(told.spots)
        row = _row(amount, tables, is_known=is_known)
        ends = _ends(amount.total, amount.apart, amount.bounds)
        yield Item(name, row, ends if is_hidden else None, ends[1] - ends[0], is_hidden)
    for place, n in group.population.truths.items():
        if n == 0:
            row = Row(tables.at(place), 0.0, 0.0, 0.0, 0.0, None)
            yield Item(("nobody", place), row, None, 0.0, is_hidden=False)
    yield from _remainders(group, tables, told.k)


def _row(amount: _Amount, tables: Tables, *, is_known: bool) -> Row:
    low, high = amount.bounds
    half = step(amount.measure) / 2
    slack = half * amount.n if amount.measure.kind == "mean" else half
    weight = None if is_known or amount.n == 0 else weight_of(amount.n, amount.margin)
    return Row(
        atoms=tables.at(amount.place),
        truth=amount.total,
        least=max(low, amount.printed - slack),
        most=min(high, amount.printed + slack),
        floor=low,
        roof=high,
        weight=weight,
    )


def _ends(
    total: float, apart: float, bounds: tuple[float, float]
) -> tuple[float, float]:
    return max(total - apart, bounds[0]), min(total + apart, bounds[1])


def _remainders(group: _Group, tables: Tables, k: int) -> Iterator[Item[_Name]]:
    """What is never printed, but is one mean less others, with their counts."""
    amounts = {place: one for (_kind, place), one in group.amounts.items()}
    for place, parts in nested(amounts):
        whole, inner = amounts[place], [amounts[part] for part in parts]
        n = whole.n - sum(one.n for one in inner)
        total = max(whole.total - sum(one.total for one in inner), 0.0)
        if 0 < n < k:
            rest = replace(whole, spots=(), total=total, n=n)
            low, high = rest.bounds
            atoms = remainder(tables, place, parts)
            row = Row(atoms, total, low, high, low, None, False, high)
            ends = _ends(total, rest.apart, rest.bounds)
            yield Item(("rest", place), row, ends, 0.0, is_hidden=False)
