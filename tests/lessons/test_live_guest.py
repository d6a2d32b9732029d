"""A guest in a lesson, as two devices and the guest's own page meet it."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from redis import RedisError
from starlette.websockets import WebSocketDisconnect

from sio.core.models import AccessRecord
from sio.core.sides import Side
from sio.lessons import actions, turn
from sio.lessons.live import guests, visit
from sio.lessons.live.event import Event, Kind
from sio.lessons.live.hub import HUB
from sio.trajects.models import Assignment
from sio.trajects.workflow import State
from tests.lessons.conftest import Page

pytestmark = pytest.mark.django_db(transaction=True)
GOLDEN = Path(__file__).parent.parent / "protocol"
NOBODY = {"type": "guest", "visit": None, "name": "", "asked_by": None, "let_in": False}


@pytest.fixture
def window(server, as_user, agreed):
    """A window of somebody who is logged in, on the guest's socket."""

    @contextmanager
    def window(user, origin="http://testserver", session=None):
        name = settings.SESSION_COOKIE_NAME
        session = session or as_user(user).cookies[name].value
        headers = {"origin": origin, "cookie": f"{name}={session}"}
        path = f"/ws/gast/{agreed.pk}/"
        with server.websocket_connect(path, headers=headers) as socket:
            yield Page(socket, "")

    return window


@pytest.fixture
def lesson(page, agreed, home_device, class_device):
    """Both sides, in a lesson."""
    with page(class_device) as klas, page(home_device) as home:
        home.enter()
        klas.enter()
        yield home, klas


def ask(by, other):
    """One side asks; which visit both are shown."""
    by.say("guest_invite")
    told = [one.hear("guest") for one in (by, other)]
    assert told[0] == told[1]
    return told[0]


def let_in(home, klas):
    visit = ask(home, klas)["visit"]
    klas.say("guest_admit", visit=visit)
    for one in (home, klas):
        assert one.hear("guest")["let_in"]
    return visit


def test_one_side_asks_the_other_lets_in_and_both_are_told(lesson, window, carla):
    home, klas = lesson
    with window(carla) as shown:
        assert shown.hear("waiting") == {"type": "waiting"}
        asked = ask(home, klas)
        assert (asked["name"], asked["asked_by"]) == (str(carla), "home")
        assert not asked["let_in"]
        klas.say("guest_admit", visit=asked["visit"])
        for one in lesson:
            assert one.hear("guest") == asked | {"let_in": True}
        inside = shown.hear("inside")
        assert inside["visit"] == asked["visit"]
        assert inside["ice"]["policy"] == "all"


def test_signals_pass_both_ways_unread_while_it_is_inside(lesson, window, carla):
    home, klas = lesson
    visit = let_in(home, klas)
    with window(carla) as shown:
        shown.hear("inside")
        for side, one in (("home", home), ("class", klas)):
            one.say("guest_signal", visit=visit, body=f"from {side}")
            assert shown.hear("signal")["body"] == f"from {side}"
            shown.say("signal", to=side, body=f"to {side}")
            assert one.hear("guest_signal") == {
                "type": "guest_signal",
                "visit": visit,
                "body": f"to {side}",
            }


def test_before_both_presses_nothing_passes(lesson, window, carla):
    home, klas = lesson
    with window(carla) as shown:
        shown.hear("waiting")
        asked = ask(home, klas)
        home.say("guest_admit", visit=asked["visit"])  # of the side that asked
        home.say("guest_signal", visit=asked["visit"], body="geheim")
        shown.say("signal", to="home", body="geheim")
        shown.say("ping", n=1)
        heard = []
        while (message := shown.socket.receive_json())["type"] != "pong":
            heard.append(message["type"])
        assert set(heard) <= {"waiting"}
        for one in lesson:
            assert "guest_signal" not in [said["type"] for said in one.hears_next()]


@pytest.mark.parametrize("by", ["home", "class"])
def test_one_press_of_either_puts_it_out(lesson, window, carla, by):
    home, klas = lesson
    visit = let_in(home, klas)
    with window(carla) as shown:
        shown.hear("inside")
        {"home": home, "class": klas}[by].say("guest_dismiss", visit=visit)
        for one in lesson:
            assert one.hear("guest") == NOBODY
        shown.hear("waiting")
        shown.say("signal", to="home", body="nog even")
        shown.say("ping", n=1)
        shown.hear("pong")
        assert "guest_signal" not in [one["type"] for one in home.hears_next()]


