"""The end of the schedule: a warning, a minute, and who wants to stays a while."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from sio.lessons.models import ExtraLesson, Use
from tests.e2e.sides import meet, together, until

GRACE = timedelta(minutes=1)  # frontend/src/live/blocks.ts
SOON_S = 8
RESTARTS = 1012  # docs/protocol.md, "Close codes": come back at once


class Later:
    """The server's clock as the pages hear it, and how to move it on."""

    def __init__(self, *sides):
        self.ahead_ms, self.lines = 0, []
        for side in sides:
            side.context.route_web_socket(re.compile("/ws/"), self.pass_on)

    def pass_on(self, line):
        server = line.connect_to_server()
        server.on_message(lambda text: line.send(self.moved(text)))
        self.lines.append(line)

    def moved(self, text):
        message = json.loads(text)
        if "now" in message:
            message["now"] += self.ahead_ms
        return json.dumps(message)

    def by(self, seconds):
        self.ahead_ms += int(seconds * 1000)
        lines, self.lines = self.lines, []
        for line in lines:
            line.close(code=RESTARTS)


@pytest.fixture
def later(home, klas):
    return Later(home, klas)


@pytest.fixture
def nearly_over(traject, agreed):
    """A lesson that ends in a minute; the pages warn from two minutes before."""
    now = timezone.now()
    return ExtraLesson.objects.create(
        traject=traject,
        starts_at=now - timedelta(minutes=30),
        ends_at=now + timedelta(minutes=1),
        subject="Muziek",
    )


def test_a_lesson_closes_after_a_warning(nearly_over, home, klas, later, shot):
    meet(home, klas)
    for side in (home, klas):
        side.reads("De les is bijna voorbij")
    shot(home.page, "home-closing")
    shot(klas.page, "class-closing")
    left = nearly_over.ends_at + GRACE - timezone.now()
    later.by(left.total_seconds() - SOON_S)
    together(home, klas)
    for side in (home, klas):
        side.reads("De les is voorbij")
        side.ask("ended()")
    until(lambda: Use.objects.count() == 1)


@pytest.mark.parametrize("who", ["home", "klas"])
def test_who_stays_a_while_keeps_the_line_open(nearly_over, home, klas, later, who):
    meet(home, klas)
    {"home": home, "klas": klas}[who].press("Blijf nog even")
    for side in (home, klas):
        side.reads_no("De les is bijna voorbij")
    later.by(2 * GRACE.total_seconds())
    together(home, klas)
    for side in (home, klas):
        side.reads_no("De les is bijna voorbij")
