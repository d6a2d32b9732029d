from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from sio.accounts.actions import (
    AbsenceEnded,
    AbsenceNotAllowed,
    AbsenceWrong,
    StandInAway,
    cancel_absence,
    enter_absence,
)
from sio.accounts.models import Absence, Role
from sio.accounts.queries import (
    absences_visible_to,
    covers_on,
    covers_today,
    stand_in_for,
)

MONDAY = date(2026, 11, 9)
FRIDAY = date(2026, 11, 13)


@pytest.fixture(autouse=True)
def _on_monday():
    with time_machine.travel("2026-11-09T09:00:00Z", tick=False):
        yield


@pytest.fixture
def away(carla, chris, cora):
    """Carla, this week; Chris stands in."""
    return enter_absence(
        user=carla, starts_on=MONDAY, ends_on=FRIDAY, replaced_by=chris, by=cora
    )


def test_the_stand_in_stands_in_on_those_days_and_no_other(away, carla, chris, cora):
    for day, who in (
        (MONDAY - timedelta(1), None),
        (MONDAY, chris),
        (FRIDAY, chris),
        (FRIDAY + timedelta(1), None),
    ):
        assert stand_in_for(carla, day) == who
        assert covers_on(chris, day) == ([carla] if who else [])
    assert covers_today(chris) == [carla]
    assert covers_today(cora) == []
    assert stand_in_for(chris, MONDAY) is None  # is there


def test_who_comes_back_early_works_again(away, carla, chris):
    cancel_absence(absence=away, by=carla)
    assert stand_in_for(carla, MONDAY) is None
    assert covers_today(chris) == []
    with pytest.raises(AbsenceEnded):
        cancel_absence(absence=away, by=carla)
    enter_absence(  # those days are free again
        user=carla, starts_on=MONDAY, ends_on=MONDAY, replaced_by=chris, by=carla
    )


def test_when_the_stand_in_falls_ill_it_is_who_stands_in_for_that_one(
    away, carla, chris, cora
):
    enter_absence(
        user=chris, starts_on=FRIDAY, ends_on=FRIDAY, replaced_by=cora, by=chris
    )
    assert stand_in_for(carla, MONDAY) == chris
    assert stand_in_for(carla, FRIDAY) == cora
    assert covers_on(cora, FRIDAY) == [carla, chris]
    assert covers_on(chris, FRIDAY) == []


def test_who_left_stands_in_for_nobody(away, carla, chris):
    Role.objects.filter(user=chris).update(ended_at=timezone.now())
    assert stand_in_for(carla, MONDAY) is None


def test_a_stand_in_who_was_erased_is_nobody(away, carla):
    Absence.objects.update(replaced_by=None)
    assert stand_in_for(carla, MONDAY) is None


def test_a_circle_in_the_table_ends(away, carla, chris):
    Absence.objects.create(
        user=chris, starts_on=MONDAY, ends_on=FRIDAY, replaced_by=carla
    )
    assert stand_in_for(carla, MONDAY) is None


def test_nobody_is_away_twice(away, carla, cora):
    with pytest.raises(AbsenceWrong, match="staat er al"):
        enter_absence(
            user=carla,
            starts_on=FRIDAY,
            ends_on=FRIDAY + timedelta(3),
            replaced_by=cora,
            by=carla,
        )
    enter_absence(
        user=carla,
        starts_on=FRIDAY + timedelta(1),
        ends_on=FRIDAY + timedelta(1),
        replaced_by=cora,
        by=carla,
    )


def test_nobody_is_replaced_by_who_is_away(away, carla, chris, cora):
    with pytest.raises(StandInAway):
        enter_absence(
            user=cora, starts_on=FRIDAY, ends_on=FRIDAY, replaced_by=carla, by=cora
        )
    assert Absence.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "last", "who"),
    [
        (FRIDAY, MONDAY, "chris"),
        (MONDAY - timedelta(9), MONDAY - timedelta(1), "chris"),
        (MONDAY, FRIDAY, "carla"),
        (MONDAY, FRIDAY, "hans"),
        (MONDAY, FRIDAY, "paula"),
    ],
)
def test_what_can_not_be_is_refused(request, carla, chris, cora, first, last, who):
    with pytest.raises(AbsenceWrong):
        enter_absence(
            user=carla,
            starts_on=first,
            ends_on=last,
            replaced_by=request.getfixturevalue(who),
            by=cora,
        )
    assert not Absence.objects.exists()


