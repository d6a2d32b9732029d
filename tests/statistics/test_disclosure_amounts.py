"""Means, sums, extremes and shares: only of enough people, and not by subtracting."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sio.statistics.cells import (
    HIDDEN,
    PROVINCE,
    SCHOOL_YEAR,
    TOTAL,
    Cell,
    Cube,
    Measure,
    Number,
    Shape,
    ShownCube,
)
from sio.statistics.disclosure import (
    EarlierRelease,
    check,
    differences,
    protect,
    unprotected,
)
from sio.statistics.disclosure.program import _Quiet

YEAR = "2015-2016"
COUNT = Measure("pupils", "count", "pupils")
LEAST = Measure("least", "min", "months")
MEAN = Measure("mean", "mean", "months")
MOST = Measure("most", "max", "months")
HOURS = Measure("hours", "sum", "hours")
DAYS = Measure("days", "mean", "days")
MONTHS = (COUNT, LEAST, MEAN, MOST)
Pupils = dict[str, list[int]]  # of each province the months of each pupil


def cube_of(pupils: Pupils, measures: Sequence[Measure], name: str = "months") -> Cube:
    """Per province and in general."""
    every = [one for months in pupils.values() for one in months]
    cells = []
    for province, months in (*pupils.items(), (TOTAL, every)):
        numbers = tuple(_number(measure, months) for measure in measures)
        cells.append(Cell((YEAR, province), numbers, len(months)))
    shape = Shape(name, 1, (SCHOOL_YEAR, PROVINCE), tuple(measures), "pupils")
    return Cube(shape, tuple(cells))


def _number(measure: Measure, months: list[int]) -> Number:
    if measure.kind == "count":
        return len(months)
    if not months:
        return None
    total = sum(months)
    found = {"sum": total, "mean": total / len(months)}
    return {**found, "min": min(months), "max": max(months)}[measure.kind]


def values(shown: ShownCube, province: str) -> tuple[object, ...]:
    return shown.at(YEAR, province).values


def test_few_have_no_mean_and_not_many_no_extremes() -> None:
    pupils = {
        "BE-VAN": [2, 3, *[8] * 40, 11],
        "BE-VLI": [3] * 5 + [8] * 3,
        "BE-VBR": [2] * 10 + [9],
        "BE-BRU": [],
    }
    [shown] = protect([cube_of(pupils, MONTHS)], k=5).shown
    assert values(shown, "BE-VAN") == (43, 2, 8, "schooljaar")
    assert values(shown, "BE-VLI") == (8, HIDDEN, 5, HIDDEN)
    assert values(shown, "BE-VBR") == (11, 2, 3, 9)
    assert values(shown, "BE-BRU") == (0, None, None, None)
    assert values(shown, TOTAL) == (62, 2, 7, "schooljaar")


def test_what_hides_a_count_hides_all_that_stands_there() -> None:
    pupils = {"BE-VAN": [6] * 40, "BE-VLI": [3] * 3, "BE-BRU": [5] * 12}
    [shown] = protect([cube_of(pupils, MONTHS)], k=5).shown
    assert values(shown, "BE-VLI") == (HIDDEN,) * 4
    assert values(shown, "BE-BRU") == (HIDDEN,) * 4
    assert values(shown, "BE-VAN") == (40, 6, 6, 6)


def test_it_holds_no_number_where_something_is_hidden() -> None:
    pupils = {"BE-VAN": [6] * 40, "BE-VLI": [3] * 3, "BE-BRU": [5] * 12}
    found = protect([cube_of(pupils, MONTHS)], k=5)
    cells = {cell["province"]: cell for cell in found.shown[0].as_json()["cells"]}
    assert cells["BE-VLI"] == {
        "school_year": YEAR,
        "province": "BE-VLI",
        "pupils": ":c",
        "least": ":c",
        "mean": ":c",
        "most": ":c",
    }
    assert ["months", f"{YEAR}|BE-VLI", "mean"] in found.pattern
    assert json.loads(json.dumps(found.pattern)) == found.pattern


def test_a_general_least_that_is_a_hidden_one_is_hidden() -> None:
    pupils = {"BE-VAN": [3] * 40, "BE-VLI": [1] * 6, "BE-BRU": [4] * 12}
    [shown] = protect([cube_of(pupils, MONTHS)], k=5).shown
    assert values(shown, "BE-VLI") == (6, HIDDEN, 1, HIDDEN)
    assert values(shown, TOTAL) == (58, HIDDEN, 3, 4)


def test_a_general_least_that_others_have_as_well_is_shown() -> None:
    pupils = {"BE-VAN": [1] * 40, "BE-VLI": [1] * 6, "BE-BRU": [4] * 12}
    [shown] = protect([cube_of(pupils, MONTHS)], k=5).shown
    assert values(shown, TOTAL) == (58, 1, 2, 4)


def test_a_sum_that_would_follow_gets_a_partner() -> None:
    pupils = {"BE-VAN": [6] * 40, "BE-VLI": [3] * 3, "BE-BRU": [5] * 12}
    cube = cube_of(pupils, (HOURS,))
    [shown] = protect([cube], k=5).shown
    assert values(shown, "BE-VLI") == (HIDDEN,)
    assert [values(shown, "BE-BRU"), values(shown, TOTAL)].count((HIDDEN,)) == 1
    assert check([cube], [shown], k=5) == ()


def test_a_partner_that_did_little_is_not_enough() -> None:
    pupils = {"BE-VAN": [6] * 40, "BE-VLI": [20, 20, 10], "BE-BRU": [1] * 6}
    cube = cube_of(pupils, (COUNT, HOURS))
    [shown] = protect([cube], k=5).shown
    assert values(shown, "BE-VAN") == (40, HIDDEN)
    assert values(shown, TOTAL) == (49, 296)


def test_the_sum_of_a_remainder_does_not_follow() -> None:
    every = {"BE-VAN": [1] * 20 + [90] * 4, "BE-BRU": [20] * 30}
    some = {"BE-VAN": [1] * 20, "BE-BRU": [20] * 10}
    both = [
        cube_of(every, (COUNT, HOURS)),
        _within(cube_of(some, (COUNT, HOURS), "some"), {"main": "psychological"}),
    ]
    shown = protect(both, k=5).shown
    assert values(shown[1], "BE-VAN") == (HIDDEN, HIDDEN)
    assert values(shown[0], "BE-VAN") == (24, HIDDEN)


def _within(cube: Cube, where: dict[str, str]) -> Cube:
    shape = cube.shape
    return Cube(
        Shape(shape.name, 1, shape.dimensions, shape.measures, shape.universe, where),
        cube.cells,
    )


def share_cube(parts: dict[str, int]) -> Cube:
    """The count and the share in percent of each level."""
    whole = sum(parts.values())
    cells = [
        Cell((YEAR, level), (n, 100 * n / whole), n, whole)
        for level, n in (*parts.items(), (TOTAL, whole))
    ]
    measures = (COUNT, Measure("share", "share", "percent"))
    return Cube(
        Shape("levels", 1, (SCHOOL_YEAR, "level"), measures, "pupils"), tuple(cells)
    )


def test_a_share_is_shown_with_both_its_counts() -> None:
    [shown] = protect(
        [share_cube({"nursery": 0, "primary": 33, "secondary": 67})], k=5
    ).shown
    assert shown.at(YEAR, "nursery").values == (0, 0.0)
    assert shown.at(YEAR, "primary").values == (33, 33.0)
    [shown] = protect(
        [share_cube({"nursery": 2, "primary": 31, "secondary": 67})], k=5
    ).shown
    assert shown.at(YEAR, "nursery").values == (HIDDEN, HIDDEN)
    assert shown.at(YEAR, "primary").values == (HIDDEN, HIDDEN)
    assert shown.at(YEAR, "secondary").values == (67, 67.0)


@pytest.mark.parametrize("k", [2, 10])
def test_other_thresholds(k: int) -> None:
    pupils = {"BE-VAN": [6] * 40, "BE-VLI": [3] * 9, "BE-BRU": [5]}
    cube = cube_of(pupils, MONTHS)
    [shown] = protect([cube], k=k).shown
    assert values(shown, "BE-BRU") == (HIDDEN,) * 4
    assert values(shown, "BE-VLI") == (HIDDEN,) * 4
    assert values(shown, TOTAL)[0] == 50
    assert check([cube], [shown], k=k) == ()


def test_unprotected_is_rounded_just_the_same() -> None:
    pupils = {"BE-VAN": [6] * 40, "BE-VLI": [3, 10]}
    [shown] = unprotected([cube_of(pupils, MONTHS)])
    assert values(shown, "BE-VLI") == (2, 3, 7, "schooljaar")


def test_a_mean_that_a_few_changed_is_named() -> None:
    then = cube_of({"BE-VAN": [6] * 40, "BE-BRU": [5] * 12}, (MEAN,))
    now = cube_of({"BE-VAN": [6] * 42, "BE-BRU": [5] * 12}, (MEAN,))
    earlier = EarlierRelease(3, protect([then], k=5).shown, (then,))
    found = differences([now], protect([now], k=5).shown, [earlier], k=5)
    assert [note.as_json() for note in found] == [
        {
            "kind": "changed",
            "cube": "months",
            "at": f"{YEAR}|{province}",
            "measure": "mean",
            "release": 3,
        }
        for province in ("BE-VAN", TOTAL)
    ]


alike = st.builds(lambda n, month: [month] * n, st.integers(0, 12), st.integers(1, 10))
months = alike | st.lists(st.integers(1, 10), max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.lists(months, min_size=3, max_size=5), st.sampled_from([MEAN, HOURS, DAYS]))
def test_a_reader_can_place_no_hidden_mean(
    pupils: list[list[int]], measure: Measure
) -> None:
    names = ["BE-VAN", "BE-VLI", "BE-VBR", "BE-VWV", "BE-VOV"]
    cube = cube_of(dict(zip(names, pupils, strict=False)), (measure,))
    [shown] = protect([cube], k=5).shown
    assert placed(cube, shown, measure) == []
    assert check([cube], [shown], k=5) == ()


def placed(cube: Cube, shown: ShownCube, measure: Measure) -> list[object]:
    """Hidden sums that follow too closely, for who knows all the counts."""
    solver = _Quiet()
    is_months = measure.unit == "months"
    parts = {
        cell.at: solver.addVariable(
            lb=cell.n if is_months else 0, ub=10 * cell.n if is_months else 1e6 * cell.n
        )
        for cell in cube.cells[:-1]
    }
    sums = {**parts, cube.cells[-1].at: solver.qsum(list(parts.values()))}
    half = {"months": 0.5, "days": 0.05, "hours": 0.5}[measure.unit]
    for cell, printed in zip(cube.cells, shown.cells, strict=True):
        times = cell.n if measure.kind == "mean" else 1
        [value] = printed.values
        if value is not None and value != HIDDEN:
            middle = float(10 if value == "schooljaar" else value) * times
            solver.addConstr(sums[cell.at] >= middle - half * times)
            solver.addConstr(sums[cell.at] <= middle + half * times)
    found = []
    for cell, printed in zip(cube.cells, shown.cells, strict=True):
        if printed.values == (HIDDEN,):
            true = float(cell.numbers[0] or 0) * (
                cell.n if measure.kind == "mean" else 1
            )
            apart = cell.n if is_months else 0.2 * true
            low = true - apart if not is_months else max(true - apart, cell.n)
            high = true + apart if not is_months else min(true + apart, 10 * cell.n)
            ends = []
            for solve in (solver.minimize, solver.maximize):
                solve(sums[cell.at])
                ends.append(solver.getObjectiveValue())
            is_around = ends[0] <= low + 0.01 and ends[1] >= high - 0.01
            is_wide = ends[1] - ends[0] >= high - low - 0.01
            if not (is_around or (cell.n >= 5 and is_wide)):
                found.append(cell.at)
    return found


def test_sums_of_an_earlier_release_are_known() -> None:
    every = {"BE-VAN": [1] * 20 + [90] * 9, "BE-BRU": [20] * 30}
    some = {"BE-VAN": [1] * 20, "BE-BRU": [20] * 10}
    physical = {"BE-VAN": [90] * 9, "BE-BRU": [20] * 20}
    then = cube_of(every, (COUNT, HOURS))
    psychological = _within(cube_of(some, (HOURS,), "some"), {"main": "psychological"})
    least = _within(cube_of(physical, (COUNT, HOURS), "rest"), {"main": "physical"})
    told = (protect([then, psychological], k=5).shown, (then, psychological))
    earlier = EarlierRelease(1, *told, now=told[1], k=5)
    found = protect([least], k=10, earlier=[earlier])
    assert values(found.shown[0], "BE-VAN") == (HIDDEN, HIDDEN)
    assert {(note.kind, note.measure, note.at[1]) for note in found.notes} >= {
        ("follows", "hours", "BE-VAN")
    }


def test_a_mean_of_one_is_hidden_however_many_are_counted_beside_it() -> None:
    measures = (
        Measure("applications", "count", "applications"),
        Measure("share", "share", "percent"),
        Measure("mean", "mean", "working_days"),
    )
    shape = Shape("contact", 1, (SCHOOL_YEAR, "contact"), measures, "applications")
    both = Cube(
        shape,
        (
            Cell((YEAR, "in_time"), (60, 90.9, 2.0), 60, 66, (60, 60, 60)),
            Cell((YEAR, "late"), (6, 9.1, 17.0), 6, 66, (6, 6, 1)),
            Cell((YEAR, TOTAL), (66, 100.0, 137 / 61), 66, 66, (66, 66, 61)),
        ),
    )
    assert check([both], unprotected([both]), k=5) != ()
    protected = protect([both], k=5)
    [shown] = protected.shown
    assert shown.at(YEAR, "late").values == (6, 9.1, HIDDEN)
    assert shown.at(YEAR, "in_time").values[:2] == (60, 90.9)
    assert HIDDEN in (
        shown.at(YEAR, "in_time").values[2],
        shown.at(YEAR, TOTAL).values[2],
    )
    assert check([both], protected.shown, k=5) == ()


def of_some(province: str, n: int, some: int, together: int) -> Cell:
    """Pupils, and the hours of those who have any."""
    return Cell((YEAR, province), (n, together), n, behind=(n, some))


def test_whoever_sees_hours_knows_that_the_pupils_are_enough() -> None:
    """So they are hidden where pupils are: five at least, and it follows who is one."""
    cells = (
        of_some("BE-VAN", 40, 30, 300),
        of_some("BE-VLI", 1, 1, 9),
        of_some("BE-BRU", 5, 5, 60),
        of_some(TOTAL, 46, 36, 369),
    )
    shape = Shape("use", 1, (SCHOOL_YEAR, PROVINCE), (COUNT, HOURS), "use")
    cube = Cube(shape, cells)
    [shown] = protect([cube], k=5).shown
    assert values(shown, "BE-BRU") == (HIDDEN, HIDDEN)
    assert values(shown, "BE-VAN")[0] == 40
    assert check([cube], [shown], k=5) == ()
    told = check([cube], unprotected([cube]), k=5)
    assert {(one.at[1], one.measure) for one in told} >= {("BE-VLI", "hours")}


def test_hours_of_an_earlier_release_say_that_they_are_enough() -> None:
    cells = (of_some("BE-VAN", 40, 30, 300), of_some(TOTAL, 40, 30, 300))
    shape = Shape("use", 1, (SCHOOL_YEAR, PROVINCE), (HOURS,), "use")
    hours = Cube(
        shape, tuple(Cell(c.at, c.numbers[1:], c.n, behind=c.behind[1:]) for c in cells)
    )
    earlier = EarlierRelease(3, unprotected([hours]), (hours,), (hours,), 5)
    pupils = Cube(
        Shape("pupils", 1, (SCHOOL_YEAR, PROVINCE), (COUNT,), "use"),
        tuple(Cell(c.at, (c.n,), c.n) for c in cells),
    )
    found = protect([pupils], k=5, earlier=[earlier])
    assert found.shown == unprotected([pupils])
    assert found.notes == ()
