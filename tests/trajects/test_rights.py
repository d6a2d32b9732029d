"""The table of rights: each cell, its page in the documents, and what queries show."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sio.accounts.models import Absence, Role, User
from sio.core.time import today, years_after, years_before
from sio.schools.models import Contact
from sio.trajects.models import Assignment, BreakGlass, Guardian, Traject
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rights import MATRIX, Act, Standing, may
from sio.trajects.workflow import SHARED, State
from tests.conftest import person

PAGE = Path(__file__).resolve().parents[2] / "docs/rights.md"
STAFF = {Standing.COORDINATOR, Standing.CONSULTANT, Standing.STAND_IN}
STAFF |= {Standing.EMERGENCY, Standing.HELPDESK}


def documented():
    """Act by act, who may, as the page says."""
    table = {}
    columns = []
    for line in PAGE.read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if cells and cells[0] == "act":
            columns = [Standing(re.sub("`", "", cell)) for cell in cells[1:]]
        elif cells and columns and cells[0].startswith("`"):
            marks = zip(columns, cells[1:], strict=True)
            table[Act(cells[0].strip("`"))] = {one for one, mark in marks if mark}
    return table


def test_the_page_of_rights_is_the_table_cell_by_cell():
    assert documented() == {act: set(held) for act, held in MATRIX.items()}


def test_every_act_has_its_row():
    assert set(MATRIX) == set(Act)


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("act", Act)
def test_each_cell_alone(act, standing):
    assert may({standing}, act) is (standing in MATRIX[act])


@given(st.frozensets(st.sampled_from(Standing)), st.sampled_from(Act))
def test_several_standings_give_what_each_gives_and_none_gives_nothing(held, act):
    assert may(held, act) is any(may({one}, act) for one in held)
    assert not may(frozenset(), act)


def test_health_is_never_for_school_or_helpdesk():
    for act in (Act.SEE_HEALTH, Act.CHANGE_HEALTH, Act.SEE_CASEWORK):
        assert MATRIX[act].isdisjoint({Standing.CONTACT, Standing.HELPDESK})


def test_an_emergency_looks_and_logs_but_decides_nothing():
    acts = {act for act in Act if may({Standing.EMERGENCY}, act)}
    assert {act for act in acts if not act.startswith("see_")} == {Act.LOG_CONTACT}


# What rules allow is what queries show ------------------------------------------------

RIGHTS = ["coordinator", "consultant", "helpdesk", "assigned", "contact", "guardian"]
RIGHTS += ["pupil", "emergency", "stand_in"]


def give(user, traject, right):
    """One row, as each right has it."""
    if right in Role.Kind.values:
        Role.objects.create(user=user, kind=right)
    elif right == "assigned":
        Assignment.objects.create(user=user, traject=traject)
    elif right == "contact":
        Contact.objects.create(user=user, school=traject.school, function="x")
    elif right == "stand_in":
        away = User.objects.create(email="weg@example.org", name="Weg")
        Assignment.objects.create(user=away, traject=traject)
        Absence.objects.create(
            user=away, starts_on=today(), ends_on=today(), replaced_by=user
        )
    elif right == "emergency":
        in_an_hour = timezone.now() + timedelta(hours=1)
        BreakGlass.objects.create(
            user=user, traject=traject, reason="x", ends_at=in_an_hour
        )
    else:
        kind = Guardian.Kind.PARENT if right == "guardian" else Guardian.Kind.PUPIL
        Guardian.objects.create(user=user, traject=traject, capacity="x", kind=kind)


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("number", range(0, 512, 37))
def test_rules_and_queries_agree_for_combinations_of_rights(traject, state, number):
    held = [right for bit, right in enumerate(RIGHTS) if number >> bit & 1]
    if {"guardian", "pupil"} <= set(held):
        held.remove("pupil")  # once per person and file
    user = person("Iemand", "consultant")
    user.roles.all().delete()
    later = {"state": state, "look_again_on": today()}
    Traject.objects.filter(pk=traject.pk).update(**later)
    for right in held:
        give(user, traject, right)

    sees = list(trajects_visible_to(user)) == [traject]
    mine = standings(traject, user)

    assert sees is bool(mine) is may(mine, Act.SEE_FILE)
    if state not in SHARED:
        assert mine.isdisjoint({Standing.CONTACT, Standing.HELPDESK})
    assert (Standing.CONSULTANT in mine) is ({"consultant", "assigned"} <= set(held))
    assert (Standing.STAND_IN in mine) is ({"consultant", "stand_in"} <= set(held))
    assert (Standing.COORDINATOR in mine) is ("coordinator" in held)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "sees"), [(1, True), (0, False), (-1, False)])
def test_access_of_a_parent_ends_on_the_eighteenth_birthday(traject, paula, days, sees):
    birth = years_before(today() + timedelta(days=days), 18)
    traject.pupil.birth_date = birth
    traject.pupil.save(update_fields=["birth_date"])
    assert (list(trajects_visible_to(paula)) == [traject]) is sees
    assert (standings(traject, paula) == {Standing.GUARDIAN}) is sees


@pytest.mark.django_db
def test_a_grown_pupil_sees_its_own_file_and_may_let_a_parent_stay(traject, paula):
    traject.pupil.birth_date = years_before(today(), 19)
    traject.pupil.save(update_fields=["birth_date"])
    tuur = person("Tuur")
    Guardian.objects.create(
        user=tuur, traject=traject, capacity="leerling", kind=Guardian.Kind.PUPIL
    )
    assert standings(traject, tuur) == {Standing.PUPIL}
    assert standings(traject, paula) == frozenset()
    traject.guardians.filter(user=paula).update(kept_by_pupil_at=timezone.now())
    assert standings(traject, paula) == {Standing.GUARDIAN}
    assert list(trajects_visible_to(paula)) == [traject]


@given(
    birth=st.dates(date(1990, 1, 1), date(2030, 12, 31)),
    day=st.dates(date(2010, 1, 1), date(2050, 12, 31)),
)
def test_cut_off_day_agrees_with_the_birthday(birth, day):
    # The query compares birth dates with one cut-off day; the pupil knows its birthday.
    assert (birth > years_before(day, 18)) is (years_after(birth, 18) > day)


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "last", "sees"), [(-3, -1, 0), (0, 0, 1), (1, 2, 0)])
def test_a_stand_in_sees_the_files_on_the_days_of_the_absence_alone(
    traject, carla, chris, first, last, sees
):
    days = [today() + timedelta(days=number) for number in (first, last)]
    absence = Absence.objects.create(
        user=carla, starts_on=days[0], ends_on=days[1], replaced_by=chris
    )
    assert (traject in trajects_visible_to(chris)) is bool(sees)
    assert standings(traject, chris) == ({Standing.STAND_IN} if sees else frozenset())
    Absence.objects.filter(pk=absence.pk).update(ended_at=timezone.now())
    assert traject not in trajects_visible_to(chris)


@pytest.mark.django_db
def test_a_stand_in_is_a_consultant_now(traject, carla, chris):
    Absence.objects.create(
        user=carla, starts_on=today(), ends_on=today(), replaced_by=chris
    )
    Role.objects.filter(user=chris).update(ended_at=timezone.now())
    assert standings(traject, chris) == frozenset()
    assert traject not in trajects_visible_to(chris)


@pytest.mark.django_db
def test_emergency_ends_by_itself(traject, chris):
    ended = timezone.now() - timedelta(seconds=1)
    BreakGlass.objects.create(user=chris, traject=traject, reason="x", ends_at=ended)
    assert standings(traject, chris) == frozenset()
    assert traject not in trajects_visible_to(chris)
