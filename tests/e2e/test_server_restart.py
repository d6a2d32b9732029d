"""The web server is away for a while: no lesson notices."""

from __future__ import annotations

import pytest

from sio.lessons.models import Use
from tests.e2e.sides import together, until


@pytest.fixture
def patient(home, klas):
    """Their sockets find nobody for a while."""
    for side in (home, klas):
        side.allow("WebSocket connection to")


@pytest.mark.parametrize("kill", [False, True], ids=["release", "crash"])
def test_a_lesson_goes_on(patient, lesson, home, klas, server, kill, shot):
    server.stop(kill=kill)
    for side in (home, klas):
        side.reads("Even geen internet. De les loopt gewoon door.")
    together(home, klas)
    home.press("Hand opsteken")
    klas.press("Gezien")
    home.reads("De klas heeft je hand gezien")
    shot(home.page, "home-server-away")
    server.start()
    for side in (home, klas):
        side.reads_no("Even geen internet")
    together(home, klas)
    assert [side.ask("peers.length") for side in (home, klas)] == [1, 1]
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    use = until(lambda: Use.objects.first())
    until(lambda: Use.objects.get().stopped_at > use.started_at)
    assert Use.objects.count() == 1


def test_use_of_a_lesson_that_ended_without_a_server_is_noted_later(
    patient, lesson, home, klas, server
):
    server.stop(kill=True)
    home.reads("Even geen internet. De les loopt gewoon door.")
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    server.start()
    until(lambda: Use.objects.count() == 1)


def test_a_frozen_server_holds_up_nothing(patient, lesson, home, klas, server):
    server.freeze()
    together(home, klas)
    home.writes("Gewoon verder")
    klas.reads("Gewoon verder")
    server.thaw()
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    until(lambda: Use.objects.count() == 1)
