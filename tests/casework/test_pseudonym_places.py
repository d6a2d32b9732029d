"""What a row of the figures says of school years that are past stays as it was."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from sio.schools.models import School
from sio.trajects.actions import keep_pseudonym, renew_rows
from sio.trajects.models import PseudonymRow, Traject
from sio.trajects.workflow import State
from tests.statistics.lines import at, moved

SPRING, SUMMER, AUTUMN = date(2026, 3, 2), date(2026, 7, 3), date(2026, 9, 2)
ANTWERP_PRIMARY, LIMBURG_SECONDARY = "BE-VANprimary     ", "BE-VLIsecondary   "


@pytest.fixture
def clock():
    with time_machine.travel(at(SPRING, 12), tick=False) as clock:
        yield clock


@pytest.fixture
def runs(traject, clock):
    """A file of the fifth year, in Antwerp, that began in March."""
    School.objects.update(province="BE-VAN")
    Traject.objects.filter(pk=traject.pk).update(level="primary")
    moved(traject, (State.ACTIVE, at(SPRING, 9)))
    keep_pseudonym(traject)
    return Traject.objects.get(pk=traject.pk)


def row():
    return PseudonymRow.objects.get()


def goes_to_limburg(traject):
    School.objects.update(province="BE-VLI")
    Traject.objects.filter(pk=traject.pk).update(level="secondary")


def test_the_first_night_after_the_summer_keeps_what_it_said(runs, clock):
    clock.move_to(at(SUMMER, 2))
    assert (renew_rows(), row().places) == (0, "")
    clock.move_to(at(AUTUMN, 2))
    assert [renew_rows(), renew_rows()] == [1, 0]
    assert row().places == ANTWERP_PRIMARY
    goes_to_limburg(runs)
    assert renew_rows() == 1
    assert (row().places, row().province) == (ANTWERP_PRIMARY, "BE-VLI")
    clock.move_to(at(date(2027, 9, 2), 2))
    assert renew_rows() == 1
    assert row().places == ANTWERP_PRIMARY + LIMBURG_SECONDARY


def test_a_change_before_that_night_keeps_it_too(runs, clock):
    clock.move_to(at(AUTUMN, 2))
    goes_to_limburg(runs)
    keep_pseudonym(runs)
    assert (row().places, row().level) == (ANTWERP_PRIMARY, "secondary")


def test_a_change_within_the_year_counts_for_all_of_it(runs, clock):
    goes_to_limburg(runs)
    keep_pseudonym(runs)
    clock.move_to(at(AUTUMN, 2))
    renew_rows()
    assert row().places == LIMBURG_SECONDARY


def test_what_ended_says_no_more_than_the_years_it_ran(runs, clock):
    moved(runs, (State.ENDED, at(SUMMER, 9)))
    keep_pseudonym(runs)
    for year in (2026, 2027):
        clock.move_to(at(date(year, 9, 2), 2))
        renew_rows()
        assert row().places == ANTWERP_PRIMARY


def test_a_file_that_was_wrong_after_its_end_is_put_right_whole(runs, clock):
    moved(runs, (State.ENDED, at(SUMMER, 9)))
    keep_pseudonym(runs)
    clock.move_to(at(AUTUMN, 2))
    renew_rows()
    goes_to_limburg(runs)
    keep_pseudonym(runs)
    assert (row().places, row().province) == (ANTWERP_PRIMARY, "BE-VAN")
    keep_pseudonym(runs, moved=True)
    assert (row().places, row().province) == ("", "BE-VLI")
    renew_rows()
    assert row().places == LIMBURG_SECONDARY
