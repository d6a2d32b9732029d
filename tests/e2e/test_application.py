"""A tired parent applies on a telephone, in goes, and nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sio.intake.models import Application, Draft
from tests.e2e.axe import violations
from tests.e2e.conftest import SHOTS
from tests.e2e.server import manage
from tests.e2e.sides import GrownUp, until

PHONE = {"width": 390, "height": 844}
SIZES = {"phone": PHONE}
SIZES |= {"tablet": {"width": 1024, "height": 768}}
SIZES |= {"laptop": {"width": 1366, "height": 768}}


class Parent(GrownUp):
    path = "/aanvraag/"

    def chooses(self, label, within=None):
        """Press the words beside a round or a box, as a thumb does."""
        place = self.page.get_by_role("group", name=within) if within else self.page
        place.get_by_text(label, exact=True).click()

    def goes_on(self, heading):
        self.press("Bewaren en verder")
        self.is_at(heading)

    def is_at(self, heading):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def is_saved(self):
        expect(self.page.locator("#saved")).to_contain_text("Bewaard om")

    def says_who(self):
        self.chooses("Ouder of wettelijke vertegenwoordiger")
        self.fills("Je naam", "Els Peeters")
        self.fills("Je e-mailadres", "els@example.org")
        self.fills("Je telefoonnummer", "0470 12 34 56")
        self.chooses("Nederlands", within="In welke taal bellen we je?")

    def says_which_pupil(self):
        self.fills("Voornaam", "Tuur")
        self.fills("Achternaam", "Peeters")
        self.fills("Geboortedatum", "9/3/2014")
        self.fills("Postcode thuis", "3000")
        self.fills("Gemeente", "Leuven")

    def says_which_school(self):
        self.page.get_by_label("Zoek de school").press_sequentially("wegw")
        self.chooses("De Wegwijzer")
        self.chooses("Lager onderwijs")

    def says_why(self):
        self.chooses("Operatie")
        self.fills("Wat is er aan de hand?", "Een nieuwe heup.")
        self.chooses("Het wordt in orde gebracht")

    def applies(self):
        self.open()
        self.follows("Beginnen")
        self.says_who()
        self.is_saved()
        self.goes_on("Over de leerling")
        self.says_which_pupil()
        self.goes_on("De school en de klas")
        self.says_which_school()
        self.goes_on("Waarom")
        self.says_why()
        self.goes_on("Wanneer en hoelang")
        self.page.get_by_role("radio").first.check()
        self.goes_on("Akkoord")
        self.chooses_it()
        self.goes_on("Kijk alles na")
        self.press("Aanvraag verzenden")

    def chooses_it(self):
        self.page.get_by_role("checkbox").first.check()
        self.fills("Wat ben je van de leerling?", "moeder")


@pytest.fixture
def parent(open_window, home_browser, server, db):
    """The browser of Tuur's mother; more than one, if asked again."""

    def parent(**options):
        options = {"viewport": PHONE} | options
        return open_window(Parent, home_browser, server.url, **options)

    return parent


def code_of(folder: Path):
    """The code in the newest mail, once the worker has sent what waits."""
    mails = folder / "mail"

    def newest():
        manage(folder, "db_worker", "--batch")
        texts = [path.read_text() for path in sorted(mails.glob("*"))]
        found = re.findall(r"^(\w{4}-\w{4})$", "".join(texts), re.MULTILINE)
        return found[-1] if found else None

    return until(newest)


def test_from_the_first_word_to_the_number(parent, school, shot):
    els = parent()
    els.applies()
    els.is_at("Je aanvraag is ontvangen")
    (reference,) = Application.objects.values_list("reference", flat=True)
    els.reads(reference)
    expect(els.button("Afdrukken")).to_be_visible()
    assert violations(els.page) == []
    els.page.emulate_media(media="print")
    expect(els.page.locator(".footer")).to_be_hidden()
    expect(els.page.get_by_text("Een nieuwe heup.")).to_be_visible()
    shot(els.page, "application-print")


def test_the_back_button_and_a_reload_lose_nothing(parent):
    els = parent()
    els.open("/aanvraag/wie/")
    els.says_who()
    els.goes_on("Over de leerling")
    els.page.go_back()
    expect(els.page.get_by_label("Je naam")).to_have_value("Els Peeters")
    els.page.go_forward()
    els.says_which_pupil()
    until_kept(els, "Gemeente", "Leuven")


def test_what_is_missing_is_pointed_at(parent):
    els = parent()
    els.allow("status of 422")
    els.open("/aanvraag/wie/")
    els.says_who()
    els.goes_on("Over de leerling")
    els.page.goto("/aanvraag/nazicht/")
    els.press("Aanvraag verzenden")
    els.reads("Er ontbreekt nog iets")
    els.page.get_by_role("link", name="Geboortedatum").click()
    expect(els.page.get_by_label("Geboortedatum")).to_be_in_viewport()


