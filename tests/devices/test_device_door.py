"""Who a browser is, from its cookie."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from sio.core.sides import Side
from sio.core.time import today
from sio.devices.credentials import COOKIE_NAMES, new_credential
from sio.devices.models import Device
from sio.devices.queries import (
    device_of_cookies,
    device_of_credential,
    trajects_visible_to_device,
)
from sio.trajects.models import Pupil, Traject
from sio.trajects.workflow import State


def cookies(device, side=None):
    return {COOKIE_NAMES[side or Side(device.side)]: device.credential}


def test_credentials_have_256_bits():
    assert len({new_credential() for _ in range(50)}) == 50
    assert all(len(new_credential()) == 43 for _ in range(50))


def test_device_is_known_by_its_cookie(home_device, class_device):
    assert device_of_cookies(Side.HOME, cookies(home_device)) == home_device
    assert device_of_cookies(Side.CLASS, cookies(class_device)) == class_device


def test_one_side_does_not_open_the_other(home_device, class_device):
    assert device_of_cookies(Side.CLASS, cookies(home_device, Side.CLASS)) is None
    assert device_of_cookies(Side.HOME, cookies(class_device, Side.HOME)) is None


@pytest.mark.parametrize("credential", ["", "x", "é" * 43, "0" * 10_000])
def test_strange_credentials_open_nothing(home_device, credential):
    assert device_of_credential(Side.HOME, credential) is None


def test_no_cookie_is_nobody(home_device):
    assert device_of_cookies(Side.HOME, {}) is None


def test_hash_of_the_credential_is_no_credential(home_device):
    assert device_of_credential(Side.HOME, home_device.credential_hash) is None


def test_revoked_device_is_nobody(home_device):
    Device.objects.update(revoked_at=timezone.now())
    assert device_of_cookies(Side.HOME, cookies(home_device)) is None


def test_lapsed_device_is_nobody(class_device):
    Device.objects.update(valid_until=today())
    assert device_of_cookies(Side.CLASS, cookies(class_device)) is None
    Device.objects.update(valid_until=today() + timedelta(days=1))
    assert device_of_cookies(Side.CLASS, cookies(class_device)) == class_device


def test_home_device_sees_its_own_traject_only(home_device, traject, other_traject):
    classmate = Traject.objects.create(
        pupil=Pupil.objects.create(first_name="Bo", last_name="Smet"),
        school_class=traject.school_class,
        school=traject.school_class.school,
    )
    assert list(trajects_visible_to_device(home_device)) == [traject]
    assert classmate.pk is not None


def test_class_device_sees_the_trajects_of_its_class(
    class_device, traject, other_traject
):
    bo = Traject.objects.create(
        pupil=Pupil.objects.create(first_name="Bo", last_name="Smet"),
        school_class=traject.school_class,
        school=traject.school_class.school,
    )
    assert list(trajects_visible_to_device(class_device)) == [bo, traject]


def test_ended_traject_is_seen_by_no_device(home_device, class_device, traject):
    Traject.objects.update(state=State.ENDED)
    assert list(trajects_visible_to_device(home_device)) == []
    assert list(trajects_visible_to_device(class_device)) == []


def test_device_belongs_to_one_place(traject, school_class, carla):
    with pytest.raises(IntegrityError):
        Device.objects.create(
            side=Side.HOME,
            traject=traject,
            school_class=school_class,
            label="Tablet",
            credential_hash="0" * 64,
            paired_by=carla,
        )
