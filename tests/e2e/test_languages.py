"""All four languages, on the pages and in what the front end says."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from playwright.sync_api import expect

from sio.lessons.texts import TEXTS

LANGUAGES = {"Français": "fr", "English": "en", "Deutsch": "de"}
NEVER = ["Dag Tuur", "Naar de klas", "Vandaag", "De klas is er"]


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_pupil_chooses_a_language(agreed, home, name, shot):
    home.open()
    expect(home.button("Naar de klas")).to_be_visible()
    home.press(name)
    language = LANGUAGES[name]
    with override(language):
        enter = str(TEXTS["home.enter"])
        greeting = str(TEXTS["greeting"]).replace("{name}", "Tuur")
    expect(home.button(enter)).to_be_visible()
    home.reads(greeting)
    assert home.page.locator("html").get_attribute("lang") == language
    for text in NEVER:
        home.reads_no(text)
    shot(home.page, f"home-{language}")
    home.press("Nederlands")
    expect(home.button("Naar de klas")).to_be_visible()
