"""The table that nobody sees, of which every cell that is printed is a sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sio.statistics.disclosure.cliques import Clique, cliques
from sio.statistics.disclosure.places import REST, Line, Place, Population, Scope

Atoms = NDArray[np.int64]  # numbers of atoms, sorted


@dataclass(frozen=True)
class Tie:
    """Two sets of atoms with equal sums, or of which the first has the larger."""

    more: Atoms
    less: Atoms
    is_equal: bool = True


@dataclass(frozen=True)
class _Table:
    """The atoms of one clique: one for each combination of values."""

    clique: Clique
    domains: dict[str, tuple[str, ...]]
    numbers: Atoms  # an array with an axis per dimension

    def at(self, place: Place) -> Atoms:
        """Those of a place."""
        wanted = dict(place)
        picks = []
        for key in self.clique.dimensions:
            domain = self.domains[key]
            values = wanted.get(key, domain)
            picks.append([domain.index(value) for value in values])
        return np.sort(self.numbers[np.ix_(*picks)], axis=None)


class Tables:
    """All atoms of a population, numbered from 0, and which of them make up a place."""

    def __init__(self, population: Population) -> None:
        self._tables: list[_Table] = []
        self._covers = population.covers
        self.count = 0
        domains = _domains(population)
        for clique in cliques(population.scopes):
            own = {key: domains[key] for key in clique.dimensions}
            sizes = [len(own[key]) for key in clique.dimensions]
            size = int(np.prod(sizes, dtype=np.int64))
            numbers = np.arange(self.count, self.count + size).reshape(sizes)
            self._tables.append(_Table(clique, own, numbers))
            self.count += size
        self._alive = np.ones(self.count, dtype=bool)
        for line in population.lines:
            whole, parts = self._sides(line)
            self._alive[np.setdiff1d(whole, parts)] = False

    def at(self, place: Place, among: Scope = frozenset()) -> Atoms:
        """The atoms of a place, in the first clique that also has `among`."""
        keys = among.union(key for key, _values in place)
        table = next(t for t in self._tables if keys <= set(t.clique.dimensions))
        return self._living(table.at(place))

    def ties(self) -> Iterator[Tie]:
        """What holds between sums of atoms, whatever is printed."""
        for table in self._tables:
            if table.clique.parent is not None:
                other = self._tables[table.clique.parent]
                for values in product(*(table.domains[k] for k in table.clique.shared)):
                    pairs = zip(table.clique.shared, values, strict=True)
                    place = tuple((key, (value,)) for key, value in pairs)
                    here, there = table.at(place), other.at(place)
                    yield Tie(self._living(here), self._living(there))
        for line in self._covers:
            whole = self.at(line.whole)
            parts = np.unique(np.concatenate([self.at(part) for part in line.parts]))
            common = np.intersect1d(whole, parts)
            yield Tie(
                np.setdiff1d(parts, common), np.setdiff1d(whole, common), is_equal=False
            )

    def _sides(self, line: Line) -> tuple[Atoms, Atoms]:
        """The atoms of a whole, and of its parts, in one clique."""
        scope = frozenset(key for place in line.parts for key, _values in place)
        parts = [self.at(part, scope) for part in line.parts]
        return self.at(line.whole, scope), np.concatenate(parts)

    def _living(self, atoms: Atoms) -> Atoms:
        return atoms[self._alive[atoms]]


def _domains(population: Population) -> dict[str, tuple[str, ...]]:
    """The values of each dimension, with REST where a place counts all of them."""
    domains = {}
    places = [dict(place) for place in population.places()]
    for key, values in population.values().items():
        is_told = all(key in place for place in places)
        domains[key] = values if is_told else (*values, REST)
    return domains
