"""The live room as two browsers meet it: sockets on the real ASGI application."""

from __future__ import annotations

import json
from contextlib import contextmanager
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from sio.asgi import application
from sio.devices.credentials import COOKIE_NAMES


class Page:
    """A page's socket, with the words that it hears."""

    def __init__(self, socket, page):
        self.socket, self.id = socket, page
        self.send_text, self.welcome = socket.send_text, None

    @staticmethod
    def read(event):
        return json.loads(event["text"])

    def say(self, kind, **fields):
        self.socket.send_json({"type": kind} | fields)

    def hear(self, kind):
        """The next message of this type; what comes before it is passed over."""
        while (message := self.socket.receive_json())["type"] != kind:
            assert message["type"] not in ("error", "end"), message
        return message

    def refusal(self):
        """The next error."""
        while (message := self.socket.receive_json())["type"] != "error":
            pass
        return message

    def hears_next(self):
        """All that comes of what was said so far, in order."""
        self.mark()
        heard = []
        while not self.is_mark(message := self.socket.receive_json()):
            if message["type"] != "pong":
                heard.append(message)
        return heard

    def mark(self):
        """Have a word refused that waits for its turn, after a sign of life."""
        self.say("ping", n=777)
        self.say("use", connection=str(uuid4()), started_at=1, stopped_at=0)

    @staticmethod
    def is_mark(message):
        return message["type"] == "error" and message["about"] == "use"

    def enter(self, how="press", connection=None):
        self.say("enter", how=how, connection=connection)
        return self.hear("entered")

    def close_code(self):
        while (message := self.socket.receive())["type"] == "websocket.send":
            pass
        return message["code"]


@pytest.fixture
def server(settings, tmp_path):
    settings.LIVE_LOCK = tmp_path / "live.lock"
    with TestClient(application) as server:
        yield server


@pytest.fixture
def opened(server, traject):
    """A socket with the device's own cookie, before anything is said."""

    def opened(device, room=None, origin="http://testserver", language="nl"):
        cookie = f"{COOKIE_NAMES[device.side]}={device.credential}"
        path = (
            "/ws/thuis/" if device.side == "home" else f"/ws/klas/{room or traject.pk}/"
        )
        headers = {"origin": origin, "cookie": cookie, "accept-language": language}
        return server.websocket_connect(path, headers=headers)

    return opened


@pytest.fixture
def page(opened):
    """A page of this device that has said hello and was made welcome."""

    @contextmanager
    def page(device, page_id=None, **where):
        with opened(device, **where) as socket:
            page = Page(socket, page_id or str(uuid4()))
            page.say("hello", version=2, page=page.id)
            page.welcome = page.hear("welcome")
            yield page

    return page


@pytest.fixture
def hello():
    return {"type": "hello", "version": 2, "page": str(uuid4())}
