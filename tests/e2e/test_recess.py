"""Break time: no lesson, only being together, and a game."""

from __future__ import annotations

from tests.e2e.axe import violations


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
