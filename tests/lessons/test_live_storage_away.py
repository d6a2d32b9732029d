"""The database is away while a device is on the line: told, and nothing is lost."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connection

from sio.devices.models import Device
from sio.lessons.live import line
from sio.lessons.live.topics import use as topic
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
            refusal = home.refusal()
            assert refusal["code"] == "core.storage_away"
            assert "je hoeft niets te doen" in refusal["message"]
        home.enter()


def test_words_pass_while_the_database_hangs(
    page, agreed, home_device, class_device, monkeypatch
):
    goes_on = threading.Event()
    note = topic.note_use

    def slowly(**said):
        goes_on.wait(10)
        return note(**said)

    monkeypatch.setattr(topic, "note_use", slowly)
    with page(class_device) as klas, page(home_device) as home:
        klas.enter()
        home.enter()
        now = home.welcome["now"]
        home.say("use", connection=str(uuid4()), started_at=now - 9, stopped_at=now)
        home.say("talk", body="gewoon verder")
        assert klas.hear("talk")["body"] == "gewoon verder"
        home.say("ping", n=1)
        home.hear("pong")
        goes_on.set()
        home.hear("noted")


def test_use_that_was_said_last_is_kept_when_the_page_closes(page, agreed, home_device):
    with page(home_device) as home:
        now = home.welcome["now"]
        for _ in range(3):
            connection = str(uuid4())
            home.say("use", connection=connection, started_at=now - 9, stopped_at=now)
        home.socket.close(1001)
    assert Use.objects.count() == 3


def test_who_asks_too_much_of_the_database_is_let_go(
    page, agreed, home_device, monkeypatch
):
    monkeypatch.setattr(line, "MAX_WAITING_CHORES", 3)
    goes_on = threading.Event()
    monkeypatch.setattr(topic, "note_use", lambda **_said: goes_on.wait(10))
    with page(home_device) as home:
        for _ in range(6):
            home.say("use", connection=str(uuid4()), started_at=1, stopped_at=2)
        goes_on.set()
        assert home.close_code() == 4429
