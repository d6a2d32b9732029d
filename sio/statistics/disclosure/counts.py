"""Counts: 1 to k-1 are hidden, and whatever would tell them."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from sio.statistics.disclosure.nested import nested, remainder
from sio.statistics.disclosure.parts import Item, Verdict, protect_items, unsafe_items
from sio.statistics.disclosure.places import Place, Population
from sio.statistics.disclosure.program import Row
from sio.statistics.disclosure.tables import Tables

_DEARER = 16.0  # how much a total is worth above what it is a total of


def protect_counts(population: Population, k: int) -> Verdict[Place]:
    """Hide what is small and what tells of it; the names are places."""
    tables = Tables(population)
    return protect_items(list(_items(population, tables, k)), tables)


def unsafe_counts(population: Population, k: int, hidden: set[Place]) -> Verdict[Place]:
    """What is told, if `hidden` is all that is hidden."""
    tables = Tables(population)
    return unsafe_items(list(_items(population, tables, k)), tables, hidden)


def weight_of(count: float, margin: int) -> float:
    """What is lost if a number of so many people is hidden, that is so far a total."""
    return round(sqrt(1 + count), 3) * _DEARER**margin


def _items(population: Population, tables: Tables, k: int) -> Iterator[Item[Place]]:
    widest = max(k - 1, 2)  # with k = 2 a range of one number would tell it
    ends, width = (1.0, float(widest)), float(widest - 1)
    for place in sorted(population.truths):
        row = _row(population, place, tables)
        is_small = 0 < row.truth < k
        yield Item(place, row, ends if is_small else None, width, is_small)
    # What is never printed, but is one cell less others.
    for place, parts in nested(population.truths):
        truth = population.truths[place] - sum(population.truths[one] for one in parts)
        if 0 < truth < k:
            atoms = remainder(tables, place, parts)
            row = Row(atoms, float(truth), 0.0, 0.0, 0.0, None, is_printed=False)
            yield Item(place, row, ends, width, is_hidden=False)


def _row(population: Population, place: Place, tables: Tables) -> Row:
    truth = float(population.truths[place])
    is_fixed = truth == 0 or place in population.fixed
    weight = weight_of(truth, population.margins.get(place, 0))
    floor = float(max(1, population.floors.get(place, 1)))
    return Row(
        tables.at(place), truth, truth, truth, floor, None if is_fixed else weight
    )
