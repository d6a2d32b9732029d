"""From the first question to a live lesson, with the people of the demo only."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sio.intake.models import Application
from sio.trajects.models import Acceptance
from sio.trajects.workflow import State
from tests.e2e import test_application, test_eligibility
from tests.e2e.axe import violations
from tests.e2e.conftest import SHOTS
from tests.e2e.server import Demo
from tests.e2e.sides import ClassWindow, GrownUp, HomeWindow, together, until
from tests.e2e.test_first_lesson import accepts, link_of, pairs

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 768}
MOTHER = "mieke.jacobs@example.org"
TEACHER = "ilse.raes@example.org"
PUPIL = "Jonas Jacobs"


class Mother(test_eligibility.Parent, test_application.Parent):
    """Somebody who has never been here."""

    def says_who(self):
        self.chooses("Ouder of wettelijke vertegenwoordiger")
        self.fills("Je naam", "Mieke Jacobs")
        self.fills("Je e-mailadres", MOTHER)
        self.fills("Je telefoonnummer", "0470 12 34 56")
        self.chooses("Nederlands", within="In welke taal bellen we je?")

    def says_which_pupil(self):
        self.fills("Voornaam", "Jonas")
        self.fills("Achternaam", "Jacobs")
        self.fills("Geboortedatum", "1/3/2017")
        self.fills("Postcode thuis", "3000")
        self.fills("Gemeente", "Leuven")

    def says_which_school(self):
        self.page.get_by_label("Zoek de school").press_sequentially("wegw")
        self.chooses("De Wegwijzer, 3000 Leuven")
        self.chooses("Lager onderwijs")

    def asks_whether_it_is_possible(self):
        self.begins()
        self.answers_until_the_last()
        self.says(test_eligibility.LAST, "Ik weet het niet")
        self.is_answered("Ja, je kan dit aanvragen")

    def applies(self):
        """From the answer of the checker on."""
        self.follows("Ja, aanvragen")
        self.follows("Beginnen")
        self.says_who()
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
        self.is_at("Je aanvraag is ontvangen")


class Consultant(GrownUp):
    """Els, who came in through the demo's door."""

    def is_at(self, heading):
        first = self.page.get_by_role("heading", level=1)
        expect(first).to_contain_text(heading)

    def sees_the_number_of(self, mailbox):
        """Of the application: beside the form, and on the page of all that was sent."""
        number = self.page.get_by_role("link", name="+32 470 12 34 56")
        expect(number).to_have_attribute("href", "tel:+32470123456")
        expect(self.page.get_by_role("link", name=mailbox)).to_be_visible()
        self.follows("Lees de hele aanvraag")
        self.is_at("Aanvraag")
        self.reads("Mieke Jacobs")
        self.reads("spreekt Nederlands")
        self.follows("Contact noteren")

    def phones(self, whom):
        self.page.get_by_role("radio", name=whom, exact=True).check()
        self.fills("Wat is er gezegd?", "Een fijn gesprek.")
        self.press("Noteren")
        self.reads("Genoteerd.")

    def moves_to(self, state):
        self.follows("Stand wijzigen")
        self.page.get_by_role("radio", name=state, exact=True).check()
        self.fills("Reden", "alles besproken")
        self.press("Wijzigen")
        expect(self.page.get_by_role("heading", name="Stand")).to_contain_text(state)

    def notes(self, aspect, source, whom):
        self.page.get_by_label("Waarover gaat het?").select_option(label=aspect)
        self.page.get_by_label("Wie zei het?").first.select_option(label=source)
        self.fills("Met wie sprak je?", whom)
        self.page.get_by_role("radio", name="helpt", exact=True).check()
        self.fills("Wat is er gezegd?", "Iedereen wil dit graag proberen.")
        self.press("Notitie bewaren")
        self.reads("Bewaard bij de haalbaarheid.")


@pytest.fixture
def server(folder):
    """All of `make demo`, with its data, doors and worker."""
    demo = Demo(folder).start()
    yield demo
    demo.stop()


@pytest.fixture
def seen():
    """Axe finds nothing, nothing sticks out at the side, and a picture is kept."""

    def seen(person, name):
        SHOTS.mkdir(exist_ok=True)
        person.page.screenshot(path=SHOTS / f"story-{name}.png", full_page=True)
        assert violations(person.page) == [], name
        wide = person.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, name

    return seen


def mails_to(server, address):
    """What was mailed to this address, oldest first."""
    texts = [path.read_text() for path in sorted((server.folder / "mail").glob("*"))]
    parts = re.split(r"^-{70,}$", "\n".join(texts), flags=re.M)
    return [text for text in parts if f"To: {address}" in text]


def mailed(server, address, pattern):
    """What the newest mail to this address says that looks like the pattern."""

    def newest():
        found = [re.findall(pattern, text, re.M) for text in mails_to(server, address)]
        return found[-1][0] if found and found[-1] else None

    return until(newest)


CODE = r"^([0-9A-Z]{4}-[0-9A-Z]{4}|[0-9A-Z]{6,9}|[0-9A-Z]{3}-[0-9A-Z]{3})$"


def logs_in(person, address, server):
    before = len(mails_to(server, address))
    person.open("/trajecten/")
    person.fills("Je e-mailadres", address)
    person.press("Mail me een code")
    until(lambda: len(mails_to(server, address)) > before)
    person.fills("Code uit de mail", mailed(server, address, CODE))
    person.press("Aanmelden")
    person.follows(PUPIL)


