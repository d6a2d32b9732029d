"""What is small is hidden, and so is what would tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from sio.statistics.cells import (
    HIDDEN,
    PROVINCE,
    SCHOOL_YEAR,
    TOTAL,
    Cell,
    Cube,
    Measure,
    Shape,
    ShownCell,
    ShownCube,
    year_name,
)
from sio.statistics.disclosure import (
    EarlierRelease,
    apply_pattern,
    check,
    differences,
    protect,
    unprotected,
)
from tests.statistics.golden_tables import EVERYBODY, PSYCHOLOGICAL

PUPILS = Measure("pupils", "count", "pupils")


def per_year(
    rows: Mapping[str, Sequence[int]],
    *,
    name: str = "pupils",
    where: Mapping[str, str] | None = None,
    with_years: bool = False,
) -> Cube:
    """Pupils per province and school year, with totals; also over the years."""
    size = len(next(iter(rows.values())))
    years = {year_name(2012 + number): [number] for number in range(size)}
    if with_years:
        years[TOTAL] = list(range(size))
    provinces = {province: [province] for province in rows} | {TOTAL: list(rows)}
    cells = []
    for year, numbers in years.items():
        for province, own in provinces.items():
            n = sum(rows[one][number] for one in own for number in numbers)
            cells.append(Cell((year, province), (n,), n))
    return Cube(
        Shape(name, 1, (SCHOOL_YEAR, PROVINCE), (PUPILS,), "pupils", where or {}),
        tuple(cells),
    )


def line(cube: ShownCube, year: str) -> list[object]:
    """What is printed of one school year."""
    return [cell.values[0] for cell in cube.cells if cell.at[0] == year]


def psychological(*, with_years: bool = False) -> Cube:
    return per_year(
        PSYCHOLOGICAL,
        name="psychological",
        where={"main": "psychological"},
        with_years=with_years,
    )


def test_with_totals_per_year_alone_the_small_cells_are_enough() -> None:
    [shown] = protect([psychological()], k=5).shown
    assert line(shown, "2012-2013") == [0, HIDDEN, HIDDEN, 0, 0, 0, 5]
    assert line(shown, "2013-2014") == [HIDDEN, HIDDEN, HIDDEN, 0, 0, 0, 7]
    assert line(shown, "2014-2015") == [*[HIDDEN] * 5, 0, 8]
    assert line(shown, "2015-2016") == [7, 6, 7, 5, 7, 0, 32]


def test_totals_over_the_years_need_partners_for_two_provinces() -> None:
    [shown] = protect([psychological(with_years=True)], k=5).shown
    assert line(shown, TOTAL) == [13, 12, 12, 7, 8, 0, 52]
    assert shown.at("2015-2016", "BE-VLI").values == (HIDDEN,)
    assert shown.at("2015-2016", "BE-VBR").values == (HIDDEN,)
    assert shown.at("2015-2016", TOTAL).values == (32,)


def test_a_table_that_hides_too_little_is_found_out() -> None:
    cube = psychological(with_years=True)
    pattern = protect([psychological()], k=5).pattern
    told = check([cube], apply_pattern([cube], pattern, 5), k=5)
    assert {("2014-2015", "BE-VLI"), ("2014-2015", "BE-VBR")} <= {n.at for n in told}
    assert check([cube], protect([cube], k=5).shown, k=5) == ()


def test_one_small_cell_beside_a_total_gets_a_partner() -> None:
    cube = per_year({"BE-VAN": [40], "BE-VLI": [3], "BE-BRU": [9]})
    [shown] = protect([cube], k=5).shown
    assert line(shown, "2012-2013") == [40, HIDDEN, HIDDEN, 52]


def test_with_two_as_threshold_a_single_pupil_is_not_told_either() -> None:
    cube = per_year({"BE-VAN": [40], "BE-VLI": [1], "BE-BRU": [9]})
    [shown] = protect([cube], k=2).shown
    assert line(shown, "2012-2013") == [40, HIDDEN, HIDDEN, 50]


def test_the_physical_of_a_province_must_not_follow_either() -> None:
    both = [
        per_year({"BE-VAN": [40], "BE-VLI": [12]}),
        per_year(
            {"BE-VAN": [20], "BE-VLI": [10]},
            name="psychological",
            where={"main": "psychological"},
        ),
    ]
    everybody, some = protect(both, k=5).shown
    pairs = zip(line(everybody, "2012-2013"), line(some, "2012-2013"), strict=True)
    assert HIDDEN in list(pairs)[1]


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    cube = per_year(EVERYBODY, with_years=True)
    found = protect([cube], k=5)
    assert found.pattern == []
    assert found.shown == unprotected([cube])


def test_zeros_are_shown() -> None:
    cube = per_year({"BE-VAN": [0, 0], "BE-VLI": [0, 0]}, with_years=True)
    assert protect([cube], k=10).pattern == []


def test_the_same_figures_are_always_hidden_alike() -> None:
    cubes = [per_year(EVERYBODY, with_years=True), psychological(with_years=True)]
    first, second = protect(cubes, k=5), protect(cubes, k=5)
    assert first == second
    assert apply_pattern(cubes, first.pattern, 5) == first.shown


def test_what_an_earlier_release_told_is_named() -> None:
    cube = per_year({"BE-VAN": [40], "BE-VLI": [3], "BE-BRU": [9]})
    earlier = EarlierRelease(3, unprotected([cube]), (cube,))
    [note] = protect([cube], k=5, earlier=[earlier]).notes
    assert (note.kind, note.at, note.release) == ("public", ("2012-2013", "BE-VLI"), 3)


def test_a_small_difference_with_an_earlier_release_is_named() -> None:
    then = per_year({"BE-VAN": [40], "BE-BRU": [9]})
    now = per_year({"BE-VAN": [42], "BE-BRU": [9]})
    earlier = EarlierRelease(3, protect([then], k=5).shown, (then,))
    found = differences([now], protect([now], k=5).shown, [earlier], k=5)
    assert [(note.kind, note.at[1]) for note in found] == [
        ("changed", "BE-VAN"),
        ("changed", TOTAL),
    ]


def reasons(total: int, numbers: Mapping[str, int]) -> Cube:
    """Applications per reason, of which one application may have several."""
    cells = [Cell((reason,), (n,), n) for reason, n in numbers.items()]
    measure = Measure("applications", "count", "applications")
    shape = Shape("reasons", 1, ("reason",), (measure,), "applications")
    return Cube(shape, (*cells, Cell((TOTAL,), (total,), total)))


def test_values_that_overlap_are_no_parts_of_their_total() -> None:
    cube = reasons(40, {"ill": 35, "tired": 20, "hurt": 3})
    [shown] = protect([cube], k=5).shown
    assert [cell.values[0] for cell in shown.cells] == [35, 20, HIDDEN, 40]


def test_everybody_has_at_least_one_of_the_values_that_overlap() -> None:
    cube = reasons(40, {"ill": 22, "tired": 16, "hurt": 4})
    [shown] = protect([cube], k=5).shown
    assert shown.at("hurt").values == (HIDDEN,)
    assert [cell.values for cell in shown.cells].count((HIDDEN,)) == 2
    assert check([cube], [shown], k=5) == ()


def test_who_is_counted_in_part_is_no_difference_either() -> None:
    everybody = per_year({"BE-VAN": [40], "BE-VLI": [30]})
    some = per_year({"BE-VAN": [38], "BE-VLI": [30]}, name="active")
    shown = protect([everybody, some], k=5).shown
    places = zip(line(shown[0], "2012-2013"), line(shown[1], "2012-2013"), strict=True)
    assert HIDDEN in next(places)
    assert check([everybody, some], shown, k=5) == ()
    assert check([everybody, some], unprotected([everybody, some]), k=5) != ()


def test_other_things_than_people_are_counted_apart() -> None:
    pupils, schools = PUPILS, Measure("schools", "count", "schools")
    shape = Shape("schools", 1, (PROVINCE,), (pupils, schools), "pupils")
    numbers = {"BE-VAN": (40, 30), "BE-VLI": (30, 3), TOTAL: (70, 33)}
    cells = tuple(Cell((at,), both, both[0]) for at, both in numbers.items())
    [shown] = protect([Cube(shape, cells)], k=5).shown
    assert [cell.values[0] for cell in shown.cells] == [40, 30, 70]
    assert [cell.values[1] for cell in shown.cells].count(HIDDEN) == 2


def test_a_blank_stays_a_blank() -> None:
    shape = per_year({"BE-VAN": [40]}).shape
    cells = (
        Cell(("2012-2013", "BE-VAN"), (None,), 0),
        Cell(("2012-2013", "BE-VLI"), (3,), 3),
    )
    [shown] = protect([Cube(shape, cells)], k=5).shown
    assert [cell.values for cell in shown.cells] == [(None,), (HIDDEN,)]


def masked(shown: ShownCube, at: tuple[str, ...]) -> ShownCube:
    """The same with one cell left blank, as an answer of old may have it."""
    cells = [
        ShownCell(cell.at, (None,)) if cell.at == at else cell for cell in shown.cells
    ]
    return ShownCube(shown.shape, tuple(cells))


def test_what_follows_from_an_earlier_release_is_named_though_all_is_hidden() -> None:
    cube = per_year({"BE-VAN": [40], "BE-VLI": [3], "BE-BRU": [9]})
    limburg = ("2012-2013", "BE-VLI")
    earlier = EarlierRelease(3, (masked(unprotected([cube])[0], limburg),), (cube,))
    found = protect([cube], k=5, earlier=[earlier])
    assert found.shown[0].at(*limburg).values == (HIDDEN,)
    assert [(note.kind, note.at) for note in found.notes] == [("follows", limburg)]
    named = differences([cube], found.shown, [earlier], k=5)
    assert [(note.kind, note.at) for note in named] == [("follows", limburg)]


def test_an_earlier_release_keeps_its_partners_hidden_in_other_cubes() -> None:
    rows = {"BE-VAN": [40], "BE-VLI": [3], "BE-BRU": [9]}
    then, now = per_year(rows), per_year(rows, name="again")
    earlier = EarlierRelease(3, protect([then], k=5).shown, (then,), (then,))
    [shown] = protect([now], k=5, earlier=[earlier]).shown
    assert line(shown, "2012-2013") == [40, HIDDEN, HIDDEN, 52]


def test_a_new_total_is_hidden_where_an_earlier_release_told_the_other_cells() -> None:
    then = per_year({"BE-VAN": [40], "BE-VLI": [6], "BE-BRU": [9]})
    now = per_year({"BE-VAN": [40], "BE-VLI": [3], "BE-BRU": [9]})
    earlier = EarlierRelease(3, unprotected([then]), (then,))
    found = protect([now], k=5, earlier=[earlier])
    assert line(found.shown[0], "2012-2013") == [40, HIDDEN, 9, HIDDEN]
    assert found.notes == ()
    assert differences([now], found.shown, [earlier], k=5) == ()


def of_reason(rows: Mapping[str, Sequence[int]], version: int = 1) -> Cube:
    cube = per_year(rows, name="psychological")
    where = {"main": "psychological"}
    return Cube(replace(cube.shape, version=version, where=where), cube.cells)


def test_another_version_of_a_cube_forgets_no_release() -> None:
    then = of_reason({"BE-VAN": [20], "BE-BRU": [12]})
    every = per_year({"BE-VAN": [22], "BE-BRU": [40]})
    for version in (1, 2):
        now = Cube(replace(then.shape, version=version), then.cells)
        earlier = EarlierRelease(3, unprotected([then]), (now,), (now,))
        [shown] = protect([every], k=5, earlier=[earlier]).shown
        assert line(shown, "2012-2013")[0] == HIDDEN


def test_of_two_releases_with_other_years_both_are_known() -> None:
    every = per_year({"BE-VAN": [22, 23], "BE-BRU": [40, 40]})
    whole = of_reason({"BE-VAN": [20, 20], "BE-BRU": [12, 12]})
    found = []
    for year in ("2012-2013", "2013-2014"):
        cells = tuple(cell for cell in whole.cells if cell.at[0] == year)
        cube = Cube(whole.shape, cells)
        found.append(EarlierRelease(len(found), unprotected([cube]), (cube,), (cube,)))
    for earlier in (found, found[::-1]):
        [shown] = protect([every], k=5, earlier=earlier).shown
        for year in ("2012-2013", "2013-2014"):
            assert line(shown, year)[0] == HIDDEN


def reason_groups(psychological: int, physical: int) -> Cube:
    numbers = {"psychological": psychological, "physical": physical}
    cells = tuple(Cell(("2012-2013", at), (n,), n) for at, n in numbers.items())
    shape = per_year({"BE-VAN": [9]}, name="groups").shape
    return Cube(replace(shape, dimensions=(SCHOOL_YEAR, "main")), cells)


@pytest.mark.parametrize(("now", "is_named"), [(33, True), (32, False), (37, False)])
@pytest.mark.parametrize("with_total", [True, False])
def test_a_few_more_are_named_in_another_cube_too(now, is_named, with_total) -> None:
    then = of_reason({"BE-VAN": [20], "BE-BRU": [12]})
    present = of_reason({"BE-VAN": [20 + now - 32], "BE-BRU": [12]})
    told = unprotected([then])[0]
    if not with_total:
        told = masked(told, ("2012-2013", TOTAL))
    earlier = EarlierRelease(3, (told,), (then,), (present,))
    groups = reason_groups(now, 300)
    shown = protect([groups], k=5, earlier=[earlier]).shown
    named = differences([groups], shown, [earlier], k=5)
    expected = [("changed", "groups", ("2012-2013", "psychological"), 3)]
    found = [(note.kind, note.cube, note.at, note.release) for note in named]
    assert found == (expected if is_named else [])
