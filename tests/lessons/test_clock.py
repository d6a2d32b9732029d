"""The daily command deletes what is too old, says so, and may run again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from sio.devices.actions import make_code
from sio.devices.models import PairingCode
from sio.lessons.models import ScheduleException


@pytest.fixture
def old_things(traject, carla):
    long_ago = timezone.now() - timedelta(days=400)
    make_code(place=traject, by=carla)
    PairingCode.objects.update(expires_at=long_ago)
    ScheduleException.objects.create(
        traject=traject, on=date(2020, 10, 14), kind="cancelled"
    )
    Session.objects.create(session_key="old", expire_date=long_ago)
    make_code(place=traject, by=carla)
    Session.objects.create(
        session_key="fresh", expire_date=timezone.now() + timedelta(hours=1)
    )


@pytest.mark.usefixtures("old_things")
def test_what_is_too_old_goes_once(capsys):
    said = []
    for _time in range(2):
        call_command("clock")
        said.append(capsys.readouterr().out.splitlines())
    counts = [[line.rpartition(": ")[2] for line in lines] for lines in said]
    assert counts == [["0", "1", "1", "0", "1"], ["0", "0", "0", "0", "0"]]
    assert PairingCode.objects.count() == 1
    assert [one.session_key for one in Session.objects.all()] == ["fresh"]
