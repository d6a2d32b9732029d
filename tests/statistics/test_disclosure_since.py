"""Beside earlier releases: what still holds is known, what nearly does is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sio.statistics.cells import HIDDEN, TOTAL, Cube
from sio.statistics.disclosure import (
    EarlierRelease,
    check,
    differences,
    protect,
    unprotected,
)
from tests.statistics.test_disclosure import line, masked, of_reason, per_year

YEAR = "2012-2013"
LIMBURG = (YEAR, "BE-VLI")


def released(then: Cube, *now: Cube, k: int = 5) -> EarlierRelease:
    return EarlierRelease(3, protect([then], k=k).shown, (then,), now, k)


def physical(rows: dict[str, Sequence[int]]) -> Cube:
    cube = per_year(rows, name="physical")
    return Cube(replace(cube.shape, where={"main": "physical"}), cube.cells)


def test_what_is_counted_no_more_tells_where_others_count_as_many() -> None:
    rows = {"BE-VAN": [40], "BE-VLI": [3], "BE-BRU": [9]}
    old, now = per_year(rows, name="old"), per_year(rows)
    told = masked(unprotected([old])[0], LIMBURG)
    gone = EarlierRelease(3, (told,), (old,))
    assert [one.shape.name for one in gone.not_compared([now])] == ["old"]
    found = protect([now], k=5, earlier=[gone])
    assert [(note.kind, note.at) for note in found.notes] == [("follows", LIMBURG)]
    others = per_year({"BE-VAN": [46], "BE-VLI": [3], "BE-BRU": [12]})
    assert protect([others], k=5, earlier=[gone]).notes == ()


def test_what_kept_no_true_numbers_tells_nothing() -> None:
    rows = {"BE-VAN": [40], "BE-VLI": [3], "BE-BRU": [9]}
    now = per_year(rows)
    bare = EarlierRelease(3, unprotected([now]), ())
    assert protect([now], k=5, earlier=[bare]) == protect([now], k=5)
    assert list(bare.gone([now])) == []


def test_a_hidden_sum_holds_though_its_total_changed() -> None:
    then = per_year({"BE-VAN": [40], "BE-VLI": [3], "BE-BRU": [9], "BE-VWV": [0]})
    now = per_year({"BE-VAN": [46], "BE-VLI": [3], "BE-BRU": [9], "BE-VWV": [6]})
    earlier = released(then)
    assert line(earlier.shown[0], YEAR) == [40, HIDDEN, HIDDEN, 0, 52]
    [alone] = protect([now], k=5).shown
    assert line(alone, YEAR) == [46, HIDDEN, 9, HIDDEN, 64]
    told = check([now], [alone], k=5, earlier=[earlier])
    assert ("told", LIMBURG) in [(note.kind, note.at) for note in told]
    [shown] = protect([now], k=5, earlier=[earlier]).shown
    assert line(shown, YEAR)[2] == HIDDEN
    assert check([now], [shown], k=5, earlier=[earlier]) == ()


def test_a_total_that_was_left_out_is_known_from_its_parts() -> None:
    then = per_year({"BE-VAN": [40], "BE-VLI": [6], "BE-BRU": [9]})
    told = masked(unprotected([then])[0], (YEAR, TOTAL))
    now = per_year({"BE-VAN": [40], "BE-VLI": [12], "BE-BRU": [3]})
    earlier = EarlierRelease(3, (told,), (then,))
    [shown] = protect([now], k=5, earlier=[earlier]).shown
    # 55 in all: of Antwerp and Limburg at least one is hidden with Brussels.
    assert line(shown, YEAR).count(HIDDEN) == 2
    assert line(shown, YEAR)[2:] == [HIDDEN, 55]


@pytest.mark.parametrize(("since", "is_named"), [(1, True), (9, False)])
def test_few_who_are_left_are_named(since: int, is_named: bool) -> None:
    """All of then less those of a reason group now; somebody came meanwhile."""
    then = per_year({"BE-VAN": [30], "BE-BRU": [40]})
    every = per_year({"BE-VAN": [30 + since], "BE-BRU": [40]})
    part = physical({"BE-VAN": [27 if is_named else 20], "BE-BRU": [20]})
    earlier = released(then, every)
    shown = protect([part], k=5, earlier=[earlier]).shown
    assert shown == unprotected([part])
    named = differences([part], shown, [earlier], k=5)
    expected = [("left", "physical", (YEAR, "BE-VAN"), "pupils", 3)]
    found = [(n.kind, n.cube, n.at, n.measure, n.release) for n in named]
    assert found == (expected if is_named else [])


def test_few_who_are_left_the_other_way_round_are_named() -> None:
    then = physical({"BE-VAN": [27], "BE-BRU": [20]})
    part = physical({"BE-VAN": [28], "BE-BRU": [20]})
    every = per_year({"BE-VAN": [31], "BE-BRU": [40]})
    earlier = released(then, part)
    shown = protect([every], k=5, earlier=[earlier]).shown
    named = differences([every], shown, [earlier], k=5)
    assert [(note.kind, note.at[1]) for note in named] == [("left", "BE-VAN")]


def test_what_both_tell_is_not_subtracted_from_what_is_no_longer_so() -> None:
    then = per_year({"BE-VAN": [30], "BE-BRU": [40]})
    both = [
        per_year({"BE-VAN": [60], "BE-BRU": [40]}),
        of_reason({"BE-VAN": [28], "BE-BRU": [20]}),
    ]
    shown = protect(both, k=5, earlier=[released(then)]).shown
    assert shown == unprotected(both)
    assert differences(both, shown, [released(then)], k=5) == ()


def test_without_an_earlier_release_there_is_no_difference() -> None:
    cube = per_year({"BE-VAN": [30], "BE-BRU": [2]})
    assert differences([cube], unprotected([cube]), [], k=5) == ()
