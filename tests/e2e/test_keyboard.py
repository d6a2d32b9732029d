"""A lesson without a mouse."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.sides import together

ENOUGH = 40


def tab_to(side, name):
    """Tab until the focus is on the button of this name, then press it."""
    for _ in range(ENOUGH):
        side.page.keyboard.press("Tab")
        focused = side.page.locator(":focus")
        if focused.count() and name in (focused.inner_text() or ""):
            outline = focused.evaluate("(it) => getComputedStyle(it).outlineStyle")
            assert outline != "none", f"{name}: the focus can't be seen"
            side.page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_a_lesson_by_keyboard_alone(agreed, home, klas):
    for side in (home, klas):
        side.open()
        expect(side.button(side.enter)).to_be_visible()
        tab_to(side, side.enter)
    together(home, klas)
    home.page.keyboard.press("h")
    klas.reads("Tuur steekt de hand op")
    klas.page.keyboard.press("h")
    home.reads("De klas heeft je hand gezien")
    tab_to(home, "Schrijven")
    home.page.keyboard.type("hcmp typ ik hier")
    home.page.keyboard.press("Enter")
    klas.reads("hcmp typ ik hier")
    home.page.keyboard.press("Escape")
    expect(home.page.locator(":focus")).to_contain_text("Schrijven")
    looks_behind_more(home)
    home.page.keyboard.press("c")
    klas.reads("Tuur doet mee zonder camera")
    home.page.keyboard.press("p")
    tab_to(home, "eten")
    klas.reads("Tuur heeft pauze: eten")
    home.page.keyboard.press("p")
    klas.reads_no("Tuur heeft pauze")
    klas.page.keyboard.press("m")
    home.reads("De klas hoort je niet")
    tab_to(klas, "Stoppen")
    home.reads("De klas heeft de les gestopt")
    expect(home.page.locator(":focus")).to_contain_text("De klas heeft de les gestopt")


def looks_behind_more(home):
    """Escape shuts it, and the focus is where it was."""
    tab_to(home, "Meer")
    expect(home.button("Alleen kijken")).to_be_visible()
    home.page.keyboard.press("Escape")
    expect(home.button("Alleen kijken")).not_to_be_visible()
    expect(home.page.locator(":focus")).to_contain_text("Meer")
