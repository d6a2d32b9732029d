"""The page of a file for its family: what is asked first, and nothing of it folded."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from sio.casework.models import Round, RoundCall
from sio.trajects.models import ClassKnowledge
from sio.trajects.workflow import State
from tests.casework.desk import in_state, text_of

pytestmark = pytest.mark.django_db
AGREE = "Voor de eerste les moet je nog de afspraken aanvaarden."
PAIR = "Er is nog geen toestel thuis gekoppeld."
CLOSED = re.compile(
    r"<details(?![^>]*\bopen\b)[^>]*>(?:(?!<details).)*?</details>", re.S
)
NOTHING = "Je hoeft nu niets te doen."


@pytest.fixture
def asked_round(cora, traject):
    asked = Round.objects.create(
        name="Sluiting", why="x", made_by=cora, opened_by=cora, opened_at=timezone.now()
    )
    return RoundCall.objects.create(round=asked, traject=traject)


@pytest.fixture
def look(as_user, paula, traject):
    def look():
        response = as_user(paula).get(f"/trajecten/{traject.pk}/")
        assert response.status_code == 200
        return response

    return look


def asked(response):
    return [one.words for one in response.context["asked"]]


def unfolded(response):
    """The page without what a closed block hides."""
    html, left = "", response.content.decode()
    while html != left:  # the inner ones first
        html, left = left, CLOSED.sub("", left)
    return html


def test_a_new_file_asks_to_agree_and_to_pair(look):
    response = look()
    assert asked(response) == [AGREE, PAIR]
    html = unfolded(response)
    assert 'href="#agreement"' in html
    assert 'id="agreement"' in html
    assert 'href="#devices-home"' in html
    assert 'id="devices-home"' in html


def test_nothing_to_do_says_so_and_folds_the_devices(look, agreed, paula, home_device):
    response = look()
    assert asked(response) == []
    assert NOTHING in text_of(response)
    assert 'id="devices-home"' not in unfolded(response)
    assert response.content.decode().count('id="devices-home"') == 1


def test_a_device_that_was_revoked_asks_for_another(look, agreed, carla, home_device):
    type(home_device).objects.filter(pk=home_device.pk).update(
        revoked_at=timezone.now(), revoked_by=carla
    )
    assert asked(look()) == [PAIR]


def test_what_the_class_may_know_waits_for_the_family(
    look, agreed, carla, traject, home_device
):
    ClassKnowledge.objects.create(traject=traject, text="Later.", written_by=carla)
    response = look()
    assert asked(response) == [
        "Wat de klas mag weten: wacht op instemming van het gezin."
    ]
    address = f'href="/trajecten/{traject.pk}/klas-mag-weten/"'
    assert unfolded(response).count(address) == 2  # on top, and in its open part


def test_questions_of_a_round_are_asked_until_answered(
    look, agreed, home_device, traject, asked_round
):
    response = look()
    assert asked(response) == ["We hebben een paar vragen voor jou."]
    assert f'href="/trajecten/{traject.pk}/bevragingen/">Naar' in unfolded(response)
    traject.round_calls.update(answers_given=1)
    assert asked(look()) == []


def test_the_order_is_that_of_a_parent(look):
    html = unfolded(look())
    places = [
        html.index(f'id="{one}"')
        for one in ("asked", "schedule", "agreement", "contact", "parts")
    ]
    assert places == sorted(places)
    anchors = re.findall(r'<a class="button button--small" href="#(\w+)"', html)
    assert anchors == ["schedule", "agreement", "contact", "parts"]


def test_before_there_is_a_line_the_state_stands_where_the_lessons_will(look, traject):
    in_state(traject, State.FEASIBILITY)
    response = look()
    assert asked(response) == []
    html = unfolded(response)
    assert 'id="state"' in html
    assert 'id="schedule"' not in html
    for anchor in ("state", "contact", "parts"):
        assert f'href="#{anchor}"' in html


def test_no_address_stands_twice(look, home_device, class_device):
    names = re.findall(r' id="([^"]+)"', look().content.decode())
    assert len(names) == len(set(names))


def test_staff_and_school_keep_their_own_page(as_user, carla, sofie, traject):
    for who in (carla, sofie):
        response = as_user(who).get(f"/trajecten/{traject.pk}/")
        assert "asked" not in response.context
        assert 'id="state"' in unfolded(response)
