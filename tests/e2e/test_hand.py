from __future__ import annotations

from playwright.sync_api import expect


def test_a_raised_hand_is_seen_heard_and_answered(lesson, home, klas, shot):
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    expect(klas.page.locator(".hand-light")).to_be_visible()
    assert set(klas.ask("rings")) == {"running"}
    home.reads("Je hand is omhoog")
    shot(klas.page, "class-hand")
    klas.press("Gezien")
    home.reads("De klas heeft je hand gezien")
    klas.reads_no("Tuur steekt de hand op")
    shot(home.page, "home-hand-seen")
    home.press("Hand omlaag")
    home.reads_no("De klas heeft je hand gezien")
    klas.reads_no("Tuur mag iets zeggen")


def test_a_hand_stays_up_until_somebody_answers(lesson, home, klas):
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    home.press("Hand omlaag")
    klas.reads_no("Tuur steekt de hand op")
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    klas.sees()
    klas.reads("Tuur steekt de hand op")