def test_a_press_about_another_visit_puts_out_nobody(lesson):
    home, klas = lesson
    visit = let_in(home, klas)
    home.say("guest_dismiss", visit="c0ffee00-3333-4a6b-9c3d-2f4e5a6b7c8d")
    told = home.hear("guest")
    assert (told["visit"], told["let_in"]) == (visit, True)
    assert "guest" not in [one["type"] for one in klas.hears_next()]
    home.say("guest_dismiss", visit=visit)
    assert home.hear("guest") == NOBODY


def test_a_press_that_was_answered_is_answered_again(lesson):
    home, klas = lesson
    visit = let_in(home, klas)
    home.say("guest_dismiss", visit=visit)
    for one in lesson:
        assert one.hear("guest") == NOBODY
    home.say("guest_dismiss", visit=visit)
    assert home.hear("guest") == NOBODY
    assert "guest" not in [one["type"] for one in klas.hears_next()]


def test_a_press_while_the_storage_is_away_works_once_it_is_said_again(
    lesson, monkeypatch
):
    home, klas = lesson
    visit = let_in(home, klas)
    with monkeypatch.context() as away:
        away.setattr(guests.MemoryGuests, "dismiss", _away)
        home.say("guest_dismiss", visit=visit)
        refusal = home.refusal()
    assert (refusal["code"], refusal["about"]) == ("core.storage_away", "guest_dismiss")
    assert "telkens opnieuw" in refusal["message"]
    home.say("guest_dismiss", visit=visit)
    for one in lesson:
        assert one.hear("guest") == NOBODY


async def _away(*_args):
    raise RedisError


def test_whoever_leaves_takes_both_presses_to_come_back(lesson, window, carla):
    home, klas = lesson
    let_in(home, klas)
    with window(carla) as shown:
        shown.hear("inside")
        shown.socket.close(1000)
    for one in lesson:
        assert one.hear("guest") == NOBODY
    with window(carla) as shown:
        shown.hear("waiting")


def test_a_page_that_broke_off_comes_back_without_a_press(lesson, window, carla):
    visit = let_in(*lesson)
    with window(carla) as shown:
        shown.hear("inside")
        shown.socket.close(1006)
    with window(carla) as shown:
        assert shown.hear("inside")["visit"] == visit


def test_a_second_window_takes_the_place_of_the_first(lesson, window, as_user, carla):
    let_in(*lesson)
    session = as_user(carla).cookies[settings.SESSION_COOKIE_NAME].value
    with window(carla, session=session) as first:
        first.hear("inside")
        with window(carla, session=session) as second:
            second.hear("inside")
            assert first.close_code() == 4409


def test_it_ends_with_the_lesson(lesson, window, carla):
    home, klas = lesson
    let_in(home, klas)
    with window(carla) as shown:
        shown.hear("inside")
        for one in lesson:
            one.say("leave")
        for one in lesson:
            assert one.hear("guest") == NOBODY
        shown.hear("waiting")


def test_who_was_let_in_does_not_come_into_a_lesson_that_is_over(lesson, window, carla):
    home, klas = lesson
    let_in(home, klas)
    for one in lesson:
        one.say("leave")
        one.hear("left")
    with window(carla) as shown:
        shown.hear("waiting")
    assert home.hear("guest") == klas.hear("guest") == NOBODY
    assert not AccessRecord.objects.filter(page="guest").exists()


def test_an_invitation_without_an_answer_is_gone_at_a_ping(lesson, monkeypatch):
    monkeypatch.setattr(guests, "INVITED_LAPSES_MS", 40)
    home, klas = lesson
    ask(home, klas)
    time.sleep(0.06)
    for one in lesson:
        one.say("ping", n=1)
        assert one.hear("guest") == NOBODY


def test_who_missed_an_event_looks_whether_anybody_was_asked(lesson, agreed):
    home, _ = lesson
    consultant = agreed.assignments.get().user_id
    asking = HUB.guests.invite(agreed.pk, consultant, Side.HOME)
    asyncio.run_coroutine_threadsafe(asking, HUB.loop).result()
    HUB.loop.call_soon_threadsafe(HUB.apply, Event(agreed.pk, Kind.MISSED))
    assert home.hear("guest")["asked_by"] == "home"


def test_it_ends_when_a_side_stays_away(lesson, window, carla, monkeypatch):
    monkeypatch.setattr(visit, "GUEST_LAPSES_MS", 40)
    monkeypatch.setattr(visit, "LOOK_EVERY_S", 0.05)
    home, klas = lesson
    let_in(home, klas)
    with window(carla) as shown:
        shown.hear("inside")
        home.say("leave")
        assert klas.hear("guest") == NOBODY