def test_the_table_itself_refuses_the_worst(carla, chris):
    for wrong in (
        {"starts_on": FRIDAY, "ends_on": MONDAY, "replaced_by": chris},
        {"starts_on": MONDAY, "ends_on": FRIDAY, "replaced_by": carla},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Absence.objects.create(user=carla, **wrong)


@pytest.mark.parametrize("who", ["chris", "hans", "sofie", "paula"])
def test_others_enter_and_cancel_nothing(request, carla, chris, cora, away, who):
    by = request.getfixturevalue(who)
    with pytest.raises(AbsenceNotAllowed):
        cancel_absence(absence=away, by=by)
    with pytest.raises(AbsenceNotAllowed):
        enter_absence(
            user=carla,
            starts_on=FRIDAY + timedelta(9),
            ends_on=FRIDAY + timedelta(9),
            replaced_by=cora,
            by=by,
        )
    away.refresh_from_db()
    assert away.ended_at is None


def test_who_sees_which_absences(away, carla, chris, cora, hans, sofie):
    for user, seen in ((carla, 1), (chris, 1), (cora, 1), (hans, 0), (sofie, 0)):
        assert absences_visible_to(user).count() == seen
    cancel_absence(absence=away, by=cora)
    enter_absence(
        user=cora, starts_on=MONDAY, ends_on=FRIDAY, replaced_by=chris, by=cora
    )
    assert [one.user for one in absences_visible_to(carla)] == [carla]
    assert absences_visible_to(cora).count() == 2


# The screens -----------------------------------------------------------------------

LIST, ADD = "/mensen/afwezigheden/", "/mensen/afwezigheden/nieuw/"
WEEK = {"starts_on": "2026-11-09", "ends_on": "2026-11-13"}


def test_a_consultant_enters_the_own_absence_and_ends_it(as_user, carla, chris, cora):
    client = as_user(carla)
    assert "Niemand is afwezig" in client.get(LIST).content.decode()
    form = client.get(ADD).content.decode()
    assert "Wie is er afwezig" not in form
    assert client.post(ADD, WEEK | {"replaced_by": chris.pk}).status_code == 302
    absence = Absence.objects.get()
    assert (absence.user, absence.replaced_by) == (carla, chris)
    page = client.get(LIST).content.decode()
    assert "nu afwezig" in page
    assert "Carla is er weer" in page
    assert "is er weer" not in as_user(chris).get(LIST).content.decode()
    end = f"{LIST}{absence.pk}/einde/"
    assert client.get(end).status_code == 405
    assert client.post(end).status_code == 302
    assert client.post(end).status_code == 422
    assert "Niemand is afwezig" in client.get(LIST).content.decode()


def test_a_consultant_enters_nobody_else(as_user, carla, chris, cora):
    client = as_user(carla)
    client.post(ADD, WEEK | {"user": chris.pk, "replaced_by": cora.pk})
    assert Absence.objects.get().user == carla
    assert client.post(ADD, WEEK | {"replaced_by": carla.pk}).status_code == 422


def test_the_coordinator_enters_anybody(as_user, carla, chris, cora):
    client = as_user(cora)
    assert client.post(ADD, WEEK | {"replaced_by": chris.pk}).status_code == 422
    chosen = {"user": carla.pk, "replaced_by": chris.pk}
    assert client.post(ADD, WEEK | chosen).status_code == 302
    refused = client.post(ADD, WEEK | chosen)
    assert refused.status_code == 422
    assert "accounts.absence_wrong" in refused.content.decode()
    assert "Carla is er weer" in client.get(LIST).content.decode()


def test_an_outsider_does_not_find_it(as_user, away, hans, sofie, paula):
    for user in (hans, sofie, paula):
        client = as_user(user)
        assert client.get(LIST).status_code == 404
        assert client.post(ADD, WEEK).status_code == 404
        assert client.post(f"{LIST}{away.pk}/einde/").status_code == 404
    away.refresh_from_db()
    assert away.ended_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_do_not_grow(
    as_user, carla, chris, cora, django_assert_num_queries, count
):
    for n in range(count):
        day = MONDAY + timedelta(n)
        enter_absence(
            user=carla, starts_on=day, ends_on=day, replaced_by=chris, by=cora
        )
    client = as_user(cora)
    with django_assert_num_queries(4):
        client.get(LIST)
