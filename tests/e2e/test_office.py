"""What a consultant does on a day, in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sio.intake.models import Enquiry, EnquiryTopic
from sio.trajects.models import Traject
from sio.trajects.workflow import State
from tests.classmates import classmate
from tests.e2e.sides import together


def test_the_list_narrows_while_one_types(grown_up, cora, traject, other_traject):
    office = grown_up(cora)
    office.open()
    office.reads("Tuur Peeters")
    office.page.get_by_label("Zoek een leerling").press_sequentially("Jacobs")
    office.reads_no("Tuur Peeters")
    office.reads("Noor Jacobs")
    expect(office.page).to_have_url(f"{office.url}/trajecten/?zoek=Jacobs")


def test_a_new_traject(grown_up, carla, school):
    office = grown_up(carla)
    office.open()
    office.follows("Nieuw traject")
    office.fills("Voornaam van de leerling", "Lotte")
    office.fills("Achternaam van de leerling", "Maes")
    office.fills("Geboortedatum van de leerling", "2014-05-06")
    office.page.get_by_label("School", exact=True).press_sequentially("wegw")
    office.page.get_by_label(school.name).check()
    office.page.get_by_label("Klas", exact=True).fill("6B")
    office.press("Traject starten")
    office.reads("Het traject is gestart.")
    assert Traject.objects.filter(pupil__first_name="Lotte").count() == 1


def test_a_decision_asks_what_its_outcome_needs(grown_up, carla, traject):
    traject.state = State.FEASIBILITY
    traject.save(update_fields=["state"])
    office = grown_up(carla)
    office.open(f"/trajecten/{traject.pk}/besluit/")
    day = office.page.get_by_label("Opnieuw bekijken op")
    rule = office.page.get_by_label("Welke regel?")
    expect(office.page.get_by_label("Waarom?")).to_be_visible()
    for field in (day, rule):
        expect(field).to_be_hidden()
    later = office.page.get_by_role("radio", name=re.compile("^Later"))
    office.page.get_by_role("radio", name=re.compile("^Goedkeuren")).focus()
    office.page.keyboard.press("ArrowDown")
    expect(later).to_be_checked()
    expect(rule).to_be_hidden()
    office.page.keyboard.press("Tab")
    expect(day).to_be_focused()
    office.page.get_by_role("radio", name=re.compile("^Weigeren")).check()
    expect(rule).to_be_visible()
    expect(day).to_be_hidden()


def test_a_choice_of_the_office_shows_at_once(grown_up, carla, traject, agreed, home):
    home.open()
    expect(home.button("Naar de klas")).to_be_enabled()
    office = grown_up(carla)
    office.open(f"/trajecten/{traject.pk}/")
    box = office.page.get_by_label("Verbinden mag ook buiten het lesrooster")
    box.uncheck()
    office.press("Keuzes bewaren")
    office.reads("De keuzes zijn bewaard.")
    expect(home.button("Naar de klas")).to_be_disabled()


def test_a_class_of_which_two_pupils_are_at_home_chooses_one(
    home, klas, traject, agreed, other_traject
):
    other_traject.school_class = traject.school_class
    other_traject.save(update_fields=["school_class"])
    home.open()
    for name in ("Bo", "Cas"):
        classmate(traject, name)
    klas.open()
    klas.reads("Met wie verbind je?")
    klas.page.get_by_role("link", name="Tuur").click()
    for side in (klas, home):
        side.press_enter()
    together(home, klas)


def test_a_question_is_counted_with_one_press_and_taken_back(grown_up, hans):
    EnquiryTopic.objects.create(name="Zomerkamp")
    office = grown_up(hans)
    office.open("/vragen/?kanaal=mail&wie=clb")
    office.press("Zomerkamp vandaag 0 +1")
    expect(office.page.get_by_role("status")).to_have_text("Geteld: Zomerkamp.")
    office.reads("vandaag 1")
    row = Enquiry.objects.get()
    assert (row.channel, row.who, row.topic.name) == ("mail", "clb", "Zomerkamp")
    office.page.get_by_role("button", name="terugnemen").click()
    expect(office.page.get_by_role("status")).to_have_text("Teruggenomen.")
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("size", [(390, 844), (1024, 768), (1366, 768), (683, 384)])
def test_header_and_overview_fit(grown_up, cora, traject, size):
    """On a telephone, a tablet, a laptop, and the laptop at twice the size."""
    width, height = size
    office = grown_up(cora)
    office.open("/beheer/")
    office.page.set_viewport_size({"width": width, "height": height})
    for path in ("/beheer/", "/rechten/", "/trajecten/"):
        office.page.goto(office.url + path)
        too_wide = "document.documentElement.scrollWidth - window.innerWidth"
        assert office.page.evaluate(too_wide) <= 0, path
        tabs = office.page.get_by_role("navigation", name="Hoofdmenu").get_by_role(
            "link"
        )
        tops = [tabs.nth(n).bounding_box()["y"] for n in range(tabs.count())]
        assert len(tops) == 3
        assert max(tops) == min(tops), path  # on one line
        assert max(tops) < height / 3, path


def test_by_keyboard_from_the_header_to_an_entry(grown_up, cora, traject):
    office = grown_up(cora)
    office.open("/beheer/")
    seen = []
    for _press in range(9):
        office.page.keyboard.press("Tab")
        seen.append(office.page.evaluate("document.activeElement.innerText.trim()"))
    assert seen[0] == "Naar de inhoud"
    assert seen[2:] == [
        "Veilig aanmelden",
        "Afmelden",
        "Vandaag",
        "Trajecten",
        "Beheer",
        "Aanvraagperiodes",
        "Wachtlijst",
    ]
    office.page.keyboard.press("Enter")
    expect(office.page).to_have_url(f"{office.url}/wachtlijst/")
