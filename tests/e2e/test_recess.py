"""Break time: no lesson, only being together, and a game."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sio.lessons.models import Slot
from sio.lessons.plan import BRUSSELS
from tests.e2e.axe import violations


@pytest.fixture
def half_day(traject):
    """One that is on now, whatever the hour."""
    return Slot.objects.create(
        traject=traject,
        weekday=timezone.localdate(timezone=BRUSSELS).weekday(),
        part=Slot.Part.MORNING,
        starts_at="00:00",
        ends_at="23:59:59",
    )


def test_four_in_a_row_in_the_break(lesson, home, klas, shot):
    klas.press("Speeltijd")
    home.button("Speeltijd uit").wait_for()
    assert home.button("Hand opsteken").count() == 0
    home.press("Spelletje")
    home.reads("Jij bent aan de beurt")
    klas.reads("Tuur is aan de beurt")
    home.page.keyboard.press("4")
    home.page.keyboard.press("Enter")
    klas.reads("Tuur koos kolom 4")
    klas.button("Kolom 5").click()
    home.reads("De klas koos kolom 5")
    shot(klas.page, "class-game")
    home.comes_back()
    home.reads("De klas koos kolom 5")
    for mine, theirs in ((4, 5), (4, 5)):
        home.button(f"Kolom {mine}").click()
        klas.reads(f"Tuur koos kolom {mine}")
        klas.button(f"Kolom {theirs}").click()
        home.reads(f"De klas koos kolom {theirs}")
    home.button("Kolom 4").click()
    home.reads("Jij wint")
    klas.reads("Tuur wint")
    shot(home.page, "home-game")
    for side in (home, klas):
        assert violations(side.page) == []
    klas.press("Spel weg")
    home.press("Speeltijd uit")
    klas.reads("Speeltijd")
    home.button("Hand opsteken").wait_for()


def test_in_a_planned_half_day_the_class_begins_the_break(
    half_day, lesson, home, klas, shot
):
    expect(home.button("Speeltijd")).to_have_count(0)
    home.button("Hand opsteken").wait_for()
    expect(home.page.locator("sio-steer")).to_have_count(1)
    klas.press("Speeltijd")
    home.button("Speeltijd uit").wait_for()
    for letter in "hst":
        home.page.keyboard.press(letter)
    for side in (home, klas):
        expect(side.page.locator(".sign", has_text="Speeltijd")).to_be_visible()
        assert violations(side.page) == []
    for gone in ("sio-steer", "sio-drawing", ".my-hand", ".mine--notebook"):
        expect(home.page.locator(gone)).to_have_count(0)
    expect(home.button("Meer")).to_have_count(0)
    home.press("Reageren")
    home.press("Ik ben moe")
    klas.reads("Ik ben moe")
    klas.press("Meer")
    klas.button("Groot scherm").wait_for()
    for tool in ("Tekenbord", "Toets", "Blad", "Iemand erbij vragen"):
        expect(klas.button(tool)).to_have_count(0)
    klas.page.keyboard.press("Escape")
    for name, page in (("home", home.page), ("class", klas.page)):
        shot(page, f"{name}-recess")
    klas.press("Speeltijd uit")
    home.button("Hand opsteken").wait_for()
    expect(home.page.locator("sio-steer")).to_have_count(1)
    klas.press_more("Tekenbord")
    expect(klas.page.locator("sio-drawing")).to_have_count(1)


def test_a_planned_lesson_hour_has_no_break(half_day, lesson, home, klas):
    klas.button("Speeltijd").wait_for()
    Slot.objects.update(part=Slot.Part.LESSON)
    for side in (home, klas):
        side.comes_back()
        side.sees()
        expect(side.button("Speeltijd")).to_have_count(0)
