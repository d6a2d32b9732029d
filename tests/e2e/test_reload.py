"""A page that is loaded anew, as after a crash, is back in its lesson."""

from __future__ import annotations

import pytest

from sio.lessons.models import Use
from tests.e2e.sides import together, until

SAID = ["Dag allemaal!", "Dag Tuur!"]


@pytest.fixture
def talk(lesson, home, klas):
    """A hand is up, and both have written."""
    home.writes(SAID[0])
    klas.reads(SAID[0])
    klas.writes(SAID[1])
    home.reads(SAID[1])
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")


@pytest.mark.parametrize("who", ["home", "klas"])
def test_who_reloads_is_back_without_a_press(talk, home, klas, who):
    back = {"home": home, "klas": klas}[who]
    back.comes_back()
    together(home, klas)
    klas.reads("Tuur steekt de hand op")
    home.reads("Je hand is omhoog")
    back.press("Schrijven")
    until(lambda: back.written() == SAID)
    back.writes("Terug")
    {home: klas, klas: home}[back].reads("Terug")
    klas.press("Gezien")
    home.reads("De klas heeft je hand gezien")
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    until(lambda: Use.objects.filter(stopped_at__isnull=False).exists())
    assert Use.objects.count() == 1


def test_both_at_once_come_back(talk, home, klas):
    for side in (home, klas):
        side.comes_back()
    together(home, klas)
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    until(lambda: Use.objects.count() == 1)


def test_who_left_does_not_come_back_by_reloading(lesson, home, klas):
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    home.comes_back()
    home.reads("Dag Tuur!")
    assert home.button("Naar de klas").is_visible()
    assert home.ask("open()") == 0
