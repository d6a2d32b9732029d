"""All that is printed of one population, in parts that tell nothing of each other."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

import numpy as np

from sio.statistics.disclosure.guard import Guard, Risk
from sio.statistics.disclosure.program import Program, Row
from sio.statistics.disclosure.tables import Atoms, Tables, Tie

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Item(Generic[Name]):
    """A row with a name of its own.

    `ends`: between which the reader must not be able to place it; None if that is no
    harm. `width`: of its range, once it is hidden. `is_hidden`: whatever comes.
    """

    name: Name
    row: Row
    ends: tuple[float, float] | None
    width: float
    is_hidden: bool

    @property
    def is_known(self) -> bool:
        """Whether a reader has it from elsewhere."""
        return self.row.is_printed and self.row.weight is None and self.row.truth > 0


@dataclass
class Verdict(Generic[Name]):
    """Names of what is hidden, and of what can't be protected as it should.

    `lost`: whatever is hidden now, for earlier releases tell it.
    """

    hidden: set[Name] = field(default_factory=set)
    told: set[Name] = field(default_factory=set)
    lost: set[Name] = field(default_factory=set)


@dataclass(frozen=True)
class _Part(Generic[Name]):
    items: list[Item[Name]]
    ties: list[Tie]
    is_whole: bool

    def guard(self, hidden: set[int]) -> Guard:
        """The search for it."""
        program = Program(
            [i.row for i in self.items], self.ties, is_whole=self.is_whole
        )
        return Guard(program, [item.width for item in self.items], hidden)

    def risks(self) -> list[Risk]:
        """What must not be told."""
        return [
            Risk(number, *item.ends)
            for number, item in enumerate(self.items)
            if item.ends is not None
        ]

    def possible(self) -> list[Risk]:
        """What could be asked if all were hidden, and no release had told anything.

        It is less only where zeros tell: three cells that aren't zero are 3 at least.
        """
        items = [
            replace(item, row=replace(item.row, weight=1.0)) if item.is_known else item
            for item in self.items
        ]
        free = _Part(items, self.ties, self.is_whole).guard(set(range(len(items))))
        free.protect(self.risks())
        return [free.limits.get(risk.row, risk) for risk in self.risks()]

    def may_hide(self, row: int) -> bool:
        """Whether hiding it hides anything: neither zeros nor what is public."""
        return self.items[row].row.weight is not None

    def names(self, rows: Iterable[int]) -> set[Name]:
        """What those rows are called."""
        return {self.items[row].name for row in rows}


def protect_items(
    items: Sequence[Item[Name]], tables: Tables, *, is_whole: bool = True
) -> Verdict[Name]:
    """Hide what must be, and what tells of it."""
    verdict = Verdict[Name]()
    for part in _parts(items, tables, is_whole):
        guard = part.guard({n for n, item in enumerate(part.items) if item.is_hidden})
        guard.protect(part.risks())
        verdict.hidden |= part.names(guard.hidden)
        verdict.lost |= part.names([*_closer(part, guard), *guard.narrow])
    return verdict


def unsafe_items(
    items: Sequence[Item[Name]],
    tables: Tables,
    hidden: Collection[Name],
    *,
    is_whole: bool = True,
) -> Verdict[Name]:
    """What is told, if `hidden` is all that is hidden."""
    verdict = Verdict[Name]()
    for part in _parts(items, tables, is_whole):
        rows = {n for n, item in enumerate(part.items) if item.name in hidden}
        small = {n for n, item in enumerate(part.items) if item.is_hidden}
        guard, risks = part.guard(rows), part.possible()
        told = {risk.row for risk in guard.unsafe(risks)} | (small - rows)
        partners = [row for row in sorted(rows - small) if part.may_hide(row)]
        told |= {row for row in partners if not guard.is_wide(row)}
        guard.hidden = set(range(len(part.items)))
        lost = {risk.row for risk in guard.unsafe(risks)} & told
        verdict.told |= part.names(told - lost)
        verdict.lost |= part.names(lost)
    return verdict


def _closer(part: _Part[Name], guard: Guard) -> Iterator[int]:
    """The rows that can be protected less than if no release had told anything."""
    if any(item.is_known for item in part.items):
        for risk in part.possible():
            left = guard.limits.get(risk.row, risk)
            if left.low > risk.low or left.high < risk.high:
                yield risk.row


def _parts(
    items: Sequence[Item[Name]], tables: Tables, is_whole: bool
) -> Iterator[_Part[Name]]:
    """Those in which something must not be told."""
    ties = [tie for tie in tables.ties() if len(tie.more) + len(tie.less)]
    sets = [item.row.atoms for item in items]
    sides = [np.concatenate([tie.more, tie.less]) for tie in ties]
    roots = _roots(tables.count, [*sets, *sides])
    found: dict[int, tuple[list[Item[Name]], list[Tie]]] = {}
    for item, atoms in zip(items, sets, strict=True):
        if len(atoms):
            found.setdefault(int(roots[atoms[0]]), ([], []))[0].append(item)
    for tie, side in zip(ties, sides, strict=True):
        if int(roots[side[0]]) in found:
            found[int(roots[side[0]])][1].append(tie)
    for root in sorted(found):
        part = _Part(*found[root], is_whole)
        if any(item.ends or item.is_hidden for item in part.items):
            yield part


def _roots(count: int, sets: Iterable[Atoms]) -> Atoms:
    """For each atom the lowest of those it has to do with."""
    parents = np.arange(count)

    def root(atom: int) -> int:
        while parents[atom] != atom:
            parents[atom] = parents[parents[atom]]
            atom = int(parents[atom])
        return atom

    for one in sets:
        if len(one):
            found = sorted({root(int(atom)) for atom in one})
            parents[found] = found[0]
    return np.array([root(atom) for atom in range(count)])
