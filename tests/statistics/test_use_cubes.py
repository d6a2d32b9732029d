"""Figures of use are those that one counts by hand from the sums of each traject."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest
import time_machine

from sio.schools.models import School
from sio.statistics.actions.use_of_year import count_uses
from sio.statistics.cells import TOTAL
from sio.statistics.models import UseOfYear
from sio.trajects.models import Pupil
from sio.trajects.workflow import State
from tests.statistics.counting import counts, cube, matching, percent, totals
from tests.statistics.lines import at, moved, running, school_in, traject_at, used
from tests.statistics.population import school_months

pytestmark = pytest.mark.django_db
YEARS = range(2024, 2027)
TODAY = date(2026, 11, 28)
A_DAY = timedelta(days=1)
PROVINCES = ("BE-VAN", "BE-VLI", "BE-BRU", "")
SUMS = ("seconds", "followed", "planned", "attended", "connections", "reconnects")


@pytest.fixture(autouse=True)
def clock():
    """A Saturday in November."""
    with time_machine.travel(at(TODAY, 14), tick=False) as clock:
        yield clock


@pytest.fixture
def world(request):
    """Pupils with one to three trajects at random, and what each did in each year."""
    chance = Random(request.param)
    schools = [
        school_in(chance.choice(PROVINCES), chance.choice(["go", "free", ""]))
        for _n in range(5)
    ]
    rows = []
    for _n in range(25):
        home = chance.choice(["BE-VAN", "BE-WLG", ""])
        pupil = Pupil.objects.create(first_name="x", last_name="y", home_province=home)
        for _m in range(chance.choice([1, 1, 2, 3])):
            school = chance.choice(schools)
            level = chance.choice(["nursery", "primary", "secondary", ""])
            traject = traject_at(school, pupil, level=level)
            for year in chance.sample(YEARS, chance.randrange(1, 4)):
                rows.append(year_of(chance, traject, year))
    return pupil_years(rows)


def year_of(chance, traject, year):
    planned = chance.randrange(90)
    first, last = sorted(chance.choices(range(9, 21), k=2))
    lessons = chance.random() < 0.8
    return UseOfYear.objects.create(
        traject=traject,
        school_year=year,
        school=traject.school,
        province=traject.school.province,
        ran=chance.random() < 0.9,
        seconds=chance.randrange(400_000),
        planned=planned,
        attended=chance.randrange(planned + 1),
        followed=chance.randrange(120),
        connections=chance.randrange(200),
        reconnects=chance.randrange(50),
        first_month=month(year, first) if lessons else "",
        last_month=month(year, last) if lessons else "",
        counted_on=TODAY,
    )


def month(year, number):
    return f"{year}-{number:02}" if number <= 12 else f"{year + 1}-{number - 12:02}"


def pupil_years(rows):
    """One for each pupil and year, the slow and plain way."""
    found = defaultdict(list)
    for row in rows:
        if row.ran:
            found[row.traject.pupil_id, row.school_year].append(row)
    return [
        {
            "year": year,
            "home": some[-1].traject.pupil.home_province,
            "last": max(some, key=lambda one: one.traject_id),
            "schools": {(one.school_id, one.province) for one in some},
            "lessons": [
                m for one in some for m in (one.first_month, one.last_month) if m
            ],
            **{key: sum(getattr(one, key) for one in some) for key in SUMS},
        }
        for (_pupil, year), some in found.items()
    ]


def flat(pupils):
    return [
        one
        | {
            "province": one["last"].province,
            "level": one["last"].traject.level,
            "net": one["last"].school.network,
        }
        for one in pupils
    ]


two_worlds = pytest.mark.parametrize("world", [1, 2], indirect=True)


@two_worlds
@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("pupils_per_home_province_per_school_year", "home"),
        ("pupils_per_net_per_school_year", "net"),
    ],
)
def test_pupils_are_counted_once_a_year(world, name, key):
    rows = flat(world)
    found = cube(name, YEARS)
    for cell in found.cells:
        mine = matching(rows, cell.at, "year", key)
        whole = matching(rows, (cell.at[0], TOTAL), "year", key)
        assert cell.numbers == (len(mine), percent(len(mine), len(whole)))
        assert (cell.n, cell.whole) == (len(mine), len(whole))
    assert sum(totals(found).values()) == len(rows) > 25


@two_worlds
def test_hours_and_half_days_per_province(world):
    rows = flat(world)
    hours = cube("hours_per_province_per_school_year", YEARS)
    halves = cube("half_days_per_province_per_school_year", YEARS)
    for cell in hours.cells:
        mine = matching(rows, cell.at, "year", "province")
        seconds = sum(one["seconds"] for one in mine)
        assert cell.numbers == ((seconds + 1800) // 3600,)
        assert cell.n == len(mine)
        followed = sum(one["followed"] for one in mine)
        assert halves.at(*cell.at).numbers == (followed,)
    assert counts(hours)


@two_worlds
def test_planned_against_followed(world):
    rows = flat(world)
    found = cube("planned_and_followed_half_days_per_school_year", YEARS)
    for cell in found.cells:
        mine = matching(rows, cell.at, "year", "level")
        planned, attended, followed = (
            sum(one[key] for one in mine) for key in ("planned", "attended", "followed")
        )
        share = percent(attended, planned)
        assert cell.numbers == (planned, attended, share, followed)
        assert cell.people(2) == sum(one["planned"] > 0 for one in mine)
    assert counts(found, key=2)


@two_worlds
def test_stability_is_reconnects_for_each_hour(world):
    rows = flat(world)
    found = cube("line_stability_per_school_year", YEARS)
    assert len(found.cells) == len(YEARS)
    for cell in found.cells:
        mine = matching(rows, cell.at, "year")
        seconds = sum(one["seconds"] for one in mine)
        again = sum(one["reconnects"] for one in mine)
        per_hour = again * 3600 / seconds
        assert cell.numbers[1:3] == (sum(one["connections"] for one in mine), again)
        assert abs(cell.numbers[3] - per_hour) <= 0.005 + 1e-9
        assert cell.n == len(mine)


@two_worlds
def test_months_from_the_first_lesson_to_the_last(world):
    rows = flat(world)
    found = cube("lesson_duration_per_province_per_school_year", YEARS)
    for cell in found.cells:
        mine = matching(rows, cell.at, "year", "province")
        months = [
            school_months(months_from(min(one["lessons"]), max(one["lessons"])))
            for one in mine
            if one["lessons"]
        ]
        mean = sum(months) / len(months) if months else None
        wanted = (min(months, default=None), mean, max(months, default=None))
        assert cell.numbers == wanted
        assert cell.n == len(months)
    assert counts(found)


def months_from(first, last):
    names = [first]
    while names[-1] < last:
        year, number = int(names[-1][:4]), int(names[-1][5:])
        names.append(f"{year}-{number + 1:02}" if number < 12 else f"{year + 1}-01")
    return names


@two_worlds
def test_schools_are_counted_once_a_year(world):
    found = cube("schools_reached_per_province_per_school_year", YEARS)
    schools = {(one["year"], *place) for one in world for place in one["schools"]}
    for cell in found.cells:
        mine = [s for s in schools if f"{s[0]}-{s[0] + 1}" == cell.at[0]]
        wanted = len([s for s in mine if cell.at[1] in (s[2], TOTAL)])
        assert cell.numbers == (wanted,)
    assert sum(totals(found).values()) == len(schools)


def test_the_share_of_schools_is_of_the_list_of_this_year():
    reached = school_in("BE-VAN")
    school_in("BE-VAN")
    school_in("BE-VAN", closed_on=date(2026, 8, 31))
    school_in("BE-VAN", closed_on=date(2026, 10, 1))
    school_in("BE-VAN", funded=False)
    running(reached, at(date(2025, 10, 1), 8))
    found = cube("share_of_schools_reached_per_province", YEARS)
    assert found.at("2026-2027", "BE-VAN", "yes").numbers == (1, 33.3)
    assert found.at("2026-2027", "BE-VAN", "no").numbers == (2, 66.7)
    assert found.at("2025-2026", "BE-VAN", "yes").numbers == (0, None)


def test_a_school_that_moves_keeps_its_province_in_the_years_that_are_past(clock):
    school = school_in("BE-VAN")
    clock.move_to(at(date(2026, 6, 1), 12))
    running(school, at(date(2026, 5, 4), 8))
    count_uses()
    clock.move_to(at(TODAY, 12))
    School.objects.filter(pk=school.pk).update(province="BE-VLI")
    found = cube("half_days_per_province_per_school_year", YEARS)
    assert found.at("2025-2026", "BE-VAN").n == found.at("2026-2027", "BE-VLI").n == 1
    reached = cube("schools_reached_per_province_per_school_year", YEARS)
    assert counts(reached) == {
        ("2025-2026", "BE-VAN"): 1,
        ("2026-2027", "BE-VLI"): 1,
    }


def test_a_file_that_is_prepared_or_has_no_class_yet_is_no_pupil():
    used(
        traject_at(school_in(), state=State.PREPARING), at(TODAY - A_DAY, 9), minutes=9
    )
    found = cube("pupils_per_net_per_school_year", YEARS)
    assert UseOfYear.objects.filter(connections=1).exists()
    assert found.cells == ()


def test_a_traject_that_ended_before_the_year_is_not_in_it():
    traject = moved(
        traject_at(school_in()),
        (State.ACTIVE, at(date(2026, 8, 1), 8)),
        (State.ENDED, at(date(2026, 8, 31), 23, 59)),
    )
    used(traject, at(date(2026, 9, 1), 9), minutes=60)  # a clock that was wrong
    found = cube("pupils_per_net_per_school_year", YEARS)
    assert totals(found) == {"2025-2026": 1, "2026-2027": 0}
