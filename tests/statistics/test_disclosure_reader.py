"""Whoever reads all that is printed, and can solve it, learns no small number."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sio.statistics.cells import HIDDEN, ShownCube
from sio.statistics.disclosure import EarlierRelease, check, protect, unprotected
from tests.statistics.reader import (
    Person,
    Reader,
    counted,
    narrow,
    number,
    still_so,
    tables,
    whom,
)

WORLD = {
    "school_year": ("2014-2015", "2015-2016"),
    "province": ("BE-VAN", "BE-VLI", "BE-BRU"),
    "main": ("physical", "psychological"),
    "level": ("primary", "secondary"),
}
YEAR, PROVINCE, MAIN, LEVEL = WORLD
Crowd = Mapping[Person, int]

few = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 30])
crowds = st.lists(few, min_size=24, max_size=24).map(
    lambda numbers: dict(zip(product(*WORLD.values()), numbers, strict=True))
)
ks = st.sampled_from([2, 3, 5, 10])
quick = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
PSYCHOLOGICAL = {MAIN: "psychological"}


@quick
@given(crowds, ks, st.booleans())
def test_of_provinces_and_a_reason_group(
    crowd: Crowd, k: int, over_years: bool
) -> None:
    margins = (YEAR, PROVINCE) if over_years else (PROVINCE,)
    cubes = [
        counted(WORLD, crowd, (YEAR, PROVINCE), margins=margins),
        counted(WORLD, crowd, (YEAR, PROVINCE), where=PSYCHOLOGICAL, margins=margins),
    ]
    shown = protect(cubes, k=k).shown
    assert narrow(WORLD, cubes, shown, k) == []
    assert told_differences(cubes, shown, crowd, k) == []
    assert check(cubes, shown, k=k) == ()


def told_differences(cubes: list, shown: list, crowd: Crowd, k: int) -> list:
    """Provinces of which the physical are few, and can be placed too closely."""
    reader, found = Reader(WORLD, shown), []
    for cell in cubes[0].cells:
        wanted = whom(cubes[0], cell.at)
        few = {**wanted, MAIN: "physical"}
        if 0 < number(WORLD, crowd, few) < k:
            low, high = reader.range(few, k - 1)
            if low > 1 or high < k - 1:
                found.append((cell.at, low, high))
    return found


@quick
@given(crowds, ks)
def test_of_provinces_levels_and_reasons(crowd: Crowd, k: int) -> None:
    cubes = [
        counted(WORLD, crowd, (YEAR, PROVINCE), margins=(PROVINCE,)),
        counted(WORLD, crowd, (YEAR, LEVEL), margins=(LEVEL,)),
        counted(WORLD, crowd, (YEAR, MAIN)),
    ]
    shown = protect(cubes, k=k).shown
    assert narrow(WORLD, cubes, shown, k) == []


@quick
@given(crowds, ks)
def test_of_cubes_that_go_round(crowd: Crowd, k: int) -> None:
    cubes = [
        counted(WORLD, crowd, (PROVINCE, LEVEL)),
        counted(WORLD, crowd, (LEVEL, MAIN)),
        counted(WORLD, crowd, (MAIN, PROVINCE)),
    ]
    shown = protect(cubes, k=k).shown
    assert narrow(WORLD, cubes, shown, k) == []


@quick
@given(crowds, ks)
def test_of_an_earlier_release_too(crowd: Crowd, k: int) -> None:
    old = [counted(WORLD, crowd, (YEAR, PROVINCE), margins=(PROVINCE,))]
    new = [
        counted(WORLD, crowd, (YEAR, PROVINCE)),
        counted(WORLD, crowd, (PROVINCE, MAIN)),
    ]
    first = protect(old, k=k).shown
    earlier = EarlierRelease(1, first, tuple(old), tuple(old), k)
    found = protect(new, k=k, earlier=[earlier])
    told = {(note.cube, *note.at) for note in found.notes}
    assert set(narrow(WORLD, new, found.shown, k, other=first)) <= told


came = st.lists(st.sampled_from([0] * 9 + [1, 6, 20]), min_size=24, max_size=24)


@quick
@given(crowds, came, ks)
def test_of_another_moment_and_other_figures_too(
    crowd: Crowd, since: list[int], k: int
) -> None:
    later = {one: n + more for (one, n), more in zip(crowd.items(), since, strict=True)}
    old = counted(WORLD, crowd, (YEAR, PROVINCE), margins=(PROVINCE,))
    now = counted(WORLD, later, (YEAR, PROVINCE), margins=(PROVINCE,))
    new = [
        counted(WORLD, later, (YEAR, PROVINCE), margins=()),
        counted(
            WORLD, later, (YEAR, PROVINCE), where=PSYCHOLOGICAL, margins=(PROVINCE,)
        ),
    ]
    [first] = protect([old], k=k).shown
    earlier = EarlierRelease(1, (first,), (old,), (now,), k)
    found = protect(new, k=k, earlier=[earlier])
    told = {(note.cube, *note.at) for note in found.notes}
    known, sums = still_so(WORLD, later, first)
    assert set(narrow(WORLD, new, found.shown, k, other=[known], sums=sums)) <= told
    assert {n.kind for n in check(new, found.shown, k=k, earlier=[earlier])} <= {
        "follows"
    }


TINY = {"province": ("BE-VAN", "BE-VLI"), "level": ("primary", "secondary")}


@quick
@given(st.lists(st.integers(0, 4), min_size=4, max_size=4))
def test_of_tiny_tables_that_are_tried_one_by_one(numbers: list[int]) -> None:
    crowd = dict(zip(product(*TINY.values()), numbers, strict=True))
    cubes = [counted(TINY, crowd, ("province", "level"))]
    shown = protect(cubes, k=3).shown
    possible = tables(list(crowd), 6, lambda table: agrees(table, shown[0]))
    blind = tables(list(crowd), 6, lambda table: zeros(table) == zeros(crowd))
    for cell, printed in zip(cubes[0].cells, shown[0].cells, strict=True):
        if printed.values == (HIDDEN,):
            wanted = whom(cubes[0], cell.at)
            found = {number(TINY, table, wanted) for table in possible}
            best = {number(TINY, table, wanted) for table in blind}
            assert found >= best & {1, 2} or cell.n > 2
            assert len(found) >= 2


def agrees(table: Crowd, shown: ShownCube) -> bool:
    return all(
        number(TINY, table, whom(shown, cell.at)) == cell.values[0]
        if cell.values != (HIDDEN,)
        else number(TINY, table, whom(shown, cell.at)) > 0
        for cell in shown.cells
    )


def zeros(table: Crowd) -> set[Person]:
    return {person for person, n in table.items() if n == 0}


def test_the_reader_finds_what_is_not_protected() -> None:
    crowd = dict(zip(product(*TINY.values()), (3, 0, 8, 9), strict=True))
    cube = counted(TINY, crowd, ("province",))
    assert narrow(TINY, [cube], unprotected([cube]), 5) == [
        ("province province", "BE-VAN")
    ]
