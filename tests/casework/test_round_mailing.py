"""One press that mails all families of a round: whom, once, and who can't be."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sio.accounts.models import Absence
from sio.casework.actions import rounds as actions
from sio.casework.actions.rounds import invitations
from sio.casework.errors import AlreadyInvited, RoundNotAllowed, RoundNotOpen
from sio.casework.models import RoundCall, RoundInvitation
from sio.casework.queries.invitations import Unreachable, calls_to_invite, mailing_of
from sio.casework.rules import may_call
from sio.core.bounces import mark_bounce
from sio.core.models import AccessRecord, OutgoingMail
from sio.core.time import today
from sio.trajects.models import Guardian, Pupil, Traject
from sio.trajects.queries import standings
from sio.trajects.workflow import State
from tests.casework.round_cast import *  # noqa: F403
from tests.conftest import person
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db
DAY = timezone.timedelta(days=1)
NO_STAFF = ["hans", "pia", "sofie", "otto", "paula", "piet", "eddy"]


@pytest.fixture
def address(asked):
    return f"/bevragingen/{asked.pk}/uitnodigingen/"


@pytest.fixture
def page_of_round(asked):
    return f"/bevragingen/{asked.pk}/"


def more_files(asked, school_class, count):
    """So many running files on the list, each with a mother."""
    for number in range(count):
        traject = Traject.objects.create(
            pupil=Pupil.objects.create(first_name="Iemand", last_name="Anders"),
            school=school_class.school,
            school_class=school_class,
            state=State.ACTIVE,
        )
        Guardian.objects.create(
            user=person(f"Mama{number}"), traject=traject, capacity="moeder"
        )
        RoundCall.objects.create(round=asked, traject=traject)


def addresses():
    return [one.address for one in OutgoingMail.objects.order_by("pk")]


def test_one_press_mails_who_was_not_mailed_and_did_not_answer(
    as_user, cora, carla, paula, piet, page_of_round, address, school_class, asked
):
    more_files(asked, school_class, 2)
    answered, invited = asked.calls.order_by("-pk")[:2]
    actions.answer_call(call=answered, values={}, seen=0, by=cora)
    actions.invite_family(call=invited, by=cora)
    before = OutgoingMail.objects.count()
    client = as_user(cora)
    text = client.get(page_of_round).content.decode()
    assert "2 gezinnen krijgen een mail" in text
    assert "kan het niet" not in text
    done = client.post(address, follow=True).content.decode()
    assert "2 gezinnen krijgen een mail." in done
    assert "Er is nu niemand om te mailen" in done
    assert "Mail deze gezinnen een link" not in done
    assert set(addresses()[before:]) == {paula.email, piet.email}
    assert {one.template for one in OutgoingMail.objects.all()} == {
        "casework/mail/round"
    }
    assert (
        "0 gezinnen krijgen een mail."
        in client.post(address, follow=True).content.decode()
    )
    with time_machine.travel(timezone.now() + 2 * DAY):
        assert actions.invite_all(asked_in=asked, by=cora) == 0
    assert OutgoingMail.objects.count() == before + 2


def test_it_is_written_down_for_each_file(asked, cora, paula, piet, traject):
    assert actions.invite_all(asked_in=asked, by=cora) == 2
    records = AccessRecord.objects.filter(page="round", by=cora)
    assert set(records.values_list("traject", flat=True)) == set(
        asked.calls.values_list("traject", flat=True)
    )
    assert {one.by for one in RoundInvitation.objects.all()} == {cora}


def test_one_by_one_afterwards_keeps_its_limit(asked, call, cora, paula):
    actions.invite_all(asked_in=asked, by=cora)
    with pytest.raises(AlreadyInvited):
        actions.invite_family(call=call, by=cora)


def test_files_with_nobody_to_mail_stand_there_by_number_and_reason(
    as_user, asked, cora, paula, piet, call, other_call, page_of_round, address
):
    Guardian.objects.filter(traject=call.traject).update(ended_at=timezone.now())
    piet.is_active = False
    piet.save(update_fields=["is_active"])
    mailing = mailing_of(asked, cora)
    assert (mailing.families, mailing.left_out) == (0, 2)
    assert mailing.unreachable == {
        Unreachable.NOBODY: [call.traject_id],
        Unreachable.SWITCHED_OFF: [other_call.traject_id],
    }
    client = as_user(cora)
    text = " ".join(
        re.sub("<[^>]+>", "", client.get(page_of_round).content.decode()).split()
    )
    assert "Voor 2 dossiers kan het niet:" in text
    assert f"het account is uitgezet: {other_call.traject_id}" in text
    assert f"met toegang: {call.traject_id}" in text
    client.post(address)
    assert addresses() == []


def test_a_grown_pupil_decides_who_is_mailed(asked, cora, paula, piet, traject):
    grown = today().replace(year=today().year - 19, day=1)
    Pupil.objects.filter(pk=traject.pupil_id).update(birth_date=grown)
    assert mailing_of(asked, cora).unreachable == {Unreachable.NOBODY: [traject.pk]}
    actions.invite_all(asked_in=asked, by=cora)
    assert addresses() == [piet.email]


def test_a_consultant_mails_the_own_files_and_those_of_who_is_away(
    as_user, asked, address, carla, chris, paula, piet
):
    assert mailing_of(asked, carla).families == 1
    as_user(carla).post(address)
    assert addresses() == [paula.email]
    Absence.objects.create(
        user=chris, starts_on=today(), ends_on=today(), replaced_by=carla
    )
    assert actions.invite_all(asked_in=asked, by=carla) == 1
    assert addresses() == [paula.email, piet.email]


@pytest.mark.parametrize("name", ["carla", "chris", "cora", *NO_STAFF])
def test_whom_one_mails_together_is_whom_one_may_mail_alone(
    request, asked, carla, chris, paula, piet, name
):
    user = request.getfixturevalue(name)
    alone = [
        call.pk for call in asked.calls.all() if may_call(standings(call.traject, user))
    ]
    together = calls_to_invite(asked, user).values_list("pk", flat=True)
    assert sorted(together) == sorted(alone)


@pytest.mark.parametrize("name", NO_STAFF)
def test_nobody_else_mails(request, as_user, asked, address, name, paula):
    user = request.getfixturevalue(name)
    assert as_user(user).post(address).status_code == 404
    with pytest.raises(RoundNotAllowed):
        actions.invite_next(asked_in=asked, by=user)
    assert not RoundInvitation.objects.exists()


def test_only_a_press_mails(as_user, asked, address, page_of_round, cora, paula):
    client = as_user(cora)
    assert client.get(address).status_code == 405
    assert client.get(page_of_round).status_code == 200
    assert OutgoingMail.objects.count() == 0


def test_a_closed_round_mails_nobody(
    as_user, asked, cora, paula, address, page_of_round
):
    actions.close_round(asked_in=asked, by=cora)
    with pytest.raises(RoundNotOpen):
        actions.invite_next(asked_in=asked, by=cora)
    client = as_user(cora)
    assert client.post(address).status_code == 422
    assert "Een link mailen" not in client.get(page_of_round).content.decode()


def test_with_htmx_the_page_goes_on_by_itself(
    as_user, asked, address, cora, school_class, monkeypatch, paula, piet
):
    monkeypatch.setattr(invitations, "BATCH", 2)
    more_files(asked, school_class, 3)
    client = as_user(cora)

    def step():
        text = client.post(address, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in text
        found = re.search(r"(\d+) gezin", text)
        return found and int(found[1]), 'hx-trigger="load"' in text, "Klaar:" in text

    assert [step() for _press in range(4)] == [
        (3, True, False),
        (1, True, False),
        (None, False, True),
        (None, False, False),
    ]
    assert len(addresses()) == len(set(addresses())) == 5


def test_without_htmx_all_are_mailed_at_once(
    as_user, asked, address, cora, school_class, monkeypatch, paula, piet
):
    monkeypatch.setattr(invitations, "BATCH", 2)
    more_files(asked, school_class, 3)
    as_user(cora).post(address)
    assert len(addresses()) == len(set(addresses())) == 5


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_mail_each_family_once(asked, cora, paula, piet):
    def press():
        return actions.invite_all(asked_in=asked, by=cora)

    assert sorted(at_once(press, press)) == [0, 2]
    assert sorted(addresses()) == sorted([paula.email, piet.email])


def test_the_page_takes_as_many_queries_for_many_files(
    as_user, asked, cora, page_of_round, school_class
):
    client = as_user(cora)

    def taken():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of_round).status_code == 200
        return len(queries)

    before = taken()
    more_files(asked, school_class, 3)
    assert taken() == before


def test_the_numbers_of_families_whose_mail_comes_back_are_told(
    as_user, asked, page_of_round, cora, paula, piet, traject
):
    client, said = as_user(cora), "Bij deze dossiers komt mail"
    assert said not in client.get(page_of_round).content.decode()
    mark_bounce(address=paula.email.upper(), why="full", by=cora)
    assert mailing_of(asked, cora).coming_back == [traject.pk]
    assert said in client.get(page_of_round).content.decode()
    assert actions.invite_all(asked_in=asked, by=cora) == 2
    assert sorted(addresses()) == sorted([paula.email, piet.email])
    assert mailing_of(asked, cora).coming_back == [traject.pk]  # still to be phoned
