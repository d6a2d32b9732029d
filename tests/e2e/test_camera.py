from __future__ import annotations

import pytest

from tests.e2e.browsers import launch
from tests.e2e.sides import HomeWindow, meet, together


def test_a_pupil_who_refuses_camera_and_microphone_sees_and_hears(
    home, klas, agreed, shot
):
    home.refuse("camera", "microphone")
    for side in (home, klas):
        side.open()
        side.press_enter()
    home.sees_and_hears()
    klas.reads("Tuur doet mee zonder camera")
    home.reads("Camera mag niet")
    home.reads("Micro mag niet")
    home.sends()
    shot(home.page, "home-camera-refused")


def test_a_class_that_refuses_its_camera_is_heard(home, klas, agreed):
    klas.refuse("camera")
    for side in (home, klas):
        side.open()
        side.press_enter()
    klas.sees_and_hears()
    home.hears()
    home.reads("Geen beeld van de klas")
    klas.sends("audio")


def test_camera_and_microphone_off_are_a_way_of_being_there(lesson, home, klas, shot):
    home.press("Camera is aan")
    klas.reads("Tuur doet mee zonder camera")
    home.sends("audio")
    home.reads("De klas ziet je niet")
    shot(klas.page, "class-camera-off")
    home.press("Micro is aan")
    klas.reads("Micro van Tuur staat uit")
    home.sends()
    home.press("Camera is uit")
    home.press("Micro is uit")
    together(home, klas)


@pytest.fixture(scope="module")
def bare_browser(playwright):
    browser = launch(playwright, devices=False)
    yield browser
    browser.close()


def test_a_machine_without_camera_gets_a_test_board_in_the_demo(
    bare_browser, open_window, klas, server, home_device, agreed, shot
):
    home = open_window(HomeWindow, bare_browser, server.url)
    home.is_device(home_device)
    meet(home, klas)
    home.reads("Oefenbeeld")
    klas.reads_no("Oefenbeeld")
    shot(klas.page, "class-sees-test-board")
