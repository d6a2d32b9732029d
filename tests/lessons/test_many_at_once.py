"""What is read for many lines at once is what is read for each."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.utils import timezone

from sio.core.sides import Side
from sio.core.time import today
from sio.devices.queries import (
    device_of_credential,
    devices_of_credentials,
    trajects_visible_to_device,
    trajects_visible_to_devices,
)
from sio.lessons.live import access
from sio.lessons.live.topics import use as topic
from sio.lessons.models import ExtraLesson, ScheduleException, Slot, Use
from sio.lessons.plan import Kind
from sio.lessons.protocol import Use as Said
from sio.lessons.queries import plan_for, plans_for
from sio.schools.models import Holiday, SchoolClass
from sio.trajects.models import Pupil, Traject
from sio.trajects.workflow import State
from tests.conftest import paired

NOW = timezone.now()


@pytest.fixture
def crowd(agreed, other_traject, school_class, carla, home_device, class_device):
    """Devices of two schools: valid, lapsed, revoked, of a class with two pupils."""
    bo = Pupil.objects.create(first_name="Bo", last_name="Maes")
    kind = {"school": agreed.school, "school_class": school_class}
    Traject.objects.create(pupil=bo, state=State.ACTIVE, **kind)
    Traject.objects.create(pupil=bo, state=State.ENDED, **kind)
    empty = SchoolClass.objects.create(
        school=agreed.school, name="6B", school_year=school_class.school_year
    )
    home, klas = {"side": Side.HOME}, {"side": Side.CLASS}
    revoked = paired(carla, **home, traject=agreed, label="x", revoked_at=NOW)
    lapsed = paired(carla, **klas, school_class=school_class, valid_until=today())
    noor = paired(carla, **home, traject=other_traject, label="y")
    alone = paired(carla, **klas, school_class=empty, label="z")
    return [home_device, class_device, revoked, lapsed, noor, alone]


def test_devices_and_what_they_see(crowd):
    asked = [(Side(one.side), one.credential) for one in crowd]
    asked += [(Side(one.side).other, one.credential) for one in crowd]
    asked += [(Side.HOME, ""), (Side.CLASS, "x" * 43)]
    found = devices_of_credentials(asked)
    assert {pair: found.get(pair) for pair in asked} == {
        pair: device_of_credential(*pair) for pair in asked
    }
    assert len(found) == 4
    assert trajects_visible_to_devices(found.values()) == {
        device.pk: list(trajects_visible_to_device(device)) for device in found.values()
    }


def test_rights(crowd, agreed, other_traject, django_assert_num_queries):
    rooms = (None, agreed.pk, other_traject.pk)
    asked = [
        access.Asked(Side(one.side), one.credential, room, with_plan=room is not None)
        for one in crowd
        for room in rooms
    ]
    alone = [access._read([one])[0] for one in asked]
    with django_assert_num_queries(10):
        together = access._read(asked)
    assert together == alone
    assert sum(standing.right.traject is not None for standing in together) == 6


def test_plans(agreed, other_traject):
    for traject in (agreed, other_traject):
        slot = Slot.objects.create(
            traject=traject,
            weekday=today().weekday(),
            part="lesson",
            starts_at="09:00",
            ends_at="10:00",
        )
        ScheduleException.objects.create(
            traject=traject, on=today(), slot=slot, kind=Kind.CANCELLED
        )
        ExtraLesson.objects.create(
            traject=traject, starts_at=NOW, ends_at=NOW + timedelta(minutes=5)
        )
    Holiday.objects.create(
        name="x", school=agreed.school, starts_on=today(), ends_on=today()
    )
    plans = plans_for([agreed, other_traject], NOW)
    assert plans == {one.pk: plan_for(one, NOW) for one in (agreed, other_traject)}
    assert len(plans[agreed.pk].lessons) + 1 == len(plans[other_traject.pk].lessons)


def test_a_use_that_fails_for_itself_fails_for_nobody_else(agreed, monkeypatch):
    now_ms = int(NOW.timestamp() * 1000)
    notes = [topic.Note(agreed, Said(uuid4(), now_ms - 9, now_ms)) for _ in range(3)]
    note_use = topic.note_use

    def fails_once(**said):
        if said["connection"] == notes[1].said.connection:
            raise IntegrityError
        return note_use(**said)

    monkeypatch.setattr(topic, "note_use", fails_once)
    answers = topic._note([*notes, topic.Note(agreed, Said(uuid4(), now_ms, 0))])
    assert [type(answer) for answer in answers] == [
        *[Use, IntegrityError, Use, type(None)]
    ]
