"""From a code to a paired browser."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from sio.accounts.models import User
from sio.core.sides import Side
from sio.devices.actions import CodeUsed, make_code, pair_device
from sio.devices.credentials import COOKIE_NAMES, hash_of
from sio.devices.models import Device, PairingCode
from sio.devices.queries import device_of_cookies
from sio.trajects.models import Assignment, Traject
from sio.trajects.workflow import State


@pytest.fixture
def home_code(traject, carla):
    return make_code(place=traject, by=carla).text


@pytest.fixture
def class_code(school_class, sofie):
    return make_code(place=school_class, by=sofie).text


def pair(client, code, label="Tablet"):
    return client.post("/koppelen/", {"code": code, "label": label})


def refusal(response):
    assert response.status_code == 422
    return response.context["error"].code


def test_opening_the_link_uses_nothing_up(client, home_code):
    assert client.get("/koppelen/").status_code == 200
    assert PairingCode.objects.get().used_at is None


def test_home_device_is_paired(client, home_code, traject, carla):
    response = pair(client, home_code)

    device = Device.objects.get()
    assert (response.status_code, response["Location"]) == (302, "/thuis/")
    assert (device.side, device.traject, device.label) == ("home", traject, "Tablet")
    assert (device.paired_by, device.valid_until) == (carla, None)
    assert PairingCode.objects.get().used_at is not None
    assert client.get("/thuis/").status_code == 200


def test_class_device_is_paired(client, class_code, traject, school_class):
    response = pair(client, class_code)

    device = Device.objects.get()
    assert (response.status_code, response["Location"]) == (302, "/klas/")
    assert (device.side, device.school_class) == ("class", school_class)
    assert device.valid_until is not None
    assert client.get("/klas/").status_code == 200


def test_cookie_is_for_this_server_alone_and_the_database_keeps_its_hash(
    client, home_code
):
    cookie = pair(client, home_code).cookies[COOKIE_NAMES[Side.HOME]]
    assert COOKIE_NAMES[Side.HOME] == "__Host-sio_home"
    assert (cookie["secure"], cookie["httponly"]) == (True, True)
    assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
    assert cookie["max-age"] == 400 * 24 * 3600
    assert len(cookie.value) == 43
    device = Device.objects.get()
    assert device.credential_hash == hash_of(cookie.value)
    assert cookie.value not in repr(vars(device))


def test_code_is_read_however_it_is_typed(client, home_code):
    typed = home_code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert pair(client, f" {typed} ").status_code == 302


def test_device_without_a_name_gets_one(client, home_code):
    pair(client, home_code, label="")
    assert Device.objects.get().label == "Toestel thuis"


def test_code_works_once(client, home_code):
    pair(client, home_code)
    assert refusal(pair(Client(), home_code)) == "devices.code_used"
    assert Device.objects.count() == 1


def test_code_ends_after_a_day(client, home_code):
    PairingCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert refusal(pair(client, home_code)) == "devices.code_expired"
    assert Device.objects.count() == 0


def test_code_dies_with_the_right_of_its_maker(client, home_code, carla):
    Assignment.objects.filter(user=carla).update(ended_at=timezone.now())
    assert refusal(pair(client, home_code)) == "devices.code_expired"
    assert PairingCode.objects.get().used_at is None


def test_code_dies_with_the_account_of_its_maker(client, class_code, sofie):
    User.objects.filter(pk=sofie.pk).update(is_active=False)
    assert refusal(pair(client, class_code)) == "devices.code_expired"


def test_code_dies_with_its_traject(client, home_code):
    Traject.objects.update(state=State.ENDED)
    assert refusal(pair(client, home_code)) == "devices.code_expired"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("ACDE-456", "devices.code_malformed"), ("ACDE-4567", "devices.code_unknown")],
)
def test_wrong_code_is_told(db, client, typed, code):
    response = pair(client, typed)
    assert refusal(response) == code
    assert f'data-code="{code}"' in response.content.decode()
    assert COOKIE_NAMES[Side.HOME] not in response.cookies


def test_empty_form_says_what_to_type(db, client):
    response = pair(client, "")
    assert response.status_code == 422
    assert "Typ de code" in response.content.decode()


def test_pairing_again_on_the_same_side_replaces_the_old_pairing(
    as_device, home_device, home_code
):
    client = as_device(home_device)
    assert "Tablet" in client.get("/koppelen/").content.decode()
    pair(client, home_code, label="Nieuwe tablet")

    home_device.refresh_from_db()
    assert home_device.revoked_at is not None
    now = device_of_cookies(Side.HOME, {k: v.value for k, v in client.cookies.items()})
    assert now is not None
    assert now.label == "Nieuwe tablet"


def test_the_other_side_of_the_same_browser_stays(as_device, class_device, home_code):
    client = as_device(class_device)
    pair(client, home_code)
    class_device.refresh_from_db()
    assert class_device.revoked_at is None
    assert client.get("/klas/").status_code == 200


def test_refused_code_leaves_the_old_pairing(as_device, home_device):
    client = as_device(home_device)
    pair(client, "ACDE-4567")
    home_device.refresh_from_db()
    assert home_device.revoked_at is None


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_one_wins(home_code):
    together = Barrier(2)

    def press(_n):
        try:
            together.wait(timeout=10)
            pair_device(code=home_code, label="", address="here", cookies={})
        except CodeUsed as error:
            return error.code
        finally:
            connections.close_all()
        return "paired"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(press, range(2)))

    assert outcomes == ["devices.code_used", "paired"]
    assert Device.objects.count() == 1
