"""A guest in one of two lines on one screen: asked, inside and gone, large or small."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from sio.core.sides import Side
from tests.classmates import classmate
from tests.conftest import paired
from tests.e2e.axe import violations
from tests.e2e.browsers import SLOW, launch
from tests.e2e.frames import all_meet, pane
from tests.e2e.sides import HomeWindow, until

WIDE, LOW = {"width": 1366, "height": 640}, {"width": 844, "height": 390}
ASKS = "Tuur wil er iemand bij. Zeg ja of nee"
IS_IN, IS_GONE = "Er is een gast bij Tuur", "De gast bij Tuur is weg"
SIGN = "[data-guest-words]"
# All of it is in sight, in its own frame.
IN_SIGHT = """(one) => {
  const { left, top, right, bottom } = one.getBoundingClientRect();
  const at = document.elementFromPoint((left + right) / 2, bottom - 4);
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
    && one.contains(at);
}"""


@pytest.fixture(scope="module")
def home_browser(playwright):
    browser = launch(playwright, SLOW)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def class_browser(playwright):
    browser = launch(playwright, SLOW)
    yield browser
    browser.close()


@pytest.fixture
def frames(open_window, home_browser, server, agreed, carla, home_device, klas):
    tablet = paired(
        carla, side=Side.HOME, traject=classmate(agreed, "Bo"), label="Tablet"
    )
    windows = {}
    for name, device in {"Tuur": home_device, "Bo": tablet}.items():
        windows[name] = open_window(HomeWindow, home_browser, server.url)
        windows[name].is_device(device)
    klas.open()
    klas.page.set_viewport_size(WIDE)
    meeting = all_meet(klas, windows)
    return dict(zip(windows, zip(windows.values(), meeting, strict=True), strict=True))


@pytest.fixture
def carla_waits(grown_up, agreed, carla):
    window = grown_up(carla)
    window.permit("camera", "microphone")
    window.open(f"/trajecten/{agreed.pk}/gast/")
    window.press("Klaar om erbij te komen")
    window.reads("Je wacht tot je erbij mag")
    return window


def asked_in(home, klas):
    """Tuur asks, and stands small."""
    klas.press("Toon Bo groot")
    home.press_more("Iemand erbij vragen")
    expect(pane(klas, "Tuur").locator(SIGN)).to_have_text(ASKS)


def test_a_question_is_said_above_a_small_frame_and_leads_to_the_large_one(
    frames, klas, carla, shot
):
    home, frame = frames["Tuur"]
    yes = frame.page.get_by_role("button", name=f"Ja, {carla} mag erbij")
    asked_in(home, klas)
    expect(klas.page.locator("[data-news]")).to_have_text(ASKS)
    expect(pane(klas, "Bo").locator(SIGN)).to_be_hidden()
    assert violations(klas.page) == []
    shot(klas.page, "class-two-guest-asked")
    klas.page.set_viewport_size(LOW)
    expect(yes).to_be_hidden()
    # The large one, on a low screen and on a high one.
    klas.press("Geef antwoord")
    expect(yes).to_be_visible()
    klas.page.set_viewport_size(WIDE)
    expect(yes).to_be_visible()


def test_a_guest_is_in_sight_and_can_be_put_out_where_its_pupil_stands_small(
    frames, klas, carla, carla_waits, shot
):
    home, frame = frames["Tuur"]
    sign = pane(klas, "Tuur").locator(SIGN)
    asked_in(home, klas)
    klas.press("Geef antwoord")
    frame.press(f"Ja, {carla} mag erbij")
    expect(sign).to_have_text(IS_IN)
    klas.press("Toon Bo groot")
    out = frame.page.locator(".guest__out")
    for size in (WIDE, LOW):
        klas.page.set_viewport_size(size)
        expect(out).to_be_visible()
        until(lambda: out.evaluate(IN_SIGHT))
        shot(klas.page, f"class-two-guest-small-{size['width']}")
        assert violations(klas.page) == []
    out.click()
    expect(sign).to_be_hidden()
    expect(klas.page.locator("[data-news]")).to_have_text(IS_GONE)
