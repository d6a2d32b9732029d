"""Every main button stands on the screen without scrolling, on whatever is used."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.sides import ClassWindow, HomeWindow, until

SIZES = {
    "tablet": (1024, 768),
    "chromebook": (1366, 768),
    "phone": (390, 844),
    "phone-flat": (844, 390),
}
WHOLE = 0.95  # its shadow may fall outside
HOME_KEYS = [
    "Hand opsteken",
    "Camera is aan",
    "Micro is aan",
    "Pauze",
    "Schrijven",
    "Stoppen",
]
CLASS_KEYS = ["Geluid is aan", "Pauze", "Schrijven", "Stoppen"]


@pytest.fixture(params=SIZES)
def size(request):
    return request.param


@pytest.fixture
def home(open_window, home_browser, server, home_device, size):
    width, height = SIZES[size]
    viewport = {"width": width, "height": height}
    window = open_window(HomeWindow, home_browser, server.url, viewport=viewport)
    window.is_device(home_device)
    return window


@pytest.fixture
def klas(open_window, class_browser, server, class_device, size):
    width, height = SIZES[size]
    viewport = {"width": width, "height": height}
    window = open_window(ClassWindow, class_browser, server.url, viewport=viewport)
    window.is_device(class_device)
    return window


def has_at_hand(side, *names):
    for name in names:
        expect(side.button(name).first).to_be_in_viewport(ratio=WHOLE)
    wide = side.page.evaluate(
        "() => document.documentElement.scrollWidth - window.innerWidth"
    )
    assert wide <= 0, f"{wide} px too wide"


def rows_of_signs(side):
    """Over how many rows the line above the picture goes."""
    return side.page.evaluate(
        """() => [...document.querySelectorAll(".state-line > *")]
          .map((one) => one.getBoundingClientRect())
          .filter(({ top }, i, all) => i === 0 || top >= all[i - 1].bottom).length"""
    )


def test_the_main_buttons_are_at_hand(agreed, home, klas, size, shot):
    for side in (home, klas):
        side.open()
        has_at_hand(side, side.enter)
        shot(side.page, f"{side.side}-start-{size}")
    most_rows = 2 if size == "phone" else 1
    for side in (home, klas):
        side.press_enter()
    for side in (home, klas):
        side.sees_and_hears()
        # A note of the first seconds may take a row of its own.
        until(lambda side=side: rows_of_signs(side) <= most_rows)
    has_at_hand(home, *HOME_KEYS)
    has_at_hand(klas, *CLASS_KEYS)
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    has_at_hand(klas, "Gezien", *CLASS_KEYS)
    for side in (home, klas):
        shot(side.page, f"{side.side}-lesson-{size}")
    home.press("Schrijven")
    has_at_hand(home, "Stuur", "Sluiten")
    shot(home.page, f"home-chat-{size}")
