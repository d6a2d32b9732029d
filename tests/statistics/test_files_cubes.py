"""Applications, decisions, ends and waiting, beside the same counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
import time_machine

from sio.casework.models import ContactMoment, Decision, FileMerge
from sio.casework.queries.figures import contact_figures_of
from sio.lessons.plan import BRUSSELS
from sio.statistics.actions.snapshot import snapshot
from sio.statistics.cells import TOTAL, year_name
from sio.statistics.families.received import to_date
from sio.trajects.models import Pupil, Traject
from sio.trajects.workflow import Outcome, State
from tests.conftest import person
from tests.statistics.counting import counts, cube, matching, percent, totals
from tests.statistics.erasing import sent
from tests.statistics.lines import at, moved, school_in, traject_at, used

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)  # a Friday
YEARS = range(2024, 2027)
A_DAY = timedelta(days=1)
STATES = [State.APPLIED, State.CONTACT, State.WAITING, State.AGREED, State.ACTIVE]
STATES += [State.REFUSED, State.NOT_FEASIBLE, State.WITHDRAWN, State.MERGED]
DECIDED = {
    "applied": "open",
    "contact": "open",
    "active": "agreed",
    "merged": None,
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(at(TODAY, 14), tick=False):
        yield


@pytest.fixture
def by(db):
    return person("Carla")


def received(school, day, state=State.CONTACT, **fields):
    role = fields.pop("role", "")
    application = sent(role) if role else None
    pupil = Pupil.objects.create(first_name="x", last_name="y")
    facts = {
        "received_at": at(day, 10),
        "state": state,
        "application": application,
    }
    return traject_at(school, pupil, state_since=at(day, 11), **facts, **fields)


def reached(traject, by, **days):
    """On which day each side was spoken to."""
    for side, day in days.items():
        ContactMoment.objects.create(
            traject=traject,
            with_whom=side,
            how="phone",
            reached=True,
            happened_at=at(day, 15),
            by=by,
        )


@pytest.fixture
def world(by, request):
    """Applications of three years at random, some of them spoken to, some decided."""
    chance = Random(request.param)
    schools = [school_in(one) for one in ("BE-VAN", "BE-VLI", "BE-BRU")]
    for month in range(1, 11):  # days on which the first school alone is closed
        day = date(2025, month, 13)
        schools[0].holidays.create(
            name="x", kind="own", starts_on=day, ends_on=day + 2 * A_DAY
        )
    rows = []
    for _n in range(70):
        day = date(2024, 9, 1) + chance.randrange(817) * A_DAY
        state = chance.choice(STATES)
        role = chance.choice(["parent", "school", ""])
        traject = received(chance.choice(schools), day, state, role=role)
        for side in ("family", "school"):
            later = min(day + chance.randrange(12) * A_DAY, TODAY)
            if chance.random() < 0.8:
                reached(traject, by, **{side: later})
        rule = chance.choice(["age", "residence"]) if state == State.REFUSED else ""
        if rule:
            decide(traject, by, rule)
        rows.append(
            {
                "year": day.year if day.month >= 9 else day.year - 1,
                "day": day,
                "province": traject.school.province,
                "role": role,
                "decision": DECIDED.get(state.value, state.value),
                "rule": rule,
            }
        )
    return [row for row in rows if row["decision"] is not None]


def decide(traject, by, rule):
    return Decision.objects.create(
        traject=traject, outcome="refused", rule_id=rule, rule_text="x", by=by
    )


two_worlds = pytest.mark.parametrize("world", [1, 2], indirect=True)


@two_worlds
def test_applications_by_where_by_whom_and_how_decided(world):
    names = {
        "applications_per_province_per_school_year": "province",
        "applications_per_role_per_school_year": "role",
        "decisions_per_school_year": "decision",
    }
    cubes = snapshot(names, YEARS, at(TODAY, 14)).cubes
    for found, key in zip(cubes, names.values(), strict=True):
        for cell in found.cells:
            mine = matching(world, cell.at, "year", key)
            whole = matching(world, (cell.at[0], TOTAL), "year", key)
            share = percent(len(mine), len(whole))
            assert cell.numbers[0] == cell.n == len(mine)
            assert cell.numbers[1:] in ((), (share,))
        assert sum(totals(found).values()) == len(world)


@two_worlds
def test_reasons_of_refusals(world):
    refused = [one for one in world if one["decision"] == "refused"]
    found = cube("refusal_reasons_per_school_year", YEARS)
    for cell in found.cells:
        mine = matching(refused, cell.at, "year", "rule")
        whole = matching(refused, (cell.at[0], TOTAL), "year", "rule")
        assert cell.numbers == (len(mine), percent(len(mine), len(whole)))
    assert sum(totals(found).values()) == len(refused) > 0


@two_worlds
def test_to_the_same_date_of_each_year(world):
    found = cube("applications_to_date_per_school_year", YEARS)
    for cell in found.cells:
        year = int(cell.at[0][:4])
        last = date(year, 11, 27)
        mine = matching(world, cell.at, "year", "province")
        so_far = [one for one in mine if one["day"] <= last]
        assert cell.numbers == (len(so_far),)
    assert sum(totals(found).values()) < len(world)


@two_worlds
def test_contact_within_five_days_is_what_the_office_sees(world):
    found = cube("contact_within_five_days_per_school_year", YEARS)
    closed = 0
    for year in YEARS:
        office = contact_figures_of(year, TODAY).total
        in_time = found.at(year_name(year), "in_time")
        late = found.at(year_name(year), "late")
        assert (in_time.n, late.n) == (office.in_time, office.late)
        closed += office.school_closed
        assert in_time.numbers[1] == percent(office.in_time, office.judged)
        assert round(in_time.numbers[1]) in range(
            office.share_percent - 1, office.share_percent + 2
        )
    assert closed > 0


def test_working_days_until_both_were_reached(by):
    monday = date(2026, 9, 14)
    school = school_in()
    for family, school_on in ((1, 2), (0, 7), (9, 1)):
        traject = received(school, monday)
        reached(
            traject,
            by,
            family=monday + family * A_DAY,
            school=monday + school_on * A_DAY,
        )
    received(school, monday)  # nobody was reached: late, without a number of days
    found = cube("contact_within_five_days_per_school_year", YEARS)
    assert found.at("2026-2027", "in_time").numbers == (2, 50.0, 3.5)
    assert found.at("2026-2027", "late").numbers == (2, 50.0, 7.0)
    # The one that nobody spoke is in no mean.
    assert found.at("2026-2027", "late").people(2) == 1
    assert found.at("2026-2027", "total").people(2) == 3
    assert found.at("2026-2027", "in_time").people(2) == 2


def test_merged_files_count_once(by):
    school = school_in()
    kept = received(school, TODAY - A_DAY)
    other = received(school, TODAY - A_DAY)
    name = "applications_per_province_per_school_year"
    assert totals(cube(name, YEARS)) == {"2026-2027": 2}
    FileMerge.objects.create(
        kept=kept, merged=other, old_state=other.state, reason="x", by=by
    )
    Traject.objects.filter(pk=other.pk).update(state=State.MERGED)
    assert totals(cube(name, YEARS)) == {"2026-2027": 1}


def test_what_comes_in_after_the_cutoff_is_not_counted():
    received(school_in(), TODAY)
    name = "applications_per_province_per_school_year"
    assert totals(cube(name, YEARS, at(TODAY, 9))) == {}
    for cutoff in (at(TODAY, 10), at(TODAY, 10).astimezone(BRUSSELS)):
        assert totals(cube(name, YEARS, cutoff)) == {"2026-2027": 1}
    early = (at(TODAY, 10) - timedelta(seconds=1)).astimezone(BRUSSELS)
    assert totals(cube(name, YEARS, early)) == {}


def test_an_evening_in_brussels_is_that_day():
    school = school_in()
    for moment in (at(date(2026, 8, 31), 23, 59), at(date(2026, 9, 1), 0, 0)):
        traject = received(school, TODAY)
        Traject.objects.filter(pk=traject.pk).update(received_at=moment)
    name = "applications_per_province_per_school_year"
    assert totals(cube(name, YEARS)) == {"2025-2026": 1, "2026-2027": 1}


def test_looked_at_again_there_is_no_decision_yet(by):
    traject = received(school_in(), TODAY - 9 * A_DAY, State.REFUSED)
    decide(traject, by, "age")
    names = ["decisions_per_school_year", "refusal_reasons_per_school_year"]
    decisions, reasons = snapshot(names, YEARS, at(TODAY, 14)).cubes
    assert counts(decisions) == {("2026-2027", "refused"): 1}
    assert counts(reasons) == {("2026-2027", "age"): 1}
    Traject.objects.filter(pk=traject.pk).update(state=State.FEASIBILITY)
    decisions, reasons = snapshot(names, YEARS, at(TODAY, 14)).cubes
    assert counts(decisions) == {("2026-2027", "open"): 1}
    assert counts(reasons) == {}


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        (date(2028, 2, 29), {date(2027, 2, 28), date(2028, 2, 29), date(2024, 2, 29)}),
        (date(2027, 2, 28), {date(2027, 2, 28), date(2028, 2, 28)}),
        (date(2026, 8, 31), {date(2026, 8, 31), date(2025, 8, 31), date(2028, 2, 29)}),
        (date(2026, 9, 1), {date(2026, 9, 1), date(2025, 9, 1)}),
    ],
)
def test_the_same_date_in_years_with_and_without_a_leap_day(day, counted):
    some = {
        *[date(2027, 2, 28), date(2027, 3, 1), date(2028, 2, 28), date(2028, 2, 29)],
        *[date(2024, 2, 29), date(2026, 8, 31), date(2025, 8, 31)],
        *[date(2026, 9, 1), date(2025, 9, 1), date(2025, 9, 2)],
    }
    is_to_date = to_date(day)
    assert {one for one in counted if is_to_date(one)} == counted
    early = {one for one in some if is_to_date(one)}
    assert early == {one for one in some if place(one) <= place(day)}


def place(day):
    """Month and day from 1 September on, as the date is written."""
    return ((day.month - 9) % 12, day.day)


def test_how_trajects_ended(by):
    chance = Random(3)
    school, wanted = school_in(), {}
    for _n in range(40):
        end = date(2024, 9, 1) + chance.randrange(810) * A_DAY
        outcome = chance.choice(Outcome.values)
        ended = (State.ENDED, at(end, 12))
        moves = [(State.ACTIVE, at(end, 8)), ended]
        if chance.random() < 0.3:
            moves.append((State.CLOSED, at(end + 30 * A_DAY, 12)))
        if chance.random() < 0.2:
            moves = [ended]  # it never began
        traject = moved(traject_at(school), *moves)
        Traject.objects.filter(pk=traject.pk).update(outcome=outcome)
        if len(moves) > 1:
            year = end.year if end.month >= 9 else end.year - 1
            key = (year_name(year), outcome)
            wanted[key] = wanted.get(key, 0) + 1
    found = cube("ends_per_school_year", YEARS)
    assert counts(found) == wanted
    for year, total in totals(found).items():
        back = wanted.get((year, "back"), 0)
        assert found.at(year, "back").numbers[1] == percent(back, total)


@pytest.mark.parametrize("first", [2022, 2023, 2024])
def test_of_two_ends_the_first_counts_whichever_years_are_asked(first):
    days = (State.ACTIVE, 2022), (State.ENDED, 2023), (State.ACTIVE, 2024)
    moves = [(state, at(date(year, 10, 3), 9)) for state, year in days]
    moved(traject_at(school_in()), *moves, (State.ENDED, at(date(2025, 10, 3), 9)))
    ends = counts(cube("ends_per_school_year", range(first, 2027)))
    assert sum(ends.values()) == (1 if first <= 2023 else 0)
    assert {year for year, _how in ends} <= {"2023-2024"}


def test_who_waits_and_for_how_long():
    school, other = school_in("BE-VAN"), school_in("BE-VLI")
    for place, days, year in ((school, 10, 2026), (school, 20, 2026), (other, 5, 2027)):
        received(place, TODAY - days * A_DAY, State.WAITING, school_year=year)
    received(school, TODAY - 99 * A_DAY, State.CONTACT)
    waiting, days = snapshot(
        ["waiting_now", "waiting_days"], YEARS, at(TODAY, 14)
    ).cubes
    assert counts(waiting) == {
        ("2026-2027", "BE-VAN"): 2,
        ("2027-2028", "BE-VLI"): 1,
    }
    assert days.at("2026-2027", "BE-VAN").numbers == (15.0,)
    assert days.at("2027-2028", TOTAL).numbers == (5.0,)


def test_material_that_stands_somewhere():
    school = school_in("BE-VAN")
    delivered = {"delivered_on": TODAY - 9 * A_DAY}
    used(traject_at(school, state=State.ACTIVE, **delivered), at(TODAY, 9), minutes=5)
    traject_at(school, state=State.PREPARING, **delivered)
    traject_at(school, state=State.PREPARING, placed_in_advance=True, **delivered)
    traject_at(school, state=State.PREPARING)
    traject_at(school, state=State.ENDED, **delivered)
    traject_at(school, state=State.ACTIVE, delivered_on=TODAY + A_DAY)
    found = cube("material_placed", YEARS)
    assert counts(found) == {
        ("BE-VAN", "used"): 1,
        ("BE-VAN", "unused"): 1,
        ("BE-VAN", "in_advance"): 1,
    }
    assert found.at("BE-VAN", "unused").numbers[1] == 33.3
