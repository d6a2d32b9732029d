"""The database is away while a device is on the line: told, and nothing is lost."""

from __future__ import annotations

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connection

from sio.devices.models import Device
from sio.lessons.models import Use

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def away(model):
    """Its table cannot be reached, for anybody."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO away")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE away RENAME TO {table}")


def test_use_that_could_not_be_kept_is_told_and_kept_when_said_again(
    page, agreed, home_device
):
    with page(home_device) as home:
        now = home.welcome["now"]
        use = {"connection": str(uuid4()), "started_at": now - 9, "stopped_at": now}
        with away(Use):
            home.say("use", **use)
            refusal = home.refusal()
            assert (refusal["code"], refusal["about"]) == ("core.storage_away", "use")
        home.say("use", **use)
        home.hear("noted")
    assert Use.objects.count() == 1


def test_who_cannot_be_looked_up_is_asked_to_come_back(opened, home_device, hello):
    with away(Device), opened(home_device) as socket:
        socket.send_json(hello)
        assert socket.receive()["code"] == 1011


def test_nobody_enters_while_rights_cannot_be_read(page, agreed, home_device):
    with page(home_device) as home:
        with away(Device):
            home.say("enter", how="press", connection=None)
            assert home.refusal()["code"] == "core.storage_away"
        home.enter()
