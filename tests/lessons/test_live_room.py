"""Two devices in one room: arriving, entering, passing on, and who is kept out."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from sio.asgi import application
from sio.core.sides import Side
from sio.devices.models import Device
from sio.lessons.live.hub import HUB
from sio.lessons.models import Use
from sio.trajects.models import Pupil, Traject
from tests.conftest import paired
from tests.lessons.conftest import Page

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = {"there": False, "entered": False, "page": None, "connection": None}


def closing(socket):
    with pytest.raises(WebSocketDisconnect) as closed:
        socket.receive_json()
    return closed.value.code


def test_who_arrives_is_made_welcome(page, agreed, home_device):
    with page(home_device) as home:
        seen = home.welcome
    assert (seen["version"], seen["seat"], seen["other"]) == (2, "yours", NOBODY)
    assert seen["plan"]["missing"] == []


def test_stranger_is_refused(opened, hello, home_device):
    home_device.credential = "none"
    with opened(home_device) as socket:
        socket.send_json(hello)
        assert closing(socket) == 4401


def test_revoked_device_is_refused(opened, hello, home_device):
    Device.objects.update(revoked_at="2026-01-01T00:00:00Z")
    with opened(home_device) as socket:
        socket.send_json(hello)
        assert closing(socket) == 4401


def test_class_does_not_find_the_traject_of_another_class(
    opened, hello, class_device, other_traject
):
    with opened(class_device, room=other_traject.pk) as socket:
        socket.send_json(hello)
        assert closing(socket) == 4404


def test_a_home_cookie_opens_no_class_side(server, hello, traject, home_device):
    cookie = f"__Host-sio_class={home_device.credential}"
    headers = {"origin": "http://testserver", "cookie": cookie}
    with server.websocket_connect(f"/ws/klas/{traject.pk}/", headers=headers) as socket:
        socket.send_json(hello)
        assert closing(socket) == 4401


def test_page_of_another_site_is_refused(opened, home_device):
    with (
        pytest.raises(WebSocketDisconnect),
        opened(home_device, origin="https://evil.example"),
    ):
        pass


@pytest.mark.parametrize("first", ['{"type": "leave"}', "{oops", '{"type":"hello"}'])
def test_first_word_must_be_hello(opened, home_device, first):
    with opened(home_device) as socket:
        socket.send_text(first)
        assert closing(socket) == 4400


@pytest.mark.parametrize("version", [1, 3])
def test_other_version_is_refused(opened, hello, home_device, version):
    with opened(home_device) as socket:
        socket.send_json(hello | {"version": version})
        assert closing(socket) == 4400


def test_each_side_sees_the_other_come_enter_and_go(
    page, agreed, home_device, class_device
):
    with page(class_device) as klas:
        with page(home_device) as home:
            there = {"type": "other", "there": True, "entered": False}
            there |= {"page": home.id, "connection": None}
            assert klas.hear("other") == there
            connection = str(uuid4())
            home.enter(connection=connection)
            assert klas.hear("other") == there | {
                "entered": True,
                "connection": connection,
            }
            home.say("leave")
            assert klas.hear("other") == there
            assert home.hear("left") == {"type": "left"}
        assert klas.hear("other") == {"type": "other"} | NOBODY


def test_signal_and_talk_reach_the_other_side_alone(
    page, agreed, home_device, class_device
):
    with page(class_device) as klas, page(home_device) as home:
        klas.enter()
        home.enter()
        home.say("signal", body="a description")
        home.say("talk", body="a hand")
        assert klas.hear("signal") == {"type": "signal", "body": "a description"}
        assert klas.hear("talk") == {"type": "talk", "body": "a hand"}
        assert {"signal", "talk"}.isdisjoint(m["type"] for m in home.hears_next())


@pytest.mark.parametrize("who_entered", ["nobody", "home", "class"])
def test_talk_waits_until_both_have_entered_and_signals_do_not(
    page, agreed, home_device, class_device, who_entered
):
    """A line may be warm before the press; what people say is not heard there."""
    with page(class_device) as klas, page(home_device) as home:
        if who_entered == "home":
            home.enter()
        if who_entered == "class":
            klas.enter()
        home.say("talk", body="early")
        home.say("signal", body="a description")
        home.hears_next()
        heard = [message["type"] for message in klas.hears_next()]
        assert "signal" in heard
        assert "talk" not in heard


def test_no_signal_passes_while_an_agreement_is_missing(
    page, traject, home_device, class_device
):
    with page(class_device) as klas, page(home_device) as home:
        home.say("signal", body="early")
        home.hears_next()
        assert "signal" not in [message["type"] for message in klas.hears_next()]


def test_no_signal_comes_from_or_to_who_has_no_seat(
    page, agreed, home_device, class_device, carla
):
    second = paired(carla, side=Side.HOME, traject=agreed, label="Gsm")
    with (
        page(class_device) as klas,
        page(home_device) as home,
        page(second) as waiting,
    ):
        waiting.say("signal", body="from the second")
        waiting.hears_next()
        klas.say("signal", body="to the first")
        klas.hears_next()
        assert home.hear("signal")["body"] == "to the first"
        heard = [*waiting.hears_next(), *klas.hears_next()]
        assert "signal" not in [message["type"] for message in heard]


def test_nothing_passes_into_another_room(page, agreed, class_device, home_device):
    noor = Traject.objects.create(
        pupil=Pupil.objects.create(first_name="Noor", last_name="Jacobs"),
        school_class=agreed.school_class,
        school=agreed.school_class.school,
        state="active",
    )
    with page(class_device, room=noor.pk) as elsewhere, page(home_device) as home:
        home.enter()
        home.say("talk", body="hello")
        home.hears_next()
        assert elsewhere.hears_next() == []


def test_second_device_waits_until_it_takes_over(page, agreed, carla, home_device):
    ward = paired(carla, side=Side.HOME, traject=agreed, label="Ziekenhuis")
    with page(home_device) as home, page(ward) as bed:
        assert (bed.welcome["seat"], bed.welcome["seat_label"]) == ("taken", "Tablet")
        bed.say("enter", how="press", connection=None)
        error = bed.refusal()
        assert (error["code"], error["about"]) == ("lessons.seat_taken", "enter")
        bed.say("take")
        assert bed.hear("seat")["seat"] == "yours"
        assert home.hear("seat") == {
            "type": "seat",
            "seat": "taken",
            "seat_label": "Ziekenhuis",
        }
        assert home.close_code() == 4409


def test_who_waits_gets_a_seat_that_is_left(page, agreed, carla, home_device):
    ward = paired(carla, side=Side.HOME, traject=agreed, label="Ziekenhuis")
    with page(home_device) as home, page(ward) as bed:
        home.socket.close()
        assert bed.hear("seat")["seat"] == "yours"


def test_second_window_of_one_device_takes_over(page, agreed, home_device):
    with page(home_device) as first, page(home_device) as second:
        assert second.welcome["seat"] == "yours"
        assert first.close_code() == 4409


def test_a_running_lesson_goes_before_a_page_that_waits(
    page, agreed, carla, home_device
):
    """After a restart of the server the wrong one of two may arrive first."""
    ward = paired(carla, side=Side.HOME, traject=agreed, label="Ziekenhuis")
    with page(ward) as bed, page(home_device) as home:
        assert home.welcome["seat"] == "taken"
        home.enter(how="again", connection=str(uuid4()))
        assert bed.close_code() == 4409


def test_who_arrives_after_seats_were_lost_throws_nobody_out_of_a_lesson(
    page, opened, hello, agreed, carla, home_device, class_device
):
    """As when Redis comes back empty, and the second device at home connects first."""
    ward = paired(carla, side=Side.HOME, traject=agreed, label="Ziekenhuis")
    with page(class_device) as klas, page(home_device) as home:
        klas.enter()
        home.enter()
        HUB.seats.held.clear()
        with opened(ward) as bed:
            bed.send_json(hello)
            assert Page(bed, hello["page"]).close_code() == 4409
        home.say("talk", body="still here")
        assert klas.hear("talk")["body"] == "still here"


def test_agreement_missing_keeps_both_in_the_lobby(page, traject, home_device):
    with page(home_device) as home:
        home.say("enter", how="press", connection=None)
        error = home.refusal()
        assert error["code"] == "lessons.agreement_missing"
        assert home.welcome["plan"]["missing"] == ["agreement.home", "agreement.class"]


def test_error_speaks_the_language_of_the_device(page, traject, home_device):
    with page(home_device, language="fr-BE,fr;q=0.9") as home:
        home.send_text("{oops")
        french = home.refusal()["message"]
    with page(home_device) as home:
        home.send_text("{oops")
        dutch = home.refusal()["message"]
    assert french != dutch


def test_use_is_noted_once_for_both_sides(page, agreed, home_device, class_device):
    connection = str(uuid4())
    with page(class_device) as klas, page(home_device) as home:
        now = home.welcome["now"]
        noted = {"type": "noted", "connection": connection}

        def report(page, started_at, stopped_at):
            at = {"started_at": now - started_at, "stopped_at": now - stopped_at}
            page.say("use", connection=connection, **at)

        report(home, 60_000, 1_000)
        assert home.hear("noted") == noted | {"stopped_at": now - 1_000}
        report(klas, 61_000, 2_000)
        assert klas.hear("noted") == noted | {"stopped_at": now - 1_000}
    kept = Use.objects.get()
    assert (kept.traject, (kept.stopped_at - kept.started_at).seconds) == (agreed, 60)


@pytest.mark.parametrize("sent", ["{oops", "[]", '{"type": "drop_tables"}', ""])
def test_bad_message_is_answered_and_the_line_stays_open(
    page, agreed, home_device, sent
):
    with page(home_device) as home:
        home.send_text(sent)
        assert home.refusal()["code"].startswith("protocol.")
        assert home.hears_next() == []


def test_too_big_a_message_ends_the_line(page, agreed, home_device):
    with page(home_device) as home:
        home.send_text("x" * (64 * 1024 + 1))
        assert home.close_code() == 1009


def test_flood_ends_the_line(page, agreed, home_device):
    with page(home_device) as home:
        for n in range(300):
            home.say("ping", n=n)
        assert home.close_code() == 4429


def test_second_process_without_redis_is_refused(server):
    with pytest.raises(ImproperlyConfigured), TestClient(application):
        pass
