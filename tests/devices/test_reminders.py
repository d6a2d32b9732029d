"""The mail of August: once, to the school and the consultant."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
import time_machine
from django.core import mail
from django.db import connections

from sio.core.sides import Side
from sio.devices.models import Device
from sio.devices.reminders import remind_of_lapses
from tests.conftest import paired

# Mails leave after the commit.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lapsing(school_class, carla):
    return paired(
        carla,
        side=Side.CLASS,
        school_class=school_class,
        label="Klasset",
        valid_until=date(2027, 9, 1),
    )


def on(day):
    return time_machine.travel(f"{day}T09:00:00+02:00", tick=False)


def recipients():
    return sorted(address for message in mail.outbox for address in message.to)


def test_school_and_consultant_are_reminded_once(lapsing, sofie, carla, otto, chris):
    with on("2027-07-31"):
        assert remind_of_lapses() == 0
    with on("2027-08-01"):
        assert remind_of_lapses() == 1
        assert remind_of_lapses() == 0
    assert recipients() == ["carla@example.org", "sofie@example.org"]
    message = mail.outbox[0]
    assert message.subject == "Klas 5A: toestellen gekoppeld tot en met 31 augustus"
    assert "- Klasset" in message.body


def test_mail_names_no_pupil(lapsing, sofie):
    with on("2027-08-01"):
        remind_of_lapses()
    assert mail.outbox
    assert not any("Tuur" in one.body or "Peeters" in one.body for one in mail.outbox)


def test_next_year_is_another_reminder(lapsing, sofie):
    with on("2027-08-01"):
        remind_of_lapses()
    Device.objects.update(valid_until=date(2028, 9, 1))
    with on("2028-08-01"):
        assert remind_of_lapses() == 1


def test_revoked_and_lapsed_devices_are_passed_over(lapsing, sofie):
    with on("2027-09-01"):
        assert remind_of_lapses() == 0


def test_class_without_anybody_waits(lapsing, carla, sofie):
    carla.assignments.all().delete()
    sofie.contacts.all().delete()
    with on("2027-08-01"):
        assert remind_of_lapses() == 0
    lapsing.refresh_from_db()
    assert lapsing.reminded_of is None


def test_of_two_clocks_at_once_one_sends(lapsing, sofie):
    together = Barrier(2)

    def tick(_n):
        try:
            together.wait(timeout=10)
            return remind_of_lapses()
        finally:
            connections.close_all()

    with on("2027-08-01"), ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(tick, range(2))) == [0, 1]
    assert recipients() == ["carla@example.org", "sofie@example.org"]
