"""What two releases tell when one is subtracted from the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sio.statistics.cells import Cell, Cube, ShownCube
from sio.statistics.disclosure.moved import Present, left, moved
from sio.statistics.disclosure.protect import Note, check
from sio.statistics.disclosure.releases import (
    EarlierRelease,
    by_name,
    cells_of,
    comparable,
    is_told,
    others_of,
)


def differences(
    cubes: Sequence[Cube],
    shown: Sequence[ShownCube],
    earlier: Sequence[EarlierRelease],
    *,
    k: int,
) -> tuple[Note, ...]:
    """Every place where `shown`, less an earlier release, points at 1 to k-1 people.

    "changed": both tell it, in whatever cube, and so few came or went. "left": one
    tells all, the other a part, and so few are neither. "told": it follows from all
    together. "public": it is hidden now, and was shown then.
    """
    if not earlier:
        return ()
    present = Present.of(cubes, shown, others_of(cubes, earlier))
    found: list[Note] = []
    for one in earlier:
        changed = list(_same_cubes(cubes, shown, one, k))
        found += changed
        named = {(note.cube, note.at, note.measure) for note in changed}
        for kind, spots in (("changed", moved), ("left", left)):
            new = sorted(set(spots(present, one.shown, k)) - named)
            found += [Note(kind, *spot, one.number) for spot in new]
            named.update(new)
    return (*found, *check(cubes, shown, k=k, earlier=earlier))


def _same_cubes(
    cubes: Sequence[Cube],
    shown: Sequence[ShownCube],
    earlier: EarlierRelease,
    k: int,
) -> Iterator[Note]:
    before = {one.shape.name: one for one in earlier.then}
    printed = by_name(earlier.shown)
    for cube, now in zip(cubes, shown, strict=True):
        name = cube.shape.name
        if name in before and name in printed:
            shapes = cube.shape, before[name].shape, printed[name].shape
            if comparable(*shapes):
                yield from _changed(cube, now, before[name], printed[name], earlier, k)


def _changed(
    cube: Cube,
    shown: ShownCube,
    before: Cube,
    printed: ShownCube,
    earlier: EarlierRelease,
    k: int,
) -> Iterator[Note]:
    olds = cells_of(before)
    printed_cells = {cell.at: cell for cell in printed.cells}
    for cell, now in zip(cube.cells, shown.cells, strict=True):
        if cell.at in olds and cell.at in printed_cells:
            old, then = olds[cell.at], printed_cells[cell.at]
            for number, measure in enumerate(cube.shape.measures):
                told = is_told(now.values[number]), is_told(then.values[number])
                if all(told) and 0 < _apart(cell, old, number, measure.kind) < k:
                    spot = cube.shape.name, cell.at, measure.key
                    yield Note("changed", *spot, earlier.number)
                elif told == (False, True) and _is_small(cell, old, number, k):
                    spot = cube.shape.name, cell.at, measure.key
                    yield Note("public", *spot, earlier.number)


def _apart(now: Cell, then: Cell, number: int, kind: str) -> float:
    """By how many people they differ; a count by what is counted."""
    new, old = now.numbers[number], then.numbers[number]
    if kind == "count" and new is not None and old is not None:
        return abs(new - old)
    return abs(now.people(number) - then.people(number))


def _is_small(now: Cell, then: Cell, number: int, k: int) -> bool:
    people = now.people(number)
    is_same = people == then.people(number)
    return is_same and now.numbers[number] == then.numbers[number] and 0 < people < k