def opens_letter(mother, server, seen):
    """The mail has a link; behind it is a code in a second mail."""
    address = mailed(server, MOTHER, r"(/brief/[0-9a-f-]{36}/)")
    mother.page.goto(address)
    seen(mother, "phone-letter-door")
    before = len(mails_to(server, MOTHER))
    mother.press("Mail me een code")
    until(lambda: len(mails_to(server, MOTHER)) > before)
    mother.fills("Code uit de mail", mailed(server, MOTHER, CODE))
    mother.press("Lees de brief")
    mother.reads("Jonas")
    seen(mother, "phone-letter")


@pytest.fixture
def mother(open_window, home_browser, server):
    return open_window(Mother, home_browser, server.url, viewport=PHONE)


@pytest.fixture
def els(open_window, home_browser, server):
    return open_window(Consultant, home_browser, server.url, viewport=LAPTOP)


@pytest.fixture
def teacher(open_window, class_browser, server):
    return open_window(GrownUp, class_browser, server.url, viewport=LAPTOP)


@pytest.fixture
def home(open_window, home_browser, server):
    return open_window(HomeWindow, home_browser, server.url)


@pytest.fixture
def klas(open_window, class_browser, server):
    return open_window(ClassWindow, class_browser, server.url)


def is_weighed(els, traject, seen):
    """From "Vandaag" to a file that can be decided on."""
    els.open("/demo/consulent/")
    els.follows("Vandaag")
    els.reads(PUPIL)
    seen(els, "office-today")
    els.page.get_by_role("link", name=f"Doe het nu: {PUPIL}").click()
    els.sees_the_number_of(MOTHER)
    els.phones("het gezin")
    els.phones("de school")
    els.reads("de eerste stap is klaar")
    seen(els, "office-contacts")
    traject.refresh_from_db()
    assert traject.state == State.CONTACT
    els.page.get_by_role("link", name=PUPIL).first.click()
    seen(els, "office-file")
    els.moves_to("in beoordeling")
    els.page.get_by_role("link", name="Haalbaarheid", exact=True).click()
    els.notes("Motivatie van iedereen", "Familie", "de moeder")
    els.notes("Mee met de leerstof", "School", "de juf")
    seen(els, "office-feasibility")
    els.page.get_by_role("link", name=PUPIL).first.click()


def is_decided(els, seen):
    els.page.get_by_role("link", name="Beslissen", exact=True).click()
    els.page.get_by_role("radio", name=re.compile("^Goedkeuren")).check()
    els.fills("Waarom?", "iedereen ziet het zitten")
    seen(els, "office-decision")
    els.press("Bekijk de brieven")
    els.is_at("Brieven nalezen")
    seen(els, "office-letters")
    els.press("Beslissen en versturen")
    els.reads("1 brief is onderweg")


def is_prepared(els, seen):
    """Class, state, and the people of both sides."""
    els.page.get_by_role("link", name=re.compile("^School en klas")).click()
    els.page.get_by_label("Klas", exact=True).fill("4C")
    els.press("Bewaren")
    els.moves_to("in voorbereiding")
    els.follows("Ouder uitnodigen")
    els.fills("Voornaam en naam", "Mieke Jacobs")
    els.fills("E-mailadres", MOTHER)
    els.fills("Hoedanigheid", "moeder")
    seen(els, "office-invite")
    els.press("Uitnodigen")
    file = els.page.url
    els.follows("Contactpersoon uitnodigen")
    els.fills("Voornaam en naam", "Ilse Raes")
    els.fills("E-mailadres", TEACHER)
    els.fills("Functie op school", "zorgcoördinator")
    els.press("Uitnodigen")
    els.reads("De uitnodiging is verstuurd.")
    els.page.goto(file)
    seen(els, "office-prepared")


def test_a_newcomer_comes_from_the_question_to_the_lesson(
    mother, els, teacher, home, klas, server, db, seen
):
    mother.asks_whether_it_is_possible()
    seen(mother, "phone-eligible")
    mother.applies()
    seen(mother, "phone-received")
    traject = Application.objects.latest("pk").traject
    mother.reads(traject.application.reference)
    assert mailed(server, MOTHER, traject.application.reference)

    is_weighed(els, traject, seen)
    is_decided(els, seen)
    opens_letter(mother, server, seen)

    is_prepared(els, seen)
    logs_in(mother, MOTHER, server)
    mother.reads("Voor de eerste les moet je nog de afspraken aanvaarden.")
    seen(mother, "phone-file")
    accepts(mother)
    logs_in(teacher, TEACHER, server)
    seen(teacher, "school-file")
    accepts(teacher)
    assert Acceptance.objects.filter(traject=traject).count() == 2

    els.page.reload()
    pairs(home, link_of(els, "Toestel thuis koppelen"), "Tablet van Jonas")
    pairs(klas, link_of(els, "Toestel in de klas koppelen"), "Klasset")
    for side in (home, klas):
        side.page.goto(side.path)
    klas.press_enter()
    home.press_enter()
    together(home, klas)
    home.page.screenshot(path=SHOTS / "story-home-lesson.png")
    klas.page.screenshot(path=SHOTS / "story-class-lesson.png")