def test_it_ends_with_the_right(lesson, window, carla, monkeypatch):
    monkeypatch.setattr(visit, "LOOK_EVERY_S", 0.05)
    home, klas = lesson
    let_in(home, klas)
    with window(carla) as shown:
        shown.hear("inside")
        carla.roles.update(ended_at=timezone.now())
        assert shown.close_code() == 4404
    assert home.hear("guest") == NOBODY


def test_it_ends_with_a_pause_of_the_traject(lesson, window, agreed, carla):
    let_in(*lesson)
    with window(carla) as shown:
        shown.hear("inside")
        actions.move_traject(traject=agreed, to=State.PAUSED, reason="kuur", by=carla)
        assert shown.close_code() == 4404


@pytest.mark.parametrize("who", ["chris", "cora", "hans", "sofie", "paula", "pia"])
def test_nobody_else_has_a_door(lesson, window, who, request):
    let_in(*lesson)
    with window(request.getfixturevalue(who)) as shown:
        assert shown.close_code() == 4404


def test_a_stranger_and_another_site_have_none(lesson, window, carla):
    with window(None, session="stolen") as shown:
        assert shown.close_code() == 4404
    elsewhere = "https://evil.example"
    with pytest.raises(WebSocketDisconnect), window(carla, origin=elsewhere):
        """It was not even accepted."""


def test_nobody_is_asked_outside_of_a_lesson_of_two(page, agreed, home_device):
    with page(home_device) as home:
        home.enter()
        home.say("guest_invite")
        assert home.refusal()["code"] == "lessons.no_guest"


def test_of_several_who_longest_guides_it_is_asked(lesson, agreed, carla, chris):
    Assignment.objects.create(user=chris, traject=agreed)
    assert ask(*lesson)["name"] == str(carla)


def test_without_a_consultant_nobody_is_asked(lesson, agreed):
    Assignment.objects.filter(traject=agreed).delete()
    lesson[0].say("guest_invite")
    assert lesson[0].refusal()["code"] == "lessons.no_guest"


def test_a_page_that_is_loaded_anew_is_told(lesson, page, home_device):
    asked = ask(*lesson)
    with page(home_device) as again:
        assert again.hear("guest") == asked


def test_each_visit_is_one_look_in_the_access_log(lesson, window, agreed, carla):
    looks = AccessRecord.objects.filter(page="guest", what="viewed")
    with window(carla) as shown:
        shown.hear("waiting")
        assert not looks.exists()
        let_in(*lesson)
        shown.hear("inside")
        shown.socket.close(1006)
    with window(carla) as shown:
        shown.hear("inside")
        assert list(looks.values_list("traject", "by")) == [(agreed.pk, carla.pk)]


def test_what_is_no_word_of_a_guest_is_refused(window, carla):
    with window(carla) as shown:
        shown.say("enter", how="press", connection=None)
        assert shown.refusal()["code"] == "protocol.unknown"
        shown.say("signal", to="desk", body="x")
        assert shown.refusal()["code"] == "protocol.malformed"
        shown.send_text("x" * 65_537)
        assert shown.close_code() == 1009


def test_old_credentials_for_the_relays_are_replaced(
    lesson, window, carla, monkeypatch
):
    monkeypatch.setattr(turn, "CREDENTIALS_LAST", timedelta(0))
    monkeypatch.setattr(visit, "LOOK_EVERY_S", 0.05)
    let_in(*lesson)
    with window(carla) as shown:
        shown.hear("inside")
        assert shown.hear("ice")["ice"]["until"] <= time.time() * 1000


def test_what_is_said_has_the_fields_of_the_golden_messages(lesson, window, carla):
    home, klas = lesson
    with window(carla) as shown:
        heard = {"guest_down_waiting": shown.hear("waiting")}
        heard["down_guest"] = ask(home, klas)
        told = heard["down_guest"]["visit"]
        klas.say("guest_admit", visit=told)
        heard["guest_down_inside"] = shown.hear("inside")
        home.hear("guest")
        shown.say("signal", to="home", body="x")
        heard["down_guest_signal"] = home.hear("guest_signal")
        home.say("guest_signal", visit=told, body="x")
        heard["guest_down_signal"] = shown.hear("signal")
        shown.say("ping", n=7)
        heard["guest_down_pong"] = shown.hear("pong")
        shown.say("enter")
        heard["guest_down_error"] = shown.refusal()
    for name, said in heard.items():
        assert set(said) == set(json.loads((GOLDEN / f"{name}.json").read_text()))
