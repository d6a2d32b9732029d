"""Unpairing a device in the office."""

from __future__ import annotations

import pytest

from sio.devices.models import Device
from sio.lessons.actions import unpair_device


def address(traject, device):
    return f"/trajecten/{traject.pk}/toestellen/{device.pk}/intrekking/"


@pytest.mark.parametrize(
    ("name", "side", "status"),
    [
        ("carla", "home", 302),
        ("carla", "class", 302),
        ("cora", "class", 302),
        ("paula", "home", 302),
        ("paula", "class", 422),
        ("sofie", "class", 302),
        ("sofie", "home", 422),
        ("hans", "home", 422),
        ("chris", "home", 404),
        ("otto", "class", 404),
        ("piet", "home", 404),
        ("eddy", "home", 404),
    ],
)
def test_who_may_unpair(
    request, as_user, traject, home_device, class_device, name, side, status
):
    user = request.getfixturevalue(name)
    device = {"home": home_device, "class": class_device}[side]
    response = as_user(user).post(address(traject, device))
    device.refresh_from_db()
    assert response.status_code == status
    assert (device.revoked_at is not None) == (status == 302)
    assert device.revoked_by == (user if status == 302 else None)


def test_device_is_a_stranger_at_once(as_user, as_device, traject, home_device, paula):
    browser = as_device(home_device)
    assert browser.get("/thuis/").status_code == 200
    as_user(paula).post(address(traject, home_device))
    assert browser.get("/thuis/").status_code == 403


def test_second_click_is_told_and_the_first_stays(
    as_user, traject, home_device, paula, carla
):
    as_user(paula).post(address(traject, home_device))
    response = as_user(carla).post(address(traject, home_device))
    assert response.status_code == 422
    assert 'data-code="devices.already_revoked"' in response.content.decode()
    assert Device.objects.get().revoked_by == paula


def test_get_is_refused(as_user, traject, home_device, carla):
    assert as_user(carla).get(address(traject, home_device)).status_code == 405


def test_device_of_another_traject_is_not_found(
    as_user, other_traject, home_device, cora
):
    response = as_user(cora).post(address(other_traject, home_device))
    assert response.status_code == 404


def test_unpairing_one_leaves_the_other(home_device, class_device, carla):
    unpair_device(device=home_device, by=carla)
    assert [one.pk for one in Device.objects.filter(revoked_at=None)] == [
        class_device.pk
    ]
