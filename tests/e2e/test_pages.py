"""Pages of paper, by camera or as photos that were there, are handed in."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.paper import choose, handed_in, keeps_none
from tests.e2e.sides import together

SIZES = {
    "chromebook": {"width": 1366, "height": 768},
    "phone": {"width": 390, "height": 844},
}
CLEARER = "img => img.naturalWidth > 1280"


def test_two_pages_are_handed_in_as_one(lesson, home, klas, shot, tmp_path):
    home.press_more("Blad")
    home.press("Neem een foto van een blad")
    choose(home, "Oefening 1: 3 × 14")
    expect(home.button("Stuur dit blad")).to_be_visible()
    home.press("Nog een blad")
    choose(home, "Oefening 2: 7 × 8")
    expect(home.button("Stuur 2 bladen")).to_be_visible()
    home.reads_no("Even bezig")
    shot(home.page, "home-pages")
    assert violations(home.page) == []
    home.press("Hoeken")
    expect(home.button("Hoek linksboven")).to_be_visible()
    shot(home.page, "home-corners")
    assert violations(home.page) == []
    home.press("Zo is het recht")
    home.reads_no("Even bezig")
    assert handed_in(home, klas, tmp_path).startswith(b"%PDF-1.7")
    together(home, klas)


def test_a_page_is_photographed_in_the_lesson(lesson, home, klas, shot):
    home.press_more("Blad")
    home.press("Neem een foto van een blad")
    home.reads("Zorg dat het hele blad in beeld is")
    for name, size in SIZES.items():
        home.page.set_viewport_size(size)
        expect(home.page.get_by_label("Wat de camera ziet")).to_be_in_viewport()
        for key in ("Neem de foto", "Toch niet"):
            expect(home.button(key)).to_be_in_viewport(ratio=1)
        shot(home.page, f"home-viewfinder-{name}")
    assert violations(home.page) == []
    together(home, klas)
    home.page.keyboard.press("Enter")
    expect(home.button("Stuur dit blad")).to_be_visible()
    home.reads_no("Even bezig")
    page = home.page.get_by_role("img", name="Blad 1")
    assert page.evaluate(CLEARER), "less than the camera can"
    shot(home.page, "home-page-taken")
    home.press("Nog een blad")
    home.reads("Zorg dat het hele blad in beeld is")
    home.page.keyboard.press("Escape")
    home.press("Stuur dit blad")
    home.reads("helemaal aangekomen")
    klas.page.get_by_role("button", name="Er is een blad van de leerling").click()
    expect(klas.page.locator(".file", has_text="blad.jpg")).to_be_visible()
    together(home, klas)


def test_without_a_camera_a_photo_is_chosen_and_one_that_was_not_kept_is_missed(
    home, klas, agreed, shot
):
    home.permit("microphone")
    keeps_none(home)
    meet_without_picture(home, klas)
    home.press_more("Blad")
    home.press("Neem een foto van een blad")
    home.reads("De camera mag hier niet aan.")
    for name, size in SIZES.items():
        home.page.set_viewport_size(size)
        shot(home.page, f"home-viewfinder-refused-{name}")
    assert violations(home.page) == []
    choose(home, "Oefening 3: 6 × 7")
    expect(home.button("Stuur dit blad")).to_be_visible()
    home.comes_back()
    home.reads("je bladen zijn weg")
    shot(home.page, "home-pages-lost")
    home.press("Oké")
    home.reads_no("je bladen zijn weg")
    home.comes_back()
    home.sees_and_hears()
    home.reads_no("je bladen zijn weg")


def meet_without_picture(home, klas) -> None:
    for side in (home, klas):
        side.open()
    for side in (klas, home):
        side.press_enter()
    home.sees_and_hears()
