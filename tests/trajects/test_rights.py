"""The table of rights: each cell, its page in the documents, and what queries show."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sio.accounts.factors import FactorAdapter
from sio.accounts.models import Absence, Role, User
from sio.core.once import reading
from sio.core.time import today, years_after, years_before
from sio.schools.models import Contact
from sio.trajects.models import Assignment, BreakGlass, Guardian, Traject
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rights import MATRIX, Act, Standing, may
from sio.trajects.rules import MAY_BREAK_GLASS
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

ROLES = ["coordinator", "consultant", "helpdesk"]
TIES = ["assigned", "stand_in", "emergency", "contact", "guardian", "pupil"]
EVERY = [
    held
    for size in range(len(ROLES + TIES) + 1)
    for held in map(frozenset, combinations(ROLES + TIES, size))
    if not {"guardian", "pupil"} <= held  # once per person and file
]


def expected(held, state):
    """What these rights make somebody to a file in this state, said once more."""
    shared = state in SHARED
    is_consultant = "consultant" in held
    found = {
        Standing.COORDINATOR: "coordinator" in held,
        Standing.HELPDESK: "helpdesk" in held and shared,
        Standing.CONSULTANT: is_consultant and "assigned" in held,
        Standing.STAND_IN: is_consultant and "stand_in" in held,
        Standing.EMERGENCY: "emergency" in held
        and not held.isdisjoint(MAY_BREAK_GLASS),
        Standing.CONTACT: "contact" in held and shared,
        Standing.GUARDIAN: "guardian" in held,
        Standing.PUPIL: "pupil" in held,
    }
    return {standing for standing, holds in found.items() if holds}


def tie(user, traject, right, away):
    """One row that ties a person to a file; `away` is who is replaced."""
    if right == "assigned":
        return Assignment(user=user, traject=traject)
    if right == "stand_in":
        day = today()
        return Absence(user=away, starts_on=day, ends_on=day, replaced_by=user)
    if right == "emergency":
        end = timezone.now() + timedelta(hours=1)
        return BreakGlass(user=user, traject=traject, reason="x", ends_at=end)
    if right == "contact":
        return Contact(user=user, school=traject.school_class.school, function="x")
    return Guardian(user=user, traject=traject, capacity="x")


@contextmanager
def as_pupil(user, traject, held):
    """A file has one account of its pupil at a time: who has that right has it here."""
    if "pupil" not in held:
        yield
        return
    row = Guardian(user=user, traject=traject, capacity="x", kind=Guardian.Kind.PUPIL)
    row.save()
    yield
    row.delete()


def people_with(every, traject):
    """Somebody for each combination, active and with a second factor."""
    users, aways = (
        User.objects.bulk_create(
            User(email=f"{word}{number}@example.org", name=f"{word} {number}")
            for number in range(len(every))
        )
        for word in ("iemand", "weg")
    )
    secret = {"secret": FactorAdapter().encrypt("JBSWY3DPEHPK3PXP")}
    rows = [
        Authenticator(user=user, type=Authenticator.Type.TOTP, data=secret)
        for user in users
    ]
    for user, away, held in zip(users, aways, every, strict=True):
        rows += [Role(user=user, kind=kind) for kind in Role.Kind if kind in held]
        rows += [
            tie(user, traject, right, away) for right in TIES[:-1] if right in held
        ]
        if "stand_in" in held:
            rows.append(Assignment(user=away, traject=traject))
    for model in {type(row) for row in rows}:
        model.objects.bulk_create(row for row in rows if type(row) is model)
    return users


def in_state(traject, state):
    moved = {"state": state, "look_again_on": today()}
    Traject.objects.filter(pk=traject.pk).update(**moved)
    traject.refresh_from_db()


def agree(user, traject, other, held):
    """Rule, query and the words above say the same of both files."""
    by_role = expected(held - set(TIES), other.state)
    with as_pupil(user, traject, held), reading():  # as one page does
        mine = standings(traject, user)
        of_other = standings(other, user)
        sees = {one.pk for one in trajects_visible_to(user)}
    assert mine == expected(held, traject.state), held
    assert bool(mine) is may(mine, Act.SEE_FILE)
    assert of_other == by_role, held
    wanted = {traject.pk: mine, other.pk: by_role}
    assert sees == {pk for pk, held in wanted.items() if held}, held


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.ACTIVE, State.FEASIBILITY])
@pytest.mark.parametrize("half", [0, 1])
def test_rules_and_queries_agree_for_every_combination_of_rights(
    traject, other_traject, state, half
):
    in_state(traject, state)
    some = EVERY[half::2]
    for user, held in zip(people_with(some, traject), some, strict=True):
        agree(user, traject, other_traject, held)


@pytest.mark.django_db
def test_each_right_alone_in_every_state(traject, other_traject):
    alone = [frozenset({right}) for right in (*ROLES, "privacy", *TIES)]
    alone += [frozenset({"consultant", right}) for right in TIES[:3]]
    users = people_with(alone, traject)
    for state in State:
        in_state(traject, state)
        for user, held in zip(users, alone, strict=True):
            agree(user, traject, other_traject, held)


@pytest.mark.django_db
def test_what_ended_or_is_not_active_gives_nothing(traject, other_traject):
    users = people_with(EVERY, traject)
    now = timezone.now()
    for model in (Role, Assignment, Absence, Contact, Guardian):
        model.objects.update(ended_at=now)
    BreakGlass.objects.update(ends_at=now)
    for user in users[::7]:
        assert not standings(traject, user)
        assert not trajects_visible_to(user)


@pytest.mark.django_db
def test_who_is_not_active_sees_nothing_whatever_the_rights(traject, other_traject):
    for user in people_with(EVERY[::7], traject):
        user.is_active = False
        assert not standings(traject, user)
        assert not trajects_visible_to(user)


@pytest.mark.django_db
def test_staff_without_second_factor_are_left_what_anybody_may_have(
    traject, other_traject
):
    some = EVERY[::7]
    users = people_with(some, traject)
    Authenticator.objects.all().delete()
    for user, held in zip(users, some, strict=True):
        agree(user, traject, other_traject, held - set(ROLES))


@pytest.mark.django_db
def test_a_contact_sees_what_is_in_a_class_of_the_school_and_no_other(
    traject, other_traject, school
):
    (user,) = people_with([frozenset({"contact"})], traject)
    in_state(traject, State.AGREED)
    Traject.objects.filter(pk=traject.pk).update(school_class=None)
    Traject.objects.filter(pk=other_traject.pk).update(school=school)
    for one in (traject, other_traject):
        assert not standings(one, user)
    assert not trajects_visible_to(user)


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
    assert list(trajects_visible_to(tuur)) == [traject]
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
