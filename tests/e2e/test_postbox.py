"""Outside lessons: a worksheet goes home, and two pages come back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.postbox.conftest import JPEG, PDF


def chosen(*files):
    """As a person picks them from the disk."""
    return [
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        for name, content in files
    ]


def fetched(side, name):
    """The content of the file that a press on "Haal op" brings."""
    with side.page.expect_download() as download:
        side.page.get_by_role("button", name=f"Haal op {name}").click()
    assert download.value.suggested_filename == name
    return download.value.path().read_bytes()


def chooses(side, *files):
    side.page.get_by_label("Bestanden").set_input_files(chosen(*files))


def takes_a_note_back(klas):
    """What was put in by mistake."""
    klas.page.get_by_label("Berichtje").fill("Vergis ik me?")
    klas.press("Leg in het postvak")
    klas.reads("Het ligt in het postvak.")
    klas.press("Haal terug")
    klas.reads("Je hebt het teruggehaald.")


def puts_a_worksheet(klas):
    """The first file is not what its name says; what was typed stays."""
    klas.page.get_by_label("Voor welke les?").fill("Wiskunde")
    klas.page.get_by_label("Berichtje").fill("Maak oefening 3.")
    chooses(klas, ("werkblad.pdf", b"<html>"))
    klas.allow("422")
    klas.press("Leg in het postvak")
    klas.reads("Het bestand werkblad.pdf kan hier niet.")
    expect(klas.page.get_by_label("Berichtje")).to_have_value("Maak oefening 3.")
    chooses(klas, ("werkblad.pdf", PDF))
    klas.press("Leg in het postvak")
    klas.reads("Nog niet opgehaald")


def hands_in_two_pages(home):
    """After the worksheet was found and picked up."""
    home.page.get_by_role("link", name="er ligt iets klaar").click()
    home.reads("Klaar voor de les: Wiskunde")
    home.reads("Maak oefening 3.")
    assert fetched(home, "werkblad.pdf") == PDF
    chooses(home, ("blad 1.jpg", JPEG), ("blad 2.jpg", JPEG + b"2"))
    home.press("Leg in het postvak")
    home.reads("Het ligt in het postvak.")
    home.reads("Opgehaald op")


def test_a_worksheet_goes_home_and_two_pages_come_back(agreed, home, klas, shot):
    klas.open()
    klas.page.get_by_role("link", name="Postvak").click()
    klas.reads("Er ligt nu niets voor jou.")
    takes_a_note_back(klas)
    puts_a_worksheet(klas)
    assert violations(klas.page) == []
    shot(klas.page, "postbox-class")

    home.open()
    hands_in_two_pages(home)
    assert violations(home.page) == []
    shot(home.page, "postbox-home")

    klas.page.reload()
    klas.reads("Opgehaald op")
    assert fetched(klas, "blad 1.jpg") == JPEG
    assert fetched(klas, "blad 2.jpg") == JPEG + b"2"
    home.page.reload()
    home.reads_no("Nog niet opgehaald")
