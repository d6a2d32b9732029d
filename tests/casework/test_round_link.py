"""The personal link of a family, behind a code to its own mailbox."""

from __future__ import annotations

import re
import uuid

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from sio.casework.actions import rounds as actions
from sio.casework.errors import AlreadyInvited
from sio.casework.models import RoundAnswer, RoundInvitation
from sio.core.models import AccessRecord, OutgoingMail
from sio.trajects.models import Guardian
from tests.casework.round_cast import *  # noqa: F403
from tests.conftest import person

ANOTHER_DAY = timezone.timedelta(days=1, minutes=1)


@pytest.fixture
def invited(call, paula, carla):
    actions.invite_family(call=call, by=carla)
    return RoundInvitation.objects.get()


@pytest.fixture
def link(invited):
    return f"/antwoorden/{invited.link}/"


def mailed_code():
    return re.search(r"^([0-9A-Z]{4}-[0-9A-Z]{4})$", mail.outbox[-1].body, re.M)[1]


def opened(client, link):
    """The questions in this browser, by the code that was mailed."""
    page = client.post(f"{link}code/", {"mail": "ja"})
    handle = page.context["form"].initial["handle"]
    code = mailed_code()
    return client.post(f"{link}code/", {"handle": handle, "code": code})


@pytest.mark.django_db(transaction=True)
def test_the_family_answers_by_its_link(as_user, carla, call, page, paula, ill, keys):
    done = as_user(carla).post(f"{page}uitnodiging/", follow=True)
    assert "1 mail vertrekt." in done.content.decode()
    (sent,) = mail.outbox
    assert sent.to == [paula.email]
    assert "vragen" in sent.subject
    link = re.search(r"/antwoorden/[-0-9a-f]+/", sent.body)[0]
    for told in ("Tuur", "Peeters", "Sluiting", "Bezig"):
        assert told not in sent.body + sent.subject

    client = Client()
    door = client.get(link).content.decode()
    for hidden in ("Tuur", "Bezig?", paula.email):
        assert hidden not in door
    assert opened(client, link).headers["Location"] == link
    questions = client.get(link).content.decode()
    assert "Ze gaan over Tuur." in questions
    assert "Peeters" not in questions
    seen = AccessRecord.objects.latest("sequence")
    assert (seen.page, seen.traject, seen.by) == ("round", call.traject_id, paula)
    assert seen.why == "mailed-code"

    thanks = client.post(link, ill)
    assert "Dank je wel" in thanks.content.decode()
    answer = RoundAnswer.objects.get()
    assert (answer.by, answer.given_by) == (paula, "family")
    assert answer.values[keys[1]] == "ill"
    # On a computer that others use it is closed again.
    assert "Mail me een code" in client.get(link).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_wrong_code_opens_nothing(link):
    client = Client()
    page = client.post(f"{link}code/", {"mail": "ja"})
    handle = page.context["form"].initial["handle"]
    refused = client.post(f"{link}code/", {"handle": handle, "code": "AAAA-AAAA"})
    assert refused.status_code == 422
    assert "intake.wrong_code" in refused.content.decode()
    assert client.post(f"{link}code/", {"code": ""}).status_code == 422
    assert "Bezig?" not in client.get(link).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_code_opens_only_its_own_link(link, other_call, piet, chris):
    actions.invite_family(call=other_call, by=chris)
    other = RoundInvitation.objects.get(call=other_call)
    client = Client()
    opened(client, link)
    for address in (f"/antwoorden/{other.link}/",):
        assert "Mail me een code" in client.get(address).content.decode()
    handle = client.post(f"{link}code/", {"mail": "ja"}).context["form"].initial
    code = mailed_code()
    refused = Client().post(
        f"/antwoorden/{other.link}/code/", {"handle": handle["handle"], "code": code}
    )
    assert refused.status_code == 422


@pytest.mark.django_db(transaction=True)
def test_the_window_closes_by_itself_and_by_hand(link):
    client = Client()
    opened(client, link)
    assert client.get(f"{link}sluiten/").status_code == 405
    closed = client.post(f"{link}sluiten/")
    assert closed.cookies["__Host-sio_round"]["max-age"] == 0
    assert "Bezig?" not in client.get(link).content.decode()
    opened(client, link)
    assert "Bezig?" in client.get(link).content.decode()
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=31)):
        assert "Bezig?" not in client.get(link).content.decode()


@pytest.mark.django_db(transaction=True)
def test_no_mailbox_is_flooded(link):
    client = Client()
    for _time in range(6):
        assert client.post(f"{link}code/", {"mail": "ja"}).status_code == 200
    refused = client.post(f"{link}code/", {"mail": "ja"})
    assert refused.status_code == 422
    assert "intake.too_many_codes" in refused.content.decode()
    assert len([one for one in mail.outbox if "code" in one.subject]) <= 6


def test_nothing_is_mailed_without_the_button(link):
    before = OutgoingMail.objects.count()
    assert Client().get(f"{link}code/").status_code == 405
    assert Client().post(f"{link}code/").headers["Location"] == link
    assert OutgoingMail.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_after_somebody_else_answered_nothing_is_shown_of_it(
    link, call, cora, keys, ill
):
    client = Client()
    opened(client, link)
    actions.answer_call(call=call, values={keys[2]: "geheim"}, seen=0, by=cora)
    for answer in (client.get(link), client.post(link, ill)):
        html = answer.content.decode()
        assert "Er is al geantwoord." in html
        assert "geheim" not in html
    assert "rust doet deugd" in html
    assert RoundAnswer.objects.count() == 1


def test_a_closed_round_says_so(link, call, cora):
    actions.close_round(asked_in=call.round, by=cora)
    assert "Deze vragen zijn afgesloten." in Client().get(link).content.decode()


def test_a_guardianship_that_ended_opens_nothing(link, invited):
    Guardian.objects.filter(pk=invited.guardian_id).update(ended_at=timezone.now())
    assert Client().get(link).status_code == 404
    assert Client().post(f"{link}code/", {"mail": "ja"}).status_code == 404
    assert Client().get(f"/antwoorden/{uuid.uuid4()}/").status_code == 404


def test_each_guardian_gets_a_link_of_its_own_once_a_day(call, paula, carla, traject):
    father = person("Fons")
    Guardian.objects.create(user=father, traject=traject, capacity="vader")
    assert actions.invite_family(call=call, by=carla) == 2
    with pytest.raises(AlreadyInvited):
        actions.invite_family(call=call, by=carla)
    assert RoundInvitation.objects.values("link").distinct().count() == 2
    with time_machine.travel(timezone.now() + ANOTHER_DAY):
        assert actions.invite_family(call=call, by=carla) == 2
    assert RoundInvitation.objects.count() == 2
    assert str(RoundInvitation.objects.first())
