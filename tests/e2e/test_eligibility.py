"""“Kom ik in aanmerking?” in a browser: with and without JavaScript, by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.sides import GrownUp

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 768}


class Parent(GrownUp):
    """Somebody without an account."""

    path = "/"

    def begins(self):
        self.open()
        self.follows("Kom ik in aanmerking?")
        self.press("Begin met de vragen")
        this_year = self.page.locator("[name=school_year][value=this]")
        if this_year.count():  # from March on
            this_year.check()
            self.press("Volgende")

    def asked(self, question):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(question)

    def says(self, question, *answers):
        self.asked(question)
        for answer in answers:
            self.page.get_by_label(answer, exact=True).check()
        self.press("Volgende")

    def types(self, question, **answers):
        self.asked(question)
        for name, value in answers.items():
            self.page.locator(f"[name={name}]").fill(value)
        self.press("Volgende")

    def answers_until_the_last(self, weeks="6"):
        self.says("In welke school zit het kind?", "Lagere school")
        self.types("Wanneer is het kind geboren?", day="1", month="3", year="2017")
        self.says(
            "Is de school gefinancierd of gesubsidieerd door de Vlaamse overheid?", "Ja"
        )
        self.says("Waarom kan het kind niet naar school?", "Operatie")
        self.types(
            "Hoeveel weken zal het kind de les van thuis uit volgen?",
            expected_weeks=weeks,
        )
        self.types(
            "Hoeveel halve dagen mist het kind in dat schooljaar?",
            half_days_per_year="",
        )
        self.says(
            "Krijgt het kind nu nog op een andere manier les?",
            "Tijdelijk onderwijs aan huis (TOAH)",
            "Ziekenhuisschool",
        )

    def is_answered(self, text):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)


@pytest.fixture
def settings_of_server():
    return {
        "SIO_HELPDESK_PHONE": "016 00 00 00",
        "SIO_HELPDESK_EMAIL": "helpdesk@sio.example",
    }


@pytest.fixture
def parent(open_window, home_browser, server, db):
    def parent(**options):
        return open_window(Parent, home_browser, server.url, **options)

    return parent


LAST = "Heeft de school een afwezigheidsattest van een dokter?"


@pytest.mark.parametrize("script", [True, False])
def test_a_parent_learns_that_it_is_possible(parent, script, shot):
    window = parent(java_script_enabled=script, viewport=PHONE)
    window.begins()
    window.answers_until_the_last()
    window.says(LAST, "Ik weet het niet")
    window.is_answered("Ja, je kan dit aanvragen")
    apply = window.page.get_by_role("link", name="Ja, aanvragen")
    expect(apply).to_have_attribute("href", "/aanvraag/")
    expect(window.page.get_by_text("Vraag een afwezigheidsattest")).to_be_visible()
    assert window.page.url.endswith("/kom-ik-in-aanmerking/")
    cookies = [cookie["name"] for cookie in window.context.cookies()]
    assert set(cookies) <= {"sio_csrf"}
    shot(window.page, "eligibility-yes")


def test_back_without_javascript_keeps_the_answers(parent):
    window = parent(java_script_enabled=False)
    window.begins()
    window.answers_until_the_last()
    window.asked(LAST)
    window.press("Vorige vraag")
    expect(window.page.get_by_label("Ziekenhuisschool")).to_be_checked()
    window.press("Vorige vraag")
    window.press("Vorige vraag")
    weeks = window.page.get_by_label("Aantal weken")
    expect(weeks).to_have_value("6")
    weeks.fill("2")
    window.press("Volgende")
    expect(window.page.get_by_label("Aantal halve dagen")).to_have_value("")
    window.press("Volgende")
    expect(window.page.get_by_label("Ziekenhuisschool")).to_be_checked()
    window.press("Volgende")
    window.says(LAST, "Ja")
    window.is_answered("Laten we even praten")
    phone = window.page.get_by_role("link", name="Bel 016 00 00 00", exact=True)
    expect(phone).to_have_attribute("href", "tel:016 00 00 00")


def test_a_wrong_answer_is_explained_beside_the_question(parent):
    window = parent()
    window.allow("status of 422")
    window.begins()
    window.press("Volgende")
    expect(window.page.get_by_role("alert")).to_have_text("Kies een antwoord.")
    assert violations(window.page) == []


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_axe_finds_nothing_on_any_question_or_outcome(parent, size):
    window = parent(viewport=size)
    window.open()
    assert violations(window.page) == []
    window.begins()
    seen = []
    while True:
        assert violations(window.page) == []
        seen.append(window.page.get_by_role("heading", level=1).inner_text())
        wide = "() => document.documentElement.scrollWidth > window.innerWidth"
        assert not window.page.evaluate(wide)
        if not window.page.get_by_role("button", name="Volgende").count():
            break
        unknown = window.page.get_by_label("Ik weet het niet", exact=True)
        if unknown.count():
            unknown.check()
        window.press("Volgende")
    assert (len(seen), seen[-1]) == (11, "Laten we even praten")
    window.page.get_by_text("Alle regels waar we naar keken").click()
    assert violations(window.page) == []


def test_the_server_writes_nothing_of_it_down(parent, server):
    window = parent()
    window.begins()
    window.answers_until_the_last(weeks="37.25")
    window.says(LAST, "Nee")
    window.is_answered("Ja, je kan dit aanvragen")
    window.close()
    server.stop()
    said = server.log.read_text()
    for never in ("operation", "37.25", "2017", "kom-ik-in-aanmerking"):
        assert re.search(rf"\b{never}\b", said.replace(server.url, "")) is None
