"""A lesson leaves that there was one, from when to when; on no other way a trace."""

from __future__ import annotations

import logging
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.serializers import serialize

from sio.core.sides import Side
from sio.lessons.models import Use
from tests.conftest import paired

pytestmark = pytest.mark.django_db(transaction=True)

HAND = '{"m": {"type": "hand", "id": "geheime-vinger", "up": true}}'
CHAT = '{"m": {"type": "chat", "id": "1", "text": "geheim-praatje"}}'
OFFER = '{"description": {"type": "offer", "sdp": "a=candidate 203.0.113.77 geheim"}}'
TRACES = ("geheim", "203.0.113.77", "Tuur", "Peeters", "Klasset", "Tablet")


def tables():
    """Every row of every table, as text, by model."""
    return {
        model._meta.label: serialize("json", model._base_manager.order_by("pk"))
        for model in apps.get_models()
    }


def changed(before):
    now = tables()
    return {label for label, rows in now.items() if rows != before[label]}


def files(folder):
    """What stands on the server's disk, by name."""
    paths = (path for path in Path(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


@pytest.fixture
def everything_logged(caplog):
    """The log with all that anybody in this process wants to say."""
    caplog.set_level(logging.DEBUG)
    for name in ("sio", "django", "uvicorn", "asyncio", "starlette", "websockets"):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def a_lesson(page, home_device, class_device, ward):
    """From both presses to leaving, with everything that may happen in between."""
    with page(class_device) as klas, page(home_device) as home:
        for side in (klas, home):
            side.enter()
        for kind, body in (("signal", OFFER), ("talk", HAND), ("talk", CHAT)):
            home.say(kind, body=body)
            assert klas.hear(kind)["body"] == body
        klas.say("talk", body=CHAT)
        home.hear("talk")
        with page(ward) as bed:
            bed.say("take")
            bed.hear("seat")
            assert home.close_code() == 4409
            bed.enter(how="again")
            bed.say("nonsense-geheim")
            assert bed.refusal()["code"].startswith("protocol.")
            bed.send_text("{geheim")
            bed.refusal()
            note_use(bed)
        klas.say("leave")
        klas.hear("left")


def note_use(page):
    now = page.welcome["now"]
    use = {"connection": str(uuid4()), "started_at": now - 90_000, "stopped_at": now}
    for _again in range(2):
        page.say("use", **use)
        page.hear("noted")
    page.say("use", **use | {"connection": str(uuid4()), "stopped_at": 1})
    assert page.refusal()["code"] == "lessons.use_refused"


@pytest.fixture
def ward(agreed, carla):
    """A second device of the pupil, at the hospital."""
    return paired(carla, side=Side.HOME, traject=agreed, label="Ziekenhuis")


def test_of_a_lesson_only_use_is_in_the_database(
    page, agreed, home_device, class_device, ward
):
    before = tables()
    a_lesson(page, home_device, class_device, ward)
    assert changed(before) == {"lessons.Use"}
    [row] = Use.objects.values()
    assert row.pop("counted") is False  # whether it is in the sums of its year
    assert set(row) == {"id", "connection", "traject_id", "started_at", "stopped_at"}
    assert (row["stopped_at"] - row["started_at"]).total_seconds() == 90


def test_nothing_of_a_lesson_is_logged(
    page, agreed, home_device, class_device, ward, everything_logged
):
    a_lesson(page, home_device, class_device, ward)
    logging.getLogger("sio").debug("the ear is open")
    said = everything_logged.text
    assert "the ear is open" in said
    for trace in (*TRACES, home_device.credential, class_device.credential):
        assert trace not in said


def test_nothing_of_a_lesson_is_in_the_cache_or_on_disk(
    page, agreed, home_device, class_device, ward
):
    before = set(files(settings.VAR_DIR))
    a_lesson(page, home_device, class_device, ward)
    assert cache._cache == {}  # locmem's dictionary: there is no public way to list it
    after = files(settings.VAR_DIR)
    database = {name for name in after if "test.sqlite3" in name}
    assert set(after) - before - database == set()
    for name, content in after.items():
        assert b"geheim" not in content, name
