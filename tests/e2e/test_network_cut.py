"""The relay is frozen: nothing passes, nobody is told, the server is still there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.sides import together

CUT_S = 4


@pytest.fixture
def settings_of_server(turn):
    return turn.settings


def test_a_lesson_comes_back_by_itself(lesson, home, klas, turn, shot):
    with turn.away(CUT_S):
        home.reads("Even weg")
        klas.reads("Tuur is even weg")
        shot(home.page, "home-network-cut")
    together(home, klas)
    home.reads_no("Even weg")
    klas.reads_no("Tuur is even weg")
    assert [side.ask("peers.length") for side in (home, klas)] == [1, 1]


def test_a_hand_and_a_line_in_the_cut_arrive_once(lesson, home, klas, turn):
    with turn.away(CUT_S):
        home.reads("Even weg")
        home.press("Hand opsteken")
        home.writes("Hoor je me?")
    together(home, klas)
    klas.reads("Tuur steekt de hand op")
    klas.press("Gezien")
    home.reads("De klas heeft je hand gezien")
    klas.press("Schrijven")
    log = klas.page.get_by_role("log")
    expect(log.get_by_text("Hoor je me?")).to_have_count(1)
    klas.reads_no("Tuur steekt de hand op")
