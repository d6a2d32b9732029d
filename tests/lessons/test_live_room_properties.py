"""Whatever three devices do, in any order: one a seat, and no word to who is not in."""

from __future__ import annotations

from contextlib import ExitStack
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sio.core.sides import Side
from tests.conftest import paired
from tests.lessons.conftest import Page

pytestmark = pytest.mark.django_db(transaction=True)
WHO = st.sampled_from(["tablet", "ward", "klas"])
DEEDS = st.sampled_from(["arrive", "go", "take", "press", "again", "leave", "talk"])


class Room:
    """What each open page believes, learnt only from what it has heard."""

    def __init__(self, opened, devices):
        self.opened, self.devices = opened, devices
        self.pages, self.seated, self.entered = {}, set(), set()
        self.heard = {}
        self.stack = ExitStack()

    def does(self, who, deed):
        if deed == "arrive":
            self.go(who)
            socket = self.stack.enter_context(self.opened(self.devices[who]))
            self.pages[who] = page = Page(socket, str(uuid4()))
            page.say("hello", version=2, page=page.id)
        elif who in self.pages:
            getattr(self, deed)(who)
        self.listen()

    def go(self, who):
        if page := self.pages.pop(who, None):
            page.socket.close(1000)
            self.forget(who)

    def take(self, who):
        self.pages[who].say("take")

    def press(self, who):
        self.pages[who].say("enter", how="press", connection=None)

    def again(self, who):
        self.pages[who].say("enter", how="again", connection=str(uuid4()))

    def leave(self, who):
        self.pages[who].say("leave")

    def talk(self, who):
        self.pages[who].say("talk", body=who)

    def listen(self):
        """Twice round: what one hears may make another move."""
        self.heard = {who: [] for who in self.devices}
        for who in [*self.pages, *self.pages]:
            if who in self.pages:
                self.listen_to(who)

    def listen_to(self, who):
        page = self.pages[who]
        page.mark()
        while (event := page.socket.receive())["type"] == "websocket.send":
            message = page.read(event)
            if page.is_mark(message):
                return
            self.heard[who].append(message)
            self.believe(who, message)
        del self.pages[who]
        self.forget(who)

    def believe(self, who, message):
        if "seat" in message:
            own = message["seat"] == "yours"
            (self.seated.add if own else self.seated.discard)(who)
        if message["type"] == "entered":
            self.entered.add(who)
        elif message["type"] == "left":
            self.entered.discard(who)

    def forget(self, who):
        self.seated.discard(who)
        self.entered.discard(who)


@pytest.fixture
def devices(agreed, carla, home_device, class_device):
    ward = paired(carla, side=Side.HOME, traject=agreed, label="Ziekenhuis")
    return {"tablet": home_device, "ward": ward, "klas": class_device}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=st.lists(st.tuples(WHO, DEEDS), max_size=14))
def test_one_a_seat_and_no_word_to_who_is_not_in(opened, devices, deeds):
    room = Room(opened, devices)
    with room.stack:
        for who, deed in deeds:
            room.does(who, deed)
            assert len(room.seated & {"tablet", "ward"}) <= 1
            assert room.entered <= room.seated
            talks = {w for w, said in room.heard.items() if is_talk(said)}
            inside = room.entered if deed == "talk" and who in room.entered else set()
            across = {"klas"} if who != "klas" else {"tablet", "ward"}
            assert talks == inside & across


def is_talk(said):
    return any(message["type"] == "talk" for message in said)


def test_the_property_sees_a_talk_that_arrives(opened, devices):
    room = Room(opened, devices)
    with room.stack:
        for who in ("klas", "tablet"):
            room.does(who, "arrive")
            room.does(who, "press")
        room.does("tablet", "talk")
    assert [m["body"] for m in room.heard["klas"] if m["type"] == "talk"] == ["tablet"]
