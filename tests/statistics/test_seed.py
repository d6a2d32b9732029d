"""The answer of 2016, computed: from a population with its counts to its own tables.

In a database that never published anything: first with nothing hidden and the mask
of what the answer left blank, then with small cells hidden and no mask.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sio.statistics.actions.history import Extract, import_history
from sio.statistics.actions.snapshot import snapshot
from sio.statistics.cells import HIDDEN, TOTAL
from sio.statistics.demo.mask_of_2016 import mask_of_2016
from sio.statistics.demo.population import extract
from sio.statistics.disclosure import check, protect, unprotected
from sio.statistics.models import HistoryRow, PublishedTable
from tests.statistics.golden_tables import (
    EVERYBODY,
    NAMES,
    golden_cells,
    printed_cells,
)
from tests.statistics.reader import Reader, narrow, whom

pytestmark = pytest.mark.django_db
YEARS = range(2012, 2016)
AFTER = datetime(2016, 9, 30, 12, tzinfo=UTC)
PUPILS, DURATION, PSYCHOLOGICAL, PSYCHOLOGICAL_DURATION = NAMES
LAST = "2015-2016"
K = 5


@pytest.fixture
def cubes():
    """The four cubes, from the extract as anybody would take it in."""
    history = Extract(extract().encode(), "Bevolking", "gemaakt")
    report = import_history(extract=history, dry_run=False)
    assert report.refused == []
    assert HistoryRow.objects.count() == report.count
    assert not PublishedTable.objects.exists()
    return snapshot(NAMES, YEARS, AFTER).cubes


def masked(shown):
    """Without the values that the answer did not print."""
    blank = {tuple(one) for one in mask_of_2016()}
    keys = [measure.key for measure in shown.shape.measures]
    return replace(
        shown,
        cells=tuple(
            replace(
                cell,
                values=tuple(
                    None if (shown.shape.name, "|".join(cell.at), key) in blank else v
                    for key, v in zip(keys, cell.values, strict=True)
                ),
            )
            for cell in shown.cells
        ),
    )


def values_of(shown):
    """The value of each place and measure."""
    return {
        (*cell.at, measure.key): value
        for cell in shown.cells
        for measure, value in zip(shown.shape.measures, cell.values, strict=True)
    }


def test_with_the_mask_the_release_is_the_published_tables_cell_by_cell(cubes):
    found = {one.shape.name: masked(one) for one in unprotected(cubes)}
    assert list(found) == list(NAMES)
    for name in NAMES:
        assert printed_cells(found[name].as_json()["cells"]) == printed_cells(
            golden_cells(name)
        ), name


def test_every_place_of_the_answer_is_one_of_the_release(cubes):
    for shown in unprotected(cubes):
        places = {cell.at for cell in shown.cells}
        printed = golden_cells(shown.shape.name)
        assert {(one["school_year"], one["province"]) for one in printed} <= places
        assert len(places) == 4 * 7


def test_without_the_mask_the_blanks_of_the_answer_are_true_zeros(cubes):
    counts = values_of(unprotected(cubes)[NAMES.index(PSYCHOLOGICAL)])
    blank = [
        (one["school_year"], one["province"], "pupils")
        for one in golden_cells(PSYCHOLOGICAL)
        if one["pupils"] is None
    ]
    assert len(blank) == 8
    assert {counts[place] for place in blank} == {0}


@pytest.fixture
def shown(cubes):
    """What anybody may read of the same population."""
    found = protect(cubes, k=K)
    assert check(cubes, found.shown, k=K) == ()
    return found.shown


@pytest.fixture
def hidden(shown):
    return {one.shape.name: values_of(one) for one in shown}


def test_psychological_cells_of_one_to_four_are_hidden(hidden, cubes):
    true = values_of(unprotected(cubes)[NAMES.index(PSYCHOLOGICAL)])
    small = {place for place, count in true.items() if 0 < count < K}
    assert len(small) == 10
    shown = hidden[PSYCHOLOGICAL]
    assert {shown[place] for place in small} == {HIDDEN}
    assert [shown[year, TOTAL, "pupils"] for year in years()] == [5, 7, 8, 32]


def years():
    return [f"{year}-{year + 1}" for year in YEARS]


def test_the_counts_of_all_pupils_stay_as_they_were_published(hidden):
    published = {
        (one["school_year"], one["province"], "pupils"): one["pupils"]
        for one in golden_cells(PUPILS)
    }
    assert hidden[PUPILS] == published


def test_least_and_most_of_fewer_than_ten_are_hidden(hidden, cubes):
    for name in (DURATION, PSYCHOLOGICAL_DURATION):
        cube = cubes[NAMES.index(name)]
        few = {cell.at for cell in cube.cells if 0 < cell.n < 10}
        assert few
        for at in few:
            assert hidden[name][*at, "min"] == HIDDEN
            assert hidden[name][*at, "max"] == HIDDEN
    assert [
        hidden[DURATION][LAST, "BE-BRU", key] for key in ("min", "mean", "max")
    ] == [
        2,
        6,
        "schooljaar",
    ]
    few = hidden[DURATION]["2012-2013", "BE-BRU", "min"]
    assert few == HIDDEN


def test_means_are_shown_from_five_pupils_on(hidden, cubes):
    for name in (DURATION, PSYCHOLOGICAL_DURATION):
        cube = cubes[NAMES.index(name)]
        for cell in cube.cells:
            value = hidden[name][*cell.at, "mean"]
            assert (value == HIDDEN) == (0 < cell.n < K), cell.at
    psychological = hidden[PSYCHOLOGICAL_DURATION]
    means = {
        one["province"]: one["mean"] for one in golden_cells(PSYCHOLOGICAL_DURATION)
    }
    assert len(means) == 6
    assert {
        province: psychological[LAST, province, "mean"] for province in means
    } == means
    assert psychological[LAST, TOTAL, "min"] == 2
    assert psychological[LAST, TOTAL, "max"] == "schooljaar"
    assert psychological[LAST, "BE-BRU", "mean"] is None  # nobody, so nothing


# What a reader works out --------------------------------------------------------------


WORLD = {
    "school_year": years(),
    "province": list(EVERYBODY),
    "main": ("psychological", "physical"),
}


def test_no_hidden_number_of_pupils_can_be_placed_closer_than_one_to_four(cubes, shown):
    counts, printed = of_pupils(cubes), of_pupils(shown)
    told = [as_counts(one) for one in shown if "duration" in one.shape.name]
    assert narrow(WORLD, counts, printed, K, other=told) == []
    reader = Reader(WORLD, [*printed, *told])
    ranges = [
        reader.range(whom(one, cell.at), K - 1)
        for one in printed
        for cell in one.cells
        if cell.values == (HIDDEN,)
    ]
    assert ranges == [(1, K - 1)] * 10


def test_the_same_reader_places_what_is_not_hidden_or_follows_from_the_rest(
    cubes, shown
):
    counts = of_pupils(cubes)
    assert len(narrow(WORLD, counts, unprotected(counts), K)) == 10
    all_pupils, few = of_pupils(shown)
    one, other = ("2012-2013", "BE-VOV"), ("2012-2013", "BE-VWV")
    cells = (replace(c, values=(2,)) if c.at == one else c for c in few.cells)
    printed = [all_pupils, replace(few, cells=tuple(cells))]
    assert narrow(WORLD, counts, printed, K) == [
        (PSYCHOLOGICAL, *one),
        (PSYCHOLOGICAL, *other),
    ]


def of_pupils(some):
    return [one for one in some if one.shape.name in (PUPILS, PSYCHOLOGICAL)]


def as_counts(duration):
    """What a table of months tells of how many there are: nobody, somebody, or enough.

    Where a mean is printed the reader has their number from another table.
    """
    at = [measure.key for measure in duration.shape.measures].index("mean")
    numbers = {None: 0, HIDDEN: HIDDEN}
    return replace(
        duration,
        cells=tuple(
            replace(cell, values=(numbers.get(cell.values[at]),))
            for cell in duration.cells
        ),
    )
