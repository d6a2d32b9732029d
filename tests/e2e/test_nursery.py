"""A child of five goes to class: by touch, by keyboard, by one switch and by two."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.sides import HomeWindow

REST_MS = 1600  # a second press of the same hand is none
GO, HAND, STOP = "Naar de klas", "Hand opsteken", "Stoppen"


@pytest.fixture
def nursery(traject):
    traject.nursery = True
    traject.save(update_fields=["nursery"])


@pytest.fixture
def home(open_window, home_browser, server, home_device, nursery):
    size = {"width": 1024, "height": 768}
    window = open_window(
        HomeWindow, home_browser, server.url, viewport=size, has_touch=True
    )
    window.is_device(home_device)
    return window


def presses(home, how):
    """Waits for the picture of that name, and presses it in that way."""

    def touch(name):
        home.button(name).tap()

    def keyboard(name):
        expect(home.button(name)).to_be_visible()
        for _ in range(10):
            home.page.keyboard.press("Tab")
            if home.button(name).evaluate("(it) => it === document.activeElement"):
                break
        home.page.keyboard.press("Enter")

    def one(name):
        home.page.wait_for_timeout(REST_MS)
        expect(home.button(name)).to_be_focused()
        home.page.keyboard.press("Space")

    def two(name):
        home.page.wait_for_timeout(REST_MS)
        expect(home.button(name)).to_be_visible()
        home.page.wait_for_function("() => document.activeElement.dataset.picture")
        while not home.button(name).evaluate("(it) => it === document.activeElement"):
            home.page.keyboard.press("Space")
        home.page.keyboard.press("Enter")

    return {"touch": touch, "keyboard": keyboard, "1": one, "2": two}[how]


def says_how_it_presses(home, how, shot):
    """The grown-up beside the child, before the lesson."""
    home.press("Voor volwassenen")
    assert violations(home.page) == []
    home.page.get_by_label("Schakelaars").select_option(how)
    if how == "1":
        pace = home.page.get_by_label("Hoe lang blijft het licht staan?")
        pace.select_option(label="1 s")
    hold = home.page.get_by_label("Hoe lang moet een druk duren?")
    expect(hold.locator("option").first).to_have_text("een korte druk is genoeg")
    shot(home.page, f"home-nursery-settings-{how}")
    assert violations(home.page) == []
    home.press("Klaar")


@pytest.mark.parametrize("how", ["touch", "keyboard", "1", "2"])
def test_a_child_of_five_in_class(agreed, home, klas, how, shot):
    press = presses(home, how)
    home.open()
    if how in "12":
        says_how_it_presses(home, how, shot)
    klas.open()
    klas.press_enter()
    expect(home.page.locator("[data-picture]")).to_have_count(1)
    if how == "touch":
        assert violations(home.page) == []
        shot(home.page, "home-nursery-start")
    press(GO)
    home.sees_and_hears()
    press(HAND)
    klas.reads("Tuur steekt de hand op")
    expect(home.page.locator("[data-picture]")).to_have_count(2)
    if how == "touch":
        assert violations(home.page) == []
        shot(home.page, "home-nursery-lesson")
        home.press("Voor volwassenen")
        assert violations(home.page) == []
        home.press("Klaar")
    klas.press("Gezien")
    expect(home.button("De klas heeft je hand gezien")).to_be_visible()
    press(STOP)
    klas.reads("Tuur is uit de les gegaan")
    expect(home.button(GO)).to_be_visible()
