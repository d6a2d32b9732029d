"""A hidden sum does not follow from a ratio: not for a reader who multiplies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sio.statistics.canonical import text_of_truth, truth_of_text
from sio.statistics.cells import (
    HIDDEN,
    SCHOOL_YEAR,
    TOTAL,
    Cell,
    Cube,
    Measure,
    Shape,
    Shown,
    ShownCell,
    ShownCube,
)
from sio.statistics.disclosure import (
    EarlierRelease,
    Note,
    apply_pattern,
    check,
    protect,
    unprotected,
)
from sio.statistics.disclosure.program import _Quiet

YEAR = "2026-2027"
WHOLE = Measure("planned", "sum", "half_days")
PART = Measure("attended", "sum", "half_days")
SHARE = Measure("share", "mean", "percent", ("attended", "planned"))
LEVELS = ("nursery", "primary", "secondary")
# Of each pupil the half days that were planned, and those attended of them.
Days = Sequence[tuple[int, int]]
MANY = [(20, 15)] * 12
TWO_OF_NINE = [(11, 6)] * 2 + [(11, 0)] * 6 + [(12, 0)]
LED = [(9, 1)] * 8 + [(900, 60)]


def cube_of(levels: Mapping[str, Days]) -> Cube:
    """Per level and in general."""
    every = [one for days in levels.values() for one in days]
    cells = [_cell(at, days) for at, days in (*levels.items(), (TOTAL, every))]
    shape = Shape("use", 1, (SCHOOL_YEAR, "level"), (WHOLE, PART, SHARE), "use")
    return Cube(shape, tuple(cells))


def _cell(at: str, days: Days) -> Cell:
    columns = [[one[column] for one in days] for column in (0, 1)]
    whole, part = map(sum, columns)
    behind = [sum(1 for one in column if one) for column in columns]
    share = round(100 * part / whole, 1) if whole else None
    return Cell(
        (YEAR, at),
        (whole, part, share),
        len(days),
        behind=(*behind, behind[0]),
        led=tuple(n for n, column in enumerate(columns) if _is_led(column)),
    )


def _is_led(column: list[int]) -> bool:
    most = max(column, default=0)
    return 5 * (sum(column) - most) < most


def values(shown: ShownCube, level: str) -> tuple[Shown, ...]:
    return shown.at(YEAR, level).values


def with_value(shown: ShownCube, level: str, key: str, value: Shown) -> ShownCube:
    """The same with another value at one place."""
    column = [one.key for one in shown.shape.measures].index(key)
    cells = []
    for cell in shown.cells:
        found = list(cell.values)
        if cell.at == (YEAR, level):
            found[column] = value
        cells.append(ShownCell(cell.at, tuple(found)))
    return ShownCube(shown.shape, tuple(cells))


def test_a_part_that_few_have_takes_its_ratio_along() -> None:
    cube = cube_of({"nursery": TWO_OF_NINE, "primary": MANY, "secondary": MANY})
    protected = protect([cube], k=5)
    [shown] = protected.shown
    assert values(shown, "nursery") == (100, HIDDEN, HIDDEN)
    # Else the total less the other levels would tell the part.
    assert values(shown, "primary") == (240, HIDDEN, HIDDEN)
    assert values(shown, TOTAL) == (580, 372, 64.1)
    assert check([cube], [shown], k=5) == ()
    assert apply_pattern([cube], protected.pattern, 5) == (shown,)


def test_a_whole_that_one_makes_takes_its_ratio_along() -> None:
    few = [(900, 6), *[(9, 6)] * 9]
    cube = cube_of({"nursery": few, "primary": MANY, "secondary": MANY})
    [shown] = protect([cube], k=5).shown
    assert values(shown, "nursery") == (HIDDEN, 60, HIDDEN)
    assert check([cube], [shown], k=5) == ()


def test_a_ratio_stays_where_both_sums_stay() -> None:
    cube = cube_of({"nursery": [], "primary": MANY, "secondary": [(8, 0)] * 9})
    [shown] = protect([cube], k=5).shown
    assert [cell.values for cell in shown.cells] == [
        (0, 0, None),
        (240, 180, 75.0),
        (72, 0, 0.0),
        (312, 180, 57.7),
    ]


def test_the_check_finds_a_ratio_beside_a_hidden_sum() -> None:
    cube = cube_of({"nursery": TWO_OF_NINE, "primary": MANY, "secondary": MANY})
    [shown] = protect([cube], k=5).shown
    told = with_value(shown, "nursery", "share", 12.0)
    found = check([cube], [told], k=5)
    assert [(n.kind, n.at[1], n.measure) for n in found] == [
        ("told", "nursery", "share")
    ]
    # A pattern of before does not bring it back.
    pattern = [["use", f"{YEAR}|nursery", "attended"]]
    [again] = apply_pattern([cube], pattern, 5)
    assert values(again, "nursery") == (100, HIDDEN, HIDDEN)


def test_what_is_kept_of_a_cube_says_of_what_its_ratio_is() -> None:
    [kept] = truth_of_text(text_of_truth([cube_of({"primary": MANY})]))
    assert [one.of for one in kept.shape.measures] == [(), (), SHARE.of]


def earlier_of(cube: Cube, shown: ShownCube) -> EarlierRelease:
    return EarlierRelease(1, (shown,), (cube,), (cube,), k=5)


def test_of_a_ratio_that_was_told_both_sums_are_hidden() -> None:
    cube = cube_of({"nursery": TWO_OF_NINE, "primary": MANY, "secondary": MANY})
    [all_told] = unprotected([cube])
    hidden = with_value(all_told, "nursery", "planned", HIDDEN)
    hidden = with_value(hidden, "nursery", "attended", HIDDEN)
    hidden = with_value(hidden, TOTAL, "planned", HIDDEN)
    hidden = with_value(hidden, TOTAL, "attended", HIDDEN)
    earlier = [earlier_of(cube, hidden)]
    found = protect([cube], k=5, earlier=earlier)
    assert values(found.shown[0], "nursery") == (HIDDEN, HIDDEN, HIDDEN)
    assert check([cube], found.shown, k=5, earlier=earlier) == ()
    # Who signs knows that it is out.
    assert Note("public", "use", (YEAR, "nursery"), "share", 1) in found.notes
    told = with_value(found.shown[0], "nursery", "planned", 100)
    notes = check([cube], [told], k=5, earlier=earlier)
    assert ("told", "nursery", "planned") in [
        (n.kind, n.at[1], n.measure) for n in notes
    ]


def test_who_signs_is_told_that_a_sum_follows_from_what_was_told() -> None:
    cube = cube_of({"nursery": TWO_OF_NINE, "primary": MANY, "secondary": MANY})
    [all_told] = unprotected([cube])
    shown = with_value(all_told, "nursery", "attended", HIDDEN)
    earlier = [earlier_of(cube, with_value(shown, TOTAL, "attended", HIDDEN))]
    found = protect([cube], k=5, earlier=earlier)
    assert values(found.shown[0], "nursery") == (100, HIDDEN, HIDDEN)
    place = ("follows", "nursery", "attended")
    for notes in (found.notes, check([cube], found.shown, k=5, earlier=earlier)):
        assert place in [(n.kind, n.at[1], n.measure) for n in notes]


# A reader who multiplies --------------------------------------------------------------


def placed(cube: Cube, shown: ShownCube) -> list[tuple[str, str]]:
    """Hidden sums that follow too closely, for who multiplies and adds up."""
    solver, sums = _read(cube, shown)
    return [
        (cell.at[1], cube.shape.measures[n].key)
        for cell, printed in zip(cube.cells, shown.cells, strict=True)
        for n in (0, 1)
        if printed.values[n] == HIDDEN
        and not _is_open(solver, sums[n, cell.at[1]], cell, n)
    ]


def _read(cube: Cube, shown: ShownCube) -> tuple[_Quiet, dict[tuple[int, str], Any]]:
    """All that is printed, with what rounding leaves open, and each sum in it."""
    solver = _Quiet()
    names = [(n, cell.at[1]) for n in (0, 1) for cell in cube.cells[:-1]]
    sums = {name: solver.addVariable(lb=0, ub=1e6) for name in names}
    for n in (0, 1):
        sums[n, TOTAL] = solver.qsum([sums[one] for one in names if one[0] == n])
    for cell in shown.cells:
        whole, part = sums[0, cell.at[1]], sums[1, cell.at[1]]
        for value, one in zip(cell.values, (whole, part), strict=False):
            if isinstance(value, int):
                solver.addConstr(one >= value - 0.5)
                solver.addConstr(one <= value + 0.5)
        if isinstance(share := cell.values[2], float):
            solver.addConstr(100 * part >= (share - 0.05) * whole)
            solver.addConstr(100 * part <= (share + 0.05) * whole)
    return solver, sums


def _is_open(solver: _Quiet, wanted: Any, cell: Cell, number: int) -> bool:
    """Whether a fifth to either side is possible; or as wide, of enough people."""
    true = float(cell.numbers[number] or 0)
    ends = []
    for solve in (solver.minimize, solver.maximize):
        solve(wanted)
        ends.append(solver.getObjectiveValue())
    is_around = ends[0] <= 0.8 * true + 0.01 and ends[1] >= 1.2 * true - 0.01
    is_enough = cell.people(number) >= 5 and number not in cell.led
    return is_around or (is_enough and ends[1] - ends[0] >= 0.4 * true - 0.01)


few = st.integers(1, 40).flatmap(
    lambda planned: st.tuples(st.just(planned), st.sampled_from([0, 0, 1, planned]))
)
a_level = st.lists(few, max_size=9) | st.sampled_from([MANY, TWO_OF_NINE, LED])


@settings(max_examples=40, deadline=None)
@given(st.lists(a_level, min_size=3, max_size=3))
def test_a_reader_who_multiplies_can_place_no_hidden_sum(levels: list[Days]) -> None:
    cube = cube_of(dict(zip(LEVELS, levels, strict=True)))
    [shown] = protect([cube], k=5).shown
    assert placed(cube, shown) == []
    assert check([cube], [shown], k=5) == ()


def test_the_reader_who_multiplies_finds_what_is_not_protected() -> None:
    cube = cube_of({"nursery": TWO_OF_NINE, "primary": MANY, "secondary": MANY})
    [shown] = protect([cube], k=5).shown
    assert placed(cube, shown) == []
    told = with_value(shown, "nursery", "share", 12.0)
    assert ("nursery", "attended") in placed(cube, told)
    # As it was: a mean of its own, of who had something planned.
    shape = replace(cube.shape, measures=(WHOLE, PART, replace(SHARE, of=())))
    [before] = protect([Cube(shape, cube.cells)], k=5).shown
    assert values(before, "nursery")[1:] == (HIDDEN, 12.0)
