"""The credentials for the relay end in the middle of a lesson."""

from __future__ import annotations

import sys

import pytest

from tests.e2e.server import Server, free_port
from tests.e2e.sides import together
from tests.e2e.turn import Turn

CREDENTIALS_LAST_S = 6
OVER_MS = (CREDENTIALS_LAST_S + 2) * 1000


class BriefServer(Server):
    command = [
        *[sys.executable, "-m", "uvicorn", "tests.e2e.brief:application"],
        *["--ws", "websockets-sansio", "--host", "127.0.0.1"],
    ]


class BriefTurn(Turn):
    """A place at this relay has to be asked for again every few seconds."""

    def encryption(self) -> list[str]:
        return [*super().encryption(), "--max-allocate-lifetime=8"]


@pytest.fixture
def turn(tmp_path):
    turn = BriefTurn(tmp_path, free_port()).start()
    yield turn
    turn.stop()


@pytest.fixture
def server(folder, turn):
    lasts = {"CREDENTIALS_LAST_S": str(CREDENTIALS_LAST_S)}
    server = BriefServer(folder, **turn.settings, **lasts).start()
    yield server
    server.stop()


def relay_forgets(turn):
    """As when it is restarted: everybody has to log in again."""
    turn.stop()
    turn.start()


def test_a_lesson_outlives_its_credentials(lesson, home, klas, turn, server):
    home.page.wait_for_timeout(OVER_MS)
    together(home, klas)
    relay_forgets(turn)
    together(home, klas)
    assert [side.ask("route()") for side in (home, klas)] == ["relay-udp"] * 2


def test_what_could_not_be_renewed_says_so_and_heals_once_it_can(
    lesson, home, klas, turn, server
):
    for side in (home, klas):
        side.allow("WebSocket connection to")
    server.stop(kill=True)
    home.page.wait_for_timeout(OVER_MS)
    together(home, klas)
    relay_forgets(turn)
    for side in (home, klas):
        side.reads("Even weg")
        side.reads("Je hoeft niets te doen.")
    server.start()
    together(home, klas)
