"""Three pupils of one class, each at home, and one device in the classroom."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sio.core.sides import Side
from tests.classmates import classmate
from tests.conftest import paired
from tests.e2e.axe import violations
from tests.e2e.browsers import launch
from tests.e2e.sides import ClassWindow, HomeWindow, together, until

NAMES = ("Tuur", "Bo", "Cas")
LAPTOP, SMALL = {"width": 1366, "height": 768}, {"width": 1024, "height": 768}


# Six pictures are encoded and six decoded at once, on two cores.
SLOW = "--use-fake-device-for-media-stream=fps=5"


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


class ClassFrame(ClassWindow):
    """The line of one pupil, in its frame."""

    def __init__(self, klas, name):
        self.__dict__.update(klas.__dict__)
        self.name = name
        frame = klas.page.locator(f'[data-name="{name}"] iframe').element_handle()
        self.page = frame.content_frame()


@pytest.fixture
def homes(open_window, home_browser, server, agreed, carla, home_device):
    """Of Tuur, Bo and Cas."""
    mates = [classmate(agreed, name) for name in NAMES[1:]]
    devices = [home_device] + [
        paired(carla, side=Side.HOME, traject=one, label="Tablet") for one in mates
    ]
    windows = []
    for device in devices:
        window = open_window(HomeWindow, home_browser, server.url)
        window.is_device(device)
        windows.append(window)
    return windows


@pytest.fixture
def frames(homes, klas):
    """All are there: one press in class, one in each home."""
    klas.open()
    klas.page.set_viewport_size(LAPTOP)
    frames = [ClassFrame(klas, name) for name in NAMES]
    for home in homes:
        home.open()
    klas.press("Verbind met iedereen")
    for home in homes:
        home.press_enter()
    for home, frame in zip(homes, frames, strict=True):
        together(home, frame)
    return frames


def pane(klas, name):
    return klas.page.locator(f'[data-name="{name}"]')


def test_three_pupils_are_in_class_at_once(homes, klas, frames, shot):
    shot(klas.page, "class-three")
    assert violations(klas.page) == []
    tuur, bo, cas = homes
    # The second is noticed while the first stands large.
    klas.press("Toon Tuur groot")
    assert pane(klas, "Tuur").bounding_box()["width"] > LAPTOP["width"] / 2
    bo.press("Hand opsteken")
    expect(pane(klas, "Bo").locator("[data-state]")).to_have_text(
        "Bo steekt de hand op"
    )
    expect(klas.page.locator("[data-news]")).to_have_text("Bo steekt de hand op")
    shot(klas.page, "class-three-large")
    klas.page.set_viewport_size(SMALL)
    shot(klas.page, "class-three-large-1024")
    klas.press("Toon Tuur groot")
    shot(klas.page, "class-three-1024")
    frames[1].press("Gezien")
    bo.reads("De klas heeft je hand gezien")
    for other in (tuur, cas):
        other.reads_no("De klas heeft je hand gezien")
    # Nothing of one pupil goes to another: each home has what the class alone sends.
    for home in homes:
        until(lambda home=home: home.ask("open()") == 1)
        shown = re.findall(r"\w+", home.page.locator(".stage").inner_text())
        assert "Geluid" in shown
        assert not {*NAMES} & {*shown}  # whole words: "boom" may be one of the signs


def test_one_line_is_cut_and_heals_while_the_others_go_on(homes, klas, frames):
    tuur, bo, cas = homes
    for frame in frames:
        frame.page.evaluate("() => { window.isOld = true }")
    frames[1].page.evaluate("() => location.reload()")
    tuur.sees_and_hears()
    cas.sees_and_hears()
    klas.page.wait_for_timeout(200)
    again = ClassFrame(klas, "Bo")
    together(bo, again)
    old = [frame.page.evaluate("() => window.isOld") for frame in (*frames, again)]
    assert [old[0], old[2], old[3]] == [True, True, None]
    assert [frames[0].ask("peers.length"), frames[2].ask("peers.length")] == [1, 1]
    bo.press("Stoppen")
    expect(pane(klas, "Bo").locator("[data-state]")).to_have_text("nog niet verbonden")
    together(tuur, frames[0])
    together(cas, frames[2])
