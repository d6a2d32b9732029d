"""A pupil holds the exercise book before the camera; the class reads it upright."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.sides import meet

TURN = "element => getComputedStyle(element).transform"


def picture(side):
    return side.page.locator("sio-picture")


def test_the_book_is_shown_turned_and_put_away(home, klas, agreed, shot):
    meet(home, klas)
    expect(home.page.locator(".mine .mirror--flipped")).to_be_visible()
    home.press_more("Toon mijn schrift")
    klas.reads("Schrift van Tuur")
    home.reads("Je schrift")
    expect(home.page.locator(".mine .mirror")).to_be_visible()
    expect(home.page.locator(".mirror--flipped")).to_have_count(0)
    klas.sees()
    home.press("Draai")
    home.press("Draai")
    expect(picture(klas)).to_have_attribute("data-turn", "180")
    video = picture(klas).locator("video")
    assert video.evaluate(TURN) == "matrix(-1, 0, 0, -1, 0, 0)"
    assert video.bounding_box() == picture(klas).bounding_box()
    klas.page.wait_for_function(
        "() => document.querySelector('sio-picture video').videoWidth === 1920"
    )
    for side, name in ((home, "home-notebook"), (klas, "class-notebook")):
        shot(side.page, name)
        assert violations(side.page) == []
    home.comes_back()
    expect(picture(klas)).to_have_attribute("data-turn", "180")
    klas.sees()
    home.press("Schrift weg")
    klas.reads_no("Schrift van Tuur")
    expect(home.page.locator(".mine .mirror--flipped")).to_be_visible()


def test_with_the_camera_off_a_device_of_one_camera_opens_none(home, klas, agreed):
    meet(home, klas)
    home.press("Camera is aan")
    home.sends("audio")
    home.press_more("Toon mijn schrift")
    home.reads("Je camera staat uit, en dit toestel heeft geen camera achteraan.")
    home.sends("audio")
    klas.reads_no("Schrift van Tuur")
