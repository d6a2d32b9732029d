"""Sets that lie ready, as the planner wrote them down, beside the same by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from sio.casework.demo.rows import add
from sio.intake.models import WindowChange
from sio.statistics.actions.snapshot import snapshot
from sio.statistics.disclosure import check, protect
from tests.statistics.lines import at

pytestmark = pytest.mark.django_db
YEARS = range(2023, 2027)
NAMES = ["sets_free_per_school_year", "sets_free_per_month"]
# For which school year was decided, when, and how many lay ready.
COUNTED = [
    (2024, datetime(2024, 9, 2, 9, tzinfo=UTC), 12),
    (2024, datetime(2024, 9, 20, 9, tzinfo=UTC), 3),
    (2024, datetime(2025, 1, 8, 9, tzinfo=UTC), None),
    (2025, datetime(2025, 5, 5, 9, tzinfo=UTC), 0),
    # Still 31 August in Greenwich, but September in Brussels.
    (2025, datetime(2025, 8, 31, 22, 30, tzinfo=UTC), 40),
    (2026, datetime(2026, 11, 26, 9, tzinfo=UTC), 1),
    (2026, datetime(2026, 11, 28, 9, tzinfo=UTC), 9),  # after the cut-off
]


@pytest.fixture
def cubes(cora):
    before = {}
    for year, moment, sets in COUNTED:
        [before[year]] = add(
            [
                WindowChange(
                    school_year=year,
                    state="open",
                    reason="x",
                    sets_free=sets,
                    follows=before.get(year),
                    by=cora,
                    at=moment,
                )
            ]
        )
    cutoff = at(date(2026, 11, 27), 14)
    with time_machine.travel(cutoff, tick=False):
        return snapshot(NAMES, YEARS, cutoff).cubes


def test_they_count_in_the_school_year_in_which_they_were_counted(cubes):
    per_year, _per_month = cubes
    assert {cell.at: cell.numbers for cell in per_year.cells} == {
        ("2024-2025",): (0, 5.0, 0),
        ("2025-2026",): (40, 40.0, 40),
        ("2026-2027",): (1, 1.0, 1),
    }


def test_of_a_month_the_last_count_stands_beside_the_least(cubes):
    _per_year, per_month = cubes
    assert {cell.at: cell.numbers for cell in per_month.cells} == {
        ("2024-2025", "2024-09"): (3, 7.5, 3),
        ("2024-2025", "2025-05"): (0, 0.0, 0),
        ("2025-2026", "2025-09"): (40, 40.0, 40),
        ("2026-2027", "2026-11"): (1, 1.0, 1),
    }


def test_nobody_is_behind_a_set_so_nothing_is_hidden(cubes):
    assert {cell.n for cube in cubes for cell in cube.cells} == {0}
    found = protect(cubes, k=5)
    assert (found.pattern, found.notes) == ([], ())
    assert check(cubes, found.shown, k=5) == ()
    per_year, per_month = found.shown
    assert per_year.at("2026-2027").values == (1, 1.0, 1)
    assert per_month.at("2024-2025", "2024-09").values == (3, 7.5, 3)
