from __future__ import annotations

import pytest

from tests.e2e.server import Demo
from tests.e2e.sides import ClassWindow, GrownUp, HomeWindow, meet, together


@pytest.fixture
def klas(home, class_device):
    """The class in a second window of the pupil's browser, so with its cookies."""
    klas = ClassWindow.beside(home)
    klas.is_device(class_device)
    return klas


def test_both_sides_in_two_windows_of_one_browser(home, klas, agreed):
    meet(home, klas)
    home.press("Hand opsteken")
    klas.press("Gezien")
    home.reads("De klas heeft je hand gezien")


def test_sound_is_said_twice_and_asked_for_again(home, klas, agreed):
    meet(home, klas)
    for side in (home, klas):
        mine, theirs = side.page.evaluate("story.sound()")
        assert mine[:2] == ["red", True]
        assert theirs == ["red", True, True]
    # What a browser counts names Opus either way; the bytes tell. Control: said once.
    twice = klas.page.evaluate("story.soundBytes(100)")
    once = klas.page.evaluate("story.saySoundOnce().then(() => story.soundBytes(100))")
    assert twice > 1.6 * once


@pytest.fixture
def demo(prepared, tmp_path):
    """What `make demo` runs, on an empty disk but for the collected static files."""
    demo = Demo(tmp_path).start()
    yield demo
    demo.stop()


class TestDemo:
    @pytest.fixture
    def server(self, demo):
        return demo

    def test_two_presses_are_enough(self, demo, open_window, home_browser, shot):
        home = open_window(HomeWindow, home_browser, demo.url)
        klas = ClassWindow.beside(home)
        for side, door in ((home, "pupil"), (klas, "class")):
            side.open(demo.links[door])
            side.press_enter()
        together(home, klas)
        shot(klas.page, "demo-class")

    def test_the_consultant_is_in_by_one_click(self, demo, open_window, home_browser):
        office = open_window(GrownUp, home_browser, demo.url)
        for _ in range(2):
            office.open(demo.links["consultant"])
            office.reads("Noor")
