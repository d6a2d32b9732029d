"""A right that ends cuts the line, whoever was told first."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from sio.core.sides import Side
from sio.devices.models import Device
from sio.lessons.live import upkeep
from sio.lessons.live.hub import HUB
from sio.lessons.models import Use
from tests.conftest import paired

pytestmark = pytest.mark.django_db(transaction=True)


def revoke(device):
    Device.objects.filter(pk=device.pk).update(revoked_at=timezone.now())
    HUB.expel(device.traject_id, device.pk, "revoked")


def test_revoked_home_device_is_cut_off_and_the_class_is_told(
    page, agreed, home_device, class_device
):
    with page(class_device) as klas, page(home_device) as home:
        klas.enter()
        home.enter()
        revoke(home_device)
        assert home.hear("end")["code"] == "revoked"
        assert home.close_code() == 4401
        told = klas.hears_next()
        assert {"type": "end", "code": "revoked"} in told


def test_device_that_is_not_in_the_lesson_takes_nobody_along(
    page, agreed, carla, home_device, class_device
):
    ward = paired(carla, side=Side.HOME, traject=agreed, label="Ziekenhuis")
    with page(class_device) as klas, page(home_device) as home, page(ward) as bed:
        home.enter()
        klas.enter()
        revoke(ward)
        assert bed.close_code() == 4401
        home.say("talk", body="still here")
        assert klas.hear("talk")["body"] == "still here"


def test_end_of_the_traject_ends_both(page, agreed, home_device, class_device):
    with page(class_device) as klas, page(home_device) as home:
        klas.enter()
        home.enter()
        HUB.expel(agreed.pk, None, "traject_ended")
        assert home.close_code() == 4403
        assert klas.close_code() == 4403


def test_who_is_cut_off_may_still_note_the_use(page, agreed, home_device):
    connection = str(uuid4())
    with page(home_device) as home:
        home.enter()
        now = home.welcome["now"]
        HUB.expel(agreed.pk, None, "traject_ended")
        assert home.hear("end")["code"] == "traject_ended"
        home.say("enter", how="again", connection=connection)
        home.say("use", connection=connection, started_at=now - 9, stopped_at=now)
        assert home.hear("noted")["connection"] == connection
        assert home.close_code() == 4403
    assert Use.objects.count() == 1


def test_right_that_ends_while_arriving_is_not_missed(
    opened, hello, agreed, home_device, monkeypatch
):
    look = upkeep.standing_of

    async def look_then_revoke(*where):
        seen = await look(*where)
        await sync_to_async(revoke)(home_device)
        return seen

    monkeypatch.setattr(upkeep, "standing_of", look_then_revoke)
    with opened(home_device) as socket:
        socket.send_json(hello)
        heard = []
        while (message := socket.receive())["type"] == "websocket.send":
            heard.append(message["text"])
    assert message["code"] == 4401
    assert any('"end"' in text for text in heard)


def test_rights_are_read_again_at_the_press(page, agreed, home_device):
    """Redis was away, or nobody told: the database decides."""
    with page(home_device) as home:
        Device.objects.update(revoked_at=timezone.now())
        home.say("enter", how="press", connection=None)
        assert home.refusal()["code"] == "lessons.right_ended"


def test_line_looks_for_itself_when_nobody_tells_it(
    page, agreed, home_device, monkeypatch
):
    monkeypatch.setattr("sio.lessons.live.line.RENEW_EVERY_S", 0.01)
    with page(home_device) as home:
        agreed.adhoc_allowed = False
        agreed.save(update_fields=["adhoc_allowed"])
        assert home.hear("plan")["adhoc"] is False
        Device.objects.update(revoked_at=timezone.now())
        assert home.hear("end")["code"] == "revoked"
        assert home.close_code() == 4401


def test_new_plan_is_sent_when_it_changes(page, agreed, home_device):
    with page(home_device) as home:
        assert home.welcome["plan"]["adhoc"] is True
        agreed.adhoc_allowed = False
        agreed.save(update_fields=["adhoc_allowed"])
        HUB.refresh(agreed.pk)
        assert home.hear("plan")["adhoc"] is False


def test_credentials_of_the_relay_are_renewed_before_they_end(
    page, agreed, home_device, monkeypatch
):
    monkeypatch.setattr("sio.lessons.live.line.RENEW_EVERY_S", 0.01)
    monkeypatch.setattr("sio.lessons.turn.CREDENTIALS_LAST", timedelta(seconds=2))
    with page(home_device) as home:
        first = home.welcome["ice"]["until"]
        assert home.hear("ice")["ice"]["until"] > first
