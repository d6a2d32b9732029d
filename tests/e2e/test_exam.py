"""A test over the line, which fails in the middle of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.sides import meet, together

CUT_S = 4


@pytest.fixture
def settings_of_server(turn):
    return turn.settings


def seconds_left(side):
    minutes, seconds = side.page.locator(".exam__left").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def begin(home, klas, shot):
    klas.press_more("Toets")
    assert violations(klas.page) == []
    klas.page.get_by_label("Woordenboek").check()
    shot(klas.page, "class-exam-begin")
    klas.press("Begin de toets")
    home.reads("Woordenboek")
    for key in ("Reageren", "Schrijven", "Foto"):
        expect(home.button(key)).to_have_count(0)
    expect(home.button("Hand opsteken")).to_be_visible()
    shot(home.page, "home-exam")


def plan_b(home, klas, shot):
    home.reads("Je toets staat stil.")
    home.reads("Schrijf gerust verder op papier.")
    klas.reads("De toets staat stil: de lijn is weg.")
    klas.reads("Bel even naar huis")
    expect(klas.button("Ga verder met de toets")).to_be_disabled()
    assert violations(home.page) == []
    shot(home.page, "home-exam-still")
    shot(klas.page, "class-exam-still")
    return seconds_left(home)


def end(home, klas, shot):
    klas.press("Stop de toets")
    still = re.compile(r"\d\d:\d\d tot \d\d:\d\d: lijn weg")
    for side in (home, klas):
        side.reads("De toets is klaar.")
        expect(side.page.locator(".exam__report li")).to_have_text([still])
    assert violations(klas.page) == []
    shot(klas.page, "class-exam-over")
    home.button("Schrijven").wait_for()
    klas.press("Klaar")
    home.reads_no("De toets is klaar.")


def test_a_test_stands_still_while_the_line_is_away(lesson, home, klas, turn, shot):
    begin(home, klas, shot)
    with turn.away(CUT_S):
        left = plan_b(home, klas, shot)
    together(home, klas)
    home.reads("De lijn is er weer.")
    assert abs(seconds_left(klas) - left) <= 2
    klas.press("Ga verder met de toets")
    home.reads_no("Je toets staat stil.")
    assert abs(seconds_left(home) - left) <= 3
    end(home, klas, shot)


def test_what_was_ticked_and_not_begun_with_is_gone(home, klas, agreed):
    meet(home, klas)
    klas.press_more("Toets")
    minutes = klas.page.get_by_label("Minuten")
    usual = minutes.input_value()
    klas.page.get_by_label("Woordenboek").check()
    minutes.fill("7")
    klas.press("Toch niet")
    klas.press_more("Toets")
    expect(klas.page.get_by_label("Woordenboek")).not_to_be_checked()
    expect(minutes).to_have_value(usual)
