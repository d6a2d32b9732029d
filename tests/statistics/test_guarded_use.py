"""Figures of use, files and questions pass through disclosure control like the rest."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
import time_machine

from sio.statistics.actions.snapshot import snapshot
from sio.statistics.cells import HIDDEN, TOTAL
from sio.statistics.cubes import CUBES
from sio.statistics.disclosure import protect
from sio.statistics.families.pupils import PUPILS
from sio.statistics.models import UseOfYear
from sio.trajects.models import Pupil
from tests.statistics.lines import at, school_in, traject_at

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
YEAR = "2026-2027"
OURS = [name for name, one in CUBES.items() if one.family is not PUPILS]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(at(TODAY, 14), tick=False):
        yield


def pupils(count, province, net="go", level="primary", **sums):
    school = school_in(province, net)
    for _n in range(count):
        pupil = Pupil.objects.create(first_name="x", last_name="y")
        UseOfYear.objects.create(
            traject=traject_at(school, pupil, level=level),
            school_year=2026,
            school=school,
            province=province,
            ran=True,
            counted_on=TODAY,
            **{"seconds": 36_000, "planned": 8, "attended": 5, "reconnects": 1} | sums,
        )


def guarded(*names):
    taken = snapshot(names, range(2026, 2027), at(TODAY, 14)).cubes
    return {one.shape.name: one for one in protect(taken, k=5).shown}


def test_what_few_did_is_hidden_with_how_many_they_are():
    pupils(12, "BE-VAN")
    pupils(9, "BE-VOV")
    pupils(3, "BE-VLI")
    hours = "hours_per_province_per_school_year"
    found = guarded(hours, "pupils_per_net_per_school_year")
    assert found[hours].at(YEAR, "BE-VLI").values == (HIDDEN,)
    assert found[hours].at(YEAR, "BE-VAN").values == (120,)
    assert found[hours].at(YEAR, TOTAL).values == (240,)
    # Else what is left of the total would be that of the three.
    others = [found[hours].at(YEAR, one).values for one in ("BE-VOV", "BE-VAN")]
    assert (HIDDEN,) in others or found[hours].at(YEAR, TOTAL).values == (HIDDEN,)
    assert found["pupils_per_net_per_school_year"].at(YEAR, "go").values[0] == 24


def test_a_ratio_is_read_in_its_own_decimals_and_hidden_of_few():
    pupils(6, "BE-VAN", reconnects=1)
    found = guarded("line_stability_per_school_year")
    stable = found["line_stability_per_school_year"]
    assert stable.at(YEAR).values == (60, 0, 6, 0.1)
    UseOfYear.objects.update(seconds=40_000)
    found = guarded("line_stability_per_school_year")
    assert found["line_stability_per_school_year"].at(YEAR).values[3] == 0.09
    UseOfYear.objects.filter(pk__gt=UseOfYear.objects.first().pk + 2).delete()
    found = guarded("line_stability_per_school_year")
    values = found["line_stability_per_school_year"].at(YEAR).values
    assert values == (HIDDEN, HIDDEN, HIDDEN, HIDDEN)


HOURS = "hours_per_province_per_school_year"
STABILITY = "line_stability_per_school_year"


def test_behind_a_sum_are_those_who_have_some_of_it():
    pupils(10, "BE-VAN", seconds=0)
    pupils(2, "BE-VAN")
    pupils(9, "BE-VOV")
    found = guarded(HOURS, "half_days_per_province_per_school_year", STABILITY)
    assert found[HOURS].at(YEAR, "BE-VAN").values == (HIDDEN,)
    # No half day was followed: that is a zero of twelve.
    halves = found["half_days_per_province_per_school_year"]
    assert halves.at(YEAR, "BE-VAN").values == (0,)
    # All less those of the others would tell it, in whatever figure all stands.
    others = [found[HOURS].at(YEAR, "BE-VOV"), found[HOURS].at(YEAR, TOTAL)]
    all_hours = found[STABILITY].at(YEAR).values[0]
    assert others[1].values == (all_hours,)
    assert (HIDDEN,) in [one.values for one in others]


def test_a_sum_that_one_makes_nearly_alone_is_hidden():
    pupils(6, "BE-VAN", seconds=3_600)
    pupils(1, "BE-VAN", seconds=36_000 + 1)
    pupils(9, "BE-VOV")
    assert guarded(HOURS)[HOURS].at(YEAR, "BE-VAN").values == (16,)
    UseOfYear.objects.filter(seconds=3_600).update(seconds=1_200)
    hours = guarded(HOURS)[HOURS]
    assert hours.at(YEAR, "BE-VAN").values == (HIDDEN,)
    assert HIDDEN in [*hours.at(YEAR, "BE-VOV").values, *hours.at(YEAR, TOTAL).values]


PLANNED = "planned_and_followed_half_days_per_school_year"


def test_what_few_attended_does_not_follow_from_its_share():
    pupils(2, "BE-VAN", planned=11, attended=6, followed=6, level="nursery")
    pupils(7, "BE-VAN", planned=11, attended=0, followed=3, level="nursery")
    pupils(12, "BE-VAN", planned=20, attended=15, followed=15)
    found = guarded(PLANNED)[PLANNED]
    planned, attended, share, followed = found.at(YEAR, "nursery").values
    assert (planned, followed) == (99, 33)
    assert (attended, share) == (HIDDEN, HIDDEN)
    # All less the others would tell it, and so would the share of all.
    every, others = (found.at(YEAR, one).values for one in (TOTAL, "primary"))
    assert (HIDDEN, HIDDEN) in (every[1:3], others[1:3])


def test_what_few_lost_or_one_used_does_not_follow_from_the_ratio():
    pupils(7, "BE-VAN", seconds=100_000, reconnects=0)
    pupils(2, "BE-VAN", seconds=10_000, reconnects=22)
    values = guarded(STABILITY)[STABILITY].at(YEAR).values
    assert values == (200, 0, HIDDEN, HIDDEN)
    UseOfYear.objects.update(reconnects=22, seconds=3_600)
    UseOfYear.objects.filter(pk=UseOfYear.objects.first().pk).update(seconds=3_600_000)
    values = guarded(STABILITY)[STABILITY].at(YEAR).values
    assert values == (HIDDEN, 0, 198, HIDDEN)


def test_a_sum_has_its_own_people_in_each_figure_it_stands_in():
    """Also where, in one of them, those of another sum are as many."""
    pupils(4, "BE-VAN", seconds=0, planned=0, attended=0, followed=0)
    pupils(2, "BE-VAN", planned=90, attended=90, followed=90)
    pupils(9, "BE-VLI", planned=1, attended=1, followed=1)
    halves = "half_days_per_province_per_school_year"
    found = guarded(halves, PLANNED)
    provinces = ("BE-VAN", "BE-VLI", TOTAL)
    by_province = [found[halves].at(YEAR, one).values[0] for one in provinces]
    assert by_province[0] == HIDDEN
    assert found[PLANNED].at(YEAR, TOTAL).values[3] == by_province[-1]


def test_all_of_them_at_once_are_guarded():
    chance = Random(4)
    for province in ("BE-VAN", "BE-VLI", "BE-BRU", ""):
        pupils(chance.randrange(1, 20), province, chance.choice(["go", "free"]))
    found = guarded(*OURS)
    assert set(found) == set(OURS)
    few = [
        cell for cube in found.values() for cell in cube.cells if HIDDEN in cell.values
    ]
    assert few
