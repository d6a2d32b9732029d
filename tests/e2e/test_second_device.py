from __future__ import annotations

import pytest

from sio.core.sides import Side
from sio.lessons.models import Use
from tests.conftest import paired
from tests.e2e.sides import HomeWindow, together, until


@pytest.fixture
def hospital(open_window, home_browser, server, traject, carla):
    """The second device of the pupil."""
    window = open_window(HomeWindow, home_browser, server.url)
    window.is_device(paired(carla, side=Side.HOME, traject=traject, label="Ziekenhuis"))
    return window


def test_another_device_takes_over_by_a_press(lesson, home, klas, hospital, shot):
    hospital.open()
    hospital.reads("Je zit al klaar op een ander toestel: Tablet.")
    together(home, klas)
    shot(hospital.page, "home-taken")
    hospital.press("Hier verdergaan")
    home.reads("Je zit al klaar op een ander toestel: Ziekenhuis.")
    hospital.press("Naar de klas")
    klas.reads("Het toestel van Tuur is een ander dan vorige keer.")
    klas.press("Ja, de tekens zijn dezelfde")
    together(hospital, klas)
    assert home.ask("open()") == 0
    hospital.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    until(lambda: Use.objects.exists())


def test_the_first_device_may_take_it_back(agreed, home, klas, hospital):
    home.open()
    home.reads("De klas is er nog niet")
    hospital.open()
    hospital.press("Hier verdergaan")
    home.reads("Je zit al klaar op een ander toestel: Ziekenhuis.")
    home.press("Hier verdergaan")
    hospital.reads("Je zit al klaar op een ander toestel: Tablet.")
    klas.open()
    klas.press_enter()
    home.press_enter()
    together(home, klas)
