"""Making a pairing code: who may, and what is kept."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from sio.core.models import AccessRecord
from sio.core.sides import Side
from sio.devices.actions import PairingNotAllowed, make_code
from sio.devices.models import PairingCode
from sio.trajects.models import Traject
from sio.trajects.workflow import State

SHOWN = re.compile(r"\b[0-9A-Y]{4}-[0-9A-Y]{4}\b")


def address(traject, side):
    word = {"home": "thuis", "class": "klas"}[side]
    return f"/trajecten/{traject.pk}/koppelcodes/{word}/"


@pytest.mark.parametrize(
    ("name", "side", "status"),
    [
        ("carla", "home", 200),
        ("carla", "class", 200),
        ("cora", "home", 200),
        ("cora", "class", 200),
        ("paula", "home", 200),
        ("paula", "class", 422),
        ("sofie", "home", 422),
        ("sofie", "class", 200),
        ("hans", "home", 422),
        ("hans", "class", 422),
        ("chris", "home", 404),
        ("otto", "class", 404),
        ("piet", "home", 404),
        ("eddy", "home", 404),
    ],
)
def test_who_may_make_a_code(request, as_user, traject, name, side, status):
    client = as_user(request.getfixturevalue(name))
    response = client.post(address(traject, side))
    assert response.status_code == status
    assert PairingCode.objects.count() == (1 if status == 200 else 0)


def test_refusal_has_its_code(as_user, traject, paula):
    page = as_user(paula).post(address(traject, "class")).content.decode()
    assert 'data-code="devices.pairing_not_allowed"' in page


def test_nobody_makes_one_without_logging_in(client, traject):
    response = client.post(address(traject, "home"))
    assert response.status_code == 302
    assert response["Location"].startswith("/aanmelden/")


def test_get_is_refused(as_user, traject, carla):
    assert as_user(carla).get(address(traject, "home")).status_code == 405


def test_code_is_shown_once_and_kept_as_a_keyed_hash(as_user, traject, carla):
    page = as_user(carla).post(address(traject, "home")).content.decode()
    (code,) = set(SHOWN.findall(page))
    row = PairingCode.objects.get()
    assert f"http://testserver/koppelen/#{code}" in page
    assert "data:image/svg+xml" in page
    assert code.replace("-", "") not in repr(vars(row))
    assert row.expires_at - row.made_at < timedelta(hours=24, seconds=1)
    assert row.expires_at > timezone.now() + timedelta(hours=23)
    assert (row.traject, row.school_class, row.made_by) == (traject, None, carla)
    assert AccessRecord.objects.get().what == AccessRecord.What.CHANGED


def test_class_code_is_for_the_class(as_user, traject, sofie):
    as_user(sofie).post(address(traject, "class"))
    row = PairingCode.objects.get()
    assert (row.side, row.traject) == (Side.CLASS, None)
    assert row.school_class == traject.school_class


def test_no_code_for_an_ended_traject(traject, carla):
    Traject.objects.update(state=State.ENDED)
    traject.refresh_from_db()
    with pytest.raises(PairingNotAllowed):
        make_code(place=traject, by=carla)
    assert PairingCode.objects.count() == 0
