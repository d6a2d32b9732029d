"""Which combinations of dimensions the reader must think of together.

Cubes of one universe are margins of one large table that nobody sees. Where their
scopes form an acyclic hypergraph, tables for each scope that agree on what they share
can always be joined to one table of whole numbers, so separate tables lose nothing.
Source: Beeri, Fagin, Maier and Yannakakis 1983, on acyclic database schemes; the
integer case follows by filling a transport table for each value of what is shared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sio.statistics.disclosure.places import Scope


@dataclass(frozen=True)
class Clique:
    """Dimensions that are told apart together; `shared` with an earlier clique."""

    dimensions: tuple[str, ...]
    parent: int | None
    shared: tuple[str, ...]


def cliques(scopes: Iterable[Scope]) -> list[Clique]:
    """Few dimensions each, every scope within one of them, parents first."""
    edges = _largest(scopes)
    order = _ears(edges)
    while order is None:
        edges = _merged(edges)
        order = _ears(edges)
    numbers = {edge: number for number, (edge, _parent) in enumerate(order)}
    return [
        Clique(
            tuple(sorted(edge)),
            None if parent is None else numbers[parent],
            tuple(sorted(edge & parent)) if parent is not None else (),
        )
        for edge, parent in order
    ]


def _largest(scopes: Iterable[Scope]) -> list[Scope]:
    found = sorted(set(scopes), key=sorted)
    return [one for one in found if not any(one < other for other in found)]


def _ears(edges: list[Scope]) -> list[tuple[Scope, Scope | None]] | None:
    """The edges as a tree, parents first; None if they are cyclic.

    An ear shares with all the others no more than one of them has (Graham's reduction).
    """
    left = list(edges)
    removed: list[tuple[Scope, Scope | None]] = []
    while len(left) > 1:
        found = next(
            ((e, p) for e in left if (p := _parent(e, left)) is not None), None
        )
        if found is None:
            return None
        left.remove(found[0])
        removed.append(found)
    return [*((edge, None) for edge in left), *reversed(removed)]


def _parent(edge: Scope, left: list[Scope]) -> Scope | None:
    others = [one for one in left if one != edge]
    shared = edge & frozenset().union(*others)
    return next((one for one in others if shared <= one), None)


def _merged(edges: list[Scope]) -> list[Scope]:
    """Two edges of a cycle as one: those that together are smallest."""
    core = list(edges)
    while ear := next((e for e in core if _parent(e, core) is not None), None):
        core.remove(ear)
    pairs = [(a | b, a, b) for i, a in enumerate(core) for b in core[i + 1 :] if a & b]
    union, first, second = min(pairs, key=lambda pair: (len(pair[0]), sorted(pair[0])))
    return _largest([union, *(one for one in edges if one not in (first, second))])
