"""Pages on the desk outlive the page that shows them, and nothing else."""

from __future__ import annotations

import contextlib

import pytest
from playwright.sync_api import Error, expect

from sio.core.sides import Side
from tests.classmates import classmate
from tests.conftest import paired
from tests.e2e.axe import violations
from tests.e2e.paper import choose, handed_in, kept, lay_longer, on_desk
from tests.e2e.sides import together, until

BACK = "Je bladen liggen er nog: bekijk ze"
LOST = "je bladen zijn weg"
SIZES = {
    "chromebook": {"width": 1366, "height": 768},
    "tablet": {"width": 1024, "height": 768},
    "phone": {"width": 390, "height": 844},
}


def begin(home) -> None:
    home.press_more("Blad")
    home.press("Neem een foto van een blad")


@pytest.fixture
def two_pages(lesson, home):
    """One by the camera and one that was chosen, looked at and made clear."""
    begin(home)
    home.reads("Zorg dat het hele blad in beeld is")
    home.page.keyboard.press("Enter")
    expect(home.button("Stuur dit blad")).to_be_visible()
    home.press("Nog een blad")
    choose(home, "Oefening 2: 7 × 8")
    expect(home.button("Stuur 2 bladen")).to_be_visible()
    home.reads_no("Even bezig")
    until(lambda: len(list(filter(None, kept(home)))) == 2)


def crash(home) -> None:
    """The browser throws the page away; another one is opened in its place."""
    with home.page.expect_event("crash"), contextlib.suppress(Error):
        home.page.goto("chrome://crash")
    home.page.close()
    home.open()


def test_after_a_crash_they_lie_there_and_are_handed_in(
    two_pages, home, klas, shot, tmp_path
):
    before, looks = kept(home), on_desk(home)
    assert len(set(looks)) == 2
    crash(home)
    home.reads(BACK)
    together(home, klas)
    for name, size in SIZES.items():
        home.page.set_viewport_size(size)
        expect(home.button(BACK)).to_be_in_viewport(ratio=1)
        shot(home.page, f"home-pages-back-{name}")
    assert violations(home.page) == []
    home.press(BACK)
    assert on_desk(home) == looks
    assert kept(home) == before
    pdf = handed_in(home, klas, tmp_path)
    places = [pdf.find(picture) for picture in before]
    assert 0 < places[0] < places[1], "not these pages, or in another order"
    until(lambda: kept(home) == [])
    home.comes_back()
    together(home, klas)
    home.reads_no(BACK)
    home.reads_no(LOST)


def test_what_is_under_way_is_kept_until_it_is_there(two_pages, home, klas):
    klas.page.close()
    home.reads("De klas heeft even geen internet.")
    home.press("Stuur 2 bladen")
    home.press("Klaar")
    home.comes_back()
    home.reads(BACK)
    assert len(kept(home)) == 2
    klas.open()
    together(home, klas)
    home.press(BACK)
    home.press("Stuur 2 bladen")
    home.reads("helemaal aangekomen")
    until(lambda: kept(home) == [])


def test_thrown_away_they_are_gone(two_pages, home):
    home.press("Dit blad weg")
    until(lambda: len(kept(home)) == 1)
    home.press("Toch niet")
    until(lambda: kept(home) == [])
    home.comes_back()
    home.sees_and_hears()
    home.reads_no(BACK)
    home.reads_no(LOST)


def test_with_the_lesson_they_are_gone_seen_or_not(two_pages, home, klas):
    home.comes_back()
    home.reads(BACK)
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    until(lambda: kept(home) == [])


def test_an_hour_later_they_are_gone(two_pages, home):
    lay_longer(home, minutes=61)
    crash(home)
    until(lambda: kept(home) == [])
    home.sees_and_hears()
    home.reads_no(BACK)


def test_the_next_pupil_of_a_tablet_finds_none(two_pages, home, carla, agreed):
    home.page.close()
    bo = classmate(agreed, "Bo")
    home.is_device(paired(carla, side=Side.HOME, traject=bo, label="Tablet"))
    home.open()
    until(lambda: kept(home) == [])
    expect(home.button(home.enter)).to_be_visible()  # and is in no lesson
    home.reads_no(BACK)


def test_a_tablet_that_is_no_longer_paired_has_none(two_pages, home):
    home.allow("403")
    home.page.close()
    home.context.clear_cookies()
    home.open()
    home.reads("Dit toestel kennen we nog niet")
    until(lambda: kept(home) == [])
