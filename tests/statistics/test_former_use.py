"""What an erased file adds to a year that another file of the pupil has, waits."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from random import Random

import pytest
import time_machine
from django.utils import timezone

from sio.statistics.actions.keeping import mix_kept_rows
from sio.statistics.actions.use_of_year import count_uses
from sio.statistics.families.use import COLUMNS, USE
from sio.statistics.models import FormerUse, KeptRow
from sio.statistics.rows import fetched
from sio.trajects.actions import erase_file
from sio.trajects.models import Pupil, Traject
from sio.trajects.workflow import State
from tests.statistics.erasing import A_DAY, TODAY
from tests.statistics.lines import at, moved, school_in, traject_at, used
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db
YEARS = range(2023, 2029)
PROVINCES = ("BE-VAN", "BE-VLI", "BE-VBR", "BE-VOV")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(at(TODAY, 14), tick=False) as clock:
        yield clock


@pytest.fixture
def pupil(db):
    return Pupil.objects.create(first_name="x", last_name="y")


def ended(pupil, first, province="BE-VAN"):
    file = moved(
        traject_at(school_in(province), pupil, received_at=at(first, 7)),
        (State.ACTIVE, at(first, 8)),
        (State.ENDED, at(first + 20 * A_DAY, 17)),
    )
    used(file, at(first, 9), minutes=60)
    count_uses()
    return file


def erase(*files):
    for one in files:
        erase_file(Traject.objects.get(pk=one.pk))


def rows():
    """Those of the family, also those that are kept."""
    now = timezone.now()
    return sorted(fetched(USE.gather(now, YEARS)) + fetched(USE.kept(now)))


def kept():
    found = KeptRow.objects.filter(family="use").values_list("content", flat=True)
    return sorted(tuple(one[name] for name, _type in COLUMNS) for one in found)


@pytest.mark.parametrize("order", Random(7).sample([*permutations(range(4))], 8))
def test_the_last_file_says_where_a_pupil_counts_in_whatever_order_they_go(
    pupil, order
):
    files = [
        ended(pupil, date(2024, 9, 2) + 30 * n * A_DAY, province)
        for n, province in enumerate(PROVINCES)
    ]
    before = rows()
    assert [one[:2] for one in before] == [(2024, "BE-VOV")]
    for place in order:
        erase(files[place])
        assert rows() == before
        there = {0, *pupil.trajects.values_list("pk", flat=True)}
        assert {one.after for one in FormerUse.objects.all()} <= there
    assert kept() == before
    assert not FormerUse.objects.exists()


def test_a_later_file_comes_after_all_that_are_gone(pupil):
    first = ended(pupil, date(2024, 9, 2), "BE-VAN")
    last = ended(pupil, date(2024, 10, 7), "BE-VLI")
    stays = ended(pupil, date(2023, 10, 2), "BE-VAN")
    erase(last)
    ended(pupil, date(2024, 11, 4), "BE-VBR")
    assert [one[:2] for one in rows()] == [(2023, "BE-VAN"), (2024, "BE-VBR")]
    erase(first)
    assert [one.after for one in FormerUse.objects.order_by("rank")] == [0, 0]
    erase(stays)
    assert [one[:2] for one in rows()] == [(2023, "BE-VAN"), (2024, "BE-VBR")]


def test_no_number_of_a_file_that_is_gone_stays_with_a_pupil(pupil):
    files = [ended(pupil, date(2024, 9, 2) + 30 * n * A_DAY) for n in range(3)]
    erase(*files[:2])
    [one, other] = FormerUse.objects.order_by("rank").values()
    for place, row in enumerate((one, other), 1):
        assert (row["after"], row["rank"], row["pupil_id"]) == (0, place, pupil.pk)
        assert row["key"].version == 4
    names = {field.name for field in FormerUse._meta.get_fields()}
    assert not names & {"id", "number", "traject", "file"}


# What waits in vain ------------------------------------------------------------------


def test_what_waited_for_a_file_that_never_began_goes_on_without_the_pupil(
    pupil, clock
):
    file = ended(pupil, date(2026, 9, 7))
    moved(traject_at(school_in(), pupil), (State.CONTACT, at(TODAY, 9)))
    erase(file)
    before = rows()
    assert mix_kept_rows() == KeptRow.objects.count()
    assert kept() == []  # the year still runs
    clock.move_to(at(date(2027, 9, 1), 1))
    mix_kept_rows()
    assert kept() == rows() == before
    assert not FormerUse.objects.exists()
    assert pupil.trajects.count() == 1


def test_what_a_file_still_holds_waits_on_and_is_written_anew(pupil, clock):
    stays = ended(pupil, date(2024, 9, 2), "BE-VLI")
    goes = [ended(pupil, date(2024, 10, 7)), ended(pupil, date(2026, 9, 7))]
    erase(*goes)
    before = rows()
    assert [one.school_year for one in FormerUse.objects.all()] == [2024, 2026]
    [held] = FormerUse.objects.filter(school_year=2024).values()
    clock.move_to(at(date(2027, 9, 1), 1))
    mix_kept_rows()
    assert rows() == before
    assert kept() == [one for one in before if one[0] == 2026]
    assert list(FormerUse.objects.values()) == [held]
    erase(stays)
    assert kept() == rows() == before


@pytest.mark.django_db(transaction=True)
def test_a_file_is_erased_while_all_is_mixed(clock):
    pupil = Pupil.objects.create(first_name="x", last_name="y")
    first = ended(pupil, date(2024, 10, 7))
    last = ended(pupil, date(2024, 9, 2), "BE-VLI")
    erase(first)
    before = rows()
    done = at_once(lambda: erase(last), mix_kept_rows)
    assert not [one for one in done if isinstance(one, Exception)]
    assert kept() == rows() == before
    assert not FormerUse.objects.exists()
