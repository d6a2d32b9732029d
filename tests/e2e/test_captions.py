"""A pupil reads what is said, if the own browser can write it down by itself."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.sides import meet

STAND_IN = Path(__file__).parent / "captions.js"
CHOICE = "Toon wat de klas zegt als tekst"
NOT_FETCHED = """
SpeechRecognition.available = async () => "downloadable";
SpeechRecognition.install = async () => false;
"""
CHOSEN_BEFORE = """
if (location.protocol === "http:") localStorage.setItem("sio.captions", "on");
"""
HEARD = "Neem je boek op bladzijde twaalf."


def test_a_browser_that_cannot_says_why(home, klas, agreed):
    home.context.add_init_script("delete window.SpeechRecognition;")
    meet(home, klas)
    home.press("Instellingen")
    expect(home.page.get_by_label(CHOICE)).to_be_disabled()
    expect(home.page.get_by_label(CHOICE)).not_to_be_checked()
    home.reads("Dit toestel kan niet zelf opschrijven wat de klas zegt.")
    assert violations(home.page) == []


def test_what_is_said_is_read_and_goes_with_the_lesson(home, klas, agreed, shot):
    home.context.add_init_script(path=STAND_IN)
    meet(home, klas)
    home.press("Instellingen")
    expect(home.page.get_by_label(CHOICE)).not_to_be_checked()
    assert home.page.evaluate("recognisers.length") == 0
    home.page.get_by_label(CHOICE).check()
    home.press("Klaar")
    home.page.wait_for_function("() => recognisers.length === 1")
    assert home.page.evaluate("recognisers.map(({local, kind}) => [local, kind])") == [
        [True, "audio"]
    ]
    home.page.evaluate(f"says('{HEARD}')")
    home.reads(HEARD)
    shot(home.page, "home-captions")
    assert violations(home.page) == []
    home.press("Stoppen")
    home.page.wait_for_function("() => recognisers.length === 0")
    expect(home.page.locator("sio-captions")).to_have_count(0)
    assert HEARD not in home.page.content()


def test_a_language_that_is_not_fetched_leaves_the_box_empty(home, klas, agreed):
    home.context.add_init_script(path=STAND_IN)
    home.context.add_init_script(NOT_FETCHED)
    meet(home, klas)
    home.press("Instellingen")
    home.page.get_by_label(CHOICE).click()
    home.reads("Het lukte niet om de taal op te halen.")
    expect(home.page.get_by_label(CHOICE)).not_to_be_checked()
    expect(home.page.get_by_label(CHOICE)).to_be_enabled()


def test_a_language_that_is_gone_is_said_until_it_is_chosen_no_more(home, klas, agreed):
    home.context.add_init_script(path=STAND_IN)
    home.context.add_init_script(NOT_FETCHED + CHOSEN_BEFORE)
    meet(home, klas)
    home.reads("De tekst lukt nu niet.")
    home.press("Instellingen")
    home.page.get_by_label(CHOICE).uncheck()
    home.press("Klaar")
    home.reads_no("De tekst lukt nu niet.")