def test_she_goes_on_elsewhere_by_a_mailed_code(parent, folder):
    els, other = parent(), parent()
    els.open("/aanvraag/wie/")
    els.says_who()
    els.goes_on("Over de leerling")
    other.open()
    other.follows("Ik begon op een ander toestel")
    other.fills("Je e-mailadres", "els@example.org")
    other.press("Mail me een code")
    assert violations(other.page) == []
    other.fills("Code uit de mail", code_of(folder))
    other.press("Verder")
    other.is_at("Kijk alles na")
    other.reads("Els Peeters")
    els.says_which_pupil()
    els.goes_on("De school en de klas")
    other.page.reload()
    other.reads("Tuur")


def test_the_status_opens_by_a_mailed_code(parent, school, folder):
    els = parent()
    els.applies()
    els.follows("Hoe staat het met mijn aanvraag?")
    els.fills("Je e-mailadres", "els@example.org")
    els.press("Mail me een code")
    els.fills("Code uit de mail", code_of(folder))
    els.press("Verder")
    els.reads("We hebben je aanvraag ontvangen.")
    assert violations(els.page) == []
    els.page.screenshot(path=SHOTS / "apply-phone-status.png", full_page=True)


def until_kept(els, label, value):
    """A reload shows what was typed, though nothing was pressed."""
    with els.page.expect_response(lambda answer: answer.request.method == "POST"):
        els.page.get_by_label(label).press("End")
        els.page.get_by_label(label).press_sequentially(" ")
    els.page.reload()
    expect(els.page.get_by_label(label)).to_have_value(value)


def test_two_windows_of_one_browser(parent, open_window):
    one = parent()
    one.allow("status of 422")
    one.open("/aanvraag/wie/")
    one.says_who()
    one.goes_on("Over de leerling")
    two = Parent.beside(one)
    two.open("/aanvraag/leerling/")
    one.fills("Voornaam", "Tuur")
    one.is_saved()
    one.press("Bewaren en verder")
    one.is_at("De school en de klas")
    two.fills("Voornaam", "Arthur")
    two.press("Bewaren en verder")
    two.reads("is ook in een ander venster ingevuld")
    assert violations(two.page) == []
    two.press("Bewaren en verder")
    two.is_at("De school en de klas")
    two.page.goto("/aanvraag/nazicht/")
    two.reads("Arthur")


def test_without_javascript_it_works_too(parent, school):
    els = parent(java_script_enabled=False)
    els.open()
    els.follows("Beginnen")
    els.says_who()
    els.goes_on("Over de leerling")
    els.says_which_pupil()
    els.goes_on("De school en de klas")
    els.fills("Zoek de school", "wegw")
    els.press("Zoek")
    els.chooses("De Wegwijzer")
    els.chooses("Lager onderwijs")
    els.goes_on("Waarom")
    els.page.goto("/aanvraag/nazicht/")
    els.reads("De Wegwijzer")


@pytest.mark.parametrize("scripts", [True, False])
def test_another_language_loses_nothing(parent, scripts):
    els = parent(java_script_enabled=scripts)
    els.open("/aanvraag/wie/")
    els.chooses("Ouder of wettelijke vertegenwoordiger")
    els.fills("Je naam", "Els Peeters")
    els.press("Français")  # at once: nothing was saved while she typed
    expect(els.page.locator("html")).to_have_attribute("lang", "fr")
    expect(els.page.locator("[name=applicant_name]")).to_have_value("Els Peeters")
    expect(els.page.locator("[name=role]").first).to_be_checked()
    els.page.locator("[name=applicant_name]").fill("Els Peeters-Maes")
    els.press("Nederlands")
    els.is_at("Over jou")
    expect(els.page.get_by_label("Je naam")).to_have_value("Els Peeters-Maes")
    els.is_saved()


def test_the_log_in_cookies_go_and_the_draft_stays(parent):
    els = parent()
    els.open("/aanvraag/wie/")
    els.says_who()
    els.goes_on("Over de leerling")
    for name in ("sio_csrf", "sio_session"):
        els.context.clear_cookies(name=name)
    els.says_which_pupil()
    els.goes_on("De school en de klas")
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("size", SIZES)
def test_every_screen_is_clear_to_everybody(parent, school, shot, size):
    els = parent(viewport=SIZES[size])
    els.allow("status of 422")
    els.open()
    looked_at(els, shot, f"apply-{size}-start")
    els.page.goto("/aanvraag/wie/")
    els.says_who()
    els.goes_on("Over de leerling")
    els.page.goto("/aanvraag/school/")
    els.page.get_by_label("Zoek de school").press_sequentially("wegw")
    expect(els.page.get_by_text("De Wegwijzer")).to_be_visible()
    looked_at(els, shot, f"apply-{size}-search")
    for name in ("wie", "leerling", "school", "reden", "duur", "akkoord", "nazicht"):
        els.page.goto(f"/aanvraag/{name}/")
        looked_at(els, shot, f"apply-{size}-{name}")
    els.page.goto("/aanvraag/leerling/")
    els.fills("Geboortedatum", "31/2/2014")
    els.press("Bewaren en verder")
    els.reads("Die dag bestaat niet")
    looked_at(els, shot, f"apply-{size}-error")
    for name in ("verder", "stand"):
        els.page.goto(f"/aanvraag/{name}/")
        looked_at(els, shot, f"apply-{size}-{name}")


def looked_at(els, shot, name):
    """Axe finds nothing, nothing sticks out at the side, and a picture is kept."""
    assert violations(els.page) == [], name
    wide = els.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide, name
    els.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
