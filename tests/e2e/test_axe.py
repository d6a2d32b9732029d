"""Axe finds nothing against WCAG 2.2 AA, on any page, in any state."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from django.utils import timezone

from sio.core.access_log import record_view
from sio.core.models import OutgoingMail
from sio.core.time import school_year, today
from sio.lessons.views.style import SCENES
from sio.trajects.models import Acceptance, Pupil
from tests.e2e.axe import violations
from tests.flush import rewriting

OFFICE = [
    "/beheer/",
    "/rechten/",
    "/trajecten/",
    "/trajecten/?zoek=niemand",
    "/trajecten/nieuw/",
    "/trajecten/{traject}/",
    "/trajecten/{traject}/rooster/",
    "/trajecten/{traject}/haalbaarheid/",
    "/trajecten/{traject}/besluit/",
    "/trajecten/{traject}/brieven/",
    "/trajecten/{traject}/stand/",
    "/trajecten/{traject}/inzage/",
    "/trajecten/{traject}/ouders/nieuw/",
    "/trajecten/{traject}/overeenkomst/home/",
    "/trajecten/{traject}/overeenkomst/class/",
    "/trajecten/{traject}/consulenten/nieuw/",
    *[
        f"/trajecten/{{traject}}/{part}/"
        for part in (
            "gezondheid",
            "gezinnen",
            "gezinnen/nieuw",
            "ouders/toegang",
            "gegevens/leerling",
            "gegevens/klas",
            "gegevens/clb-en-arts",
            "gegevens/materiaal",
            "klas-ingelicht",
            "attest",
            "ander-onderwijs",
            "eerste-keer",
            "klas-mag-weten",
            "klasgenoten",
            "terugkeer",
            "tips",
            "berichten",
        )
    ],
    "/redengroepen/",
    "/redengroepen/nieuw/",
    "/trajecten/{traject}/contacten/",
    "/trajecten/{traject}/uitstel/return/",
    "/vandaag/",
    "/vandaag/overdracht/",
    "/vandaag/te-laat/",
    "/cijfers/contact/",
    "/testcode/",
    "/scholen/",
    "/scholen/nieuw/",
    "/scholen/{school}/",
    "/scholen/{school}/contacten/nieuw/",
    "/vakantiedagen/",
    "/vakantiedagen/nieuw/",
    "/aanvraagperiodes/",
    "/aanvraagperiodes/{year}/",
    "/vragen/",
    "/vragen/cijfers/",
    "/vragen/onderwerpen/",
    "/vragen/onderwerpen/nieuw/",
    "/mensen/",
    "/mensen/nieuw/",
    "/aanmelden/beveiliging/",
]
OPEN_TO_ALL = [
    *["/", "/thuis/", "/klas/", "/koppelen/", "/aanmelden/"],
    *["/test/", "/test/netwerk/", "/aanvraag/periodes/"],
]


def finds_nothing(window, path):
    """One tab for all paths: each tab of its own takes as long as axe itself."""
    window.page.goto(path) if window.context.pages else window.open(path)
    found = violations(window.page)
    assert found == [], path


def test_pages_of_who_is_not_known(grown_up):
    nobody = grown_up()
    nobody.allow("status of 403", "status of 404")
    for path in [*OPEN_TO_ALL, "/bestaat/niet/"]:
        finds_nothing(nobody, path)


def test_the_page_of_a_form_that_comes_from_elsewhere(grown_up):
    nobody = grown_up()
    nobody.allow("status of 403")
    nobody.open("/koppelen/")
    nobody.context.clear_cookies()
    nobody.page.get_by_label("Code").fill("ABCD-EFGH")
    nobody.press("Koppel dit toestel")
    nobody.page.get_by_role("heading", level=1).wait_for()
    assert violations(nobody.page) == []


def test_the_page_of_our_own_fault(home, traject):
    home.allow("status of 500")
    Pupil.objects.filter(pk=traject.pupil_id).update(avatar="draws-nothing")
    finds_nothing(home, "/thuis/")


def test_the_page_of_a_database_that_is_away(home, folder):
    home.allow("status of 503")
    with closing(sqlite3.connect(folder / "sio.sqlite3")) as database:
        database.execute("DROP TABLE schools_holiday")
    finds_nothing(home, "/thuis/")


def test_office_pages(grown_up, cora, traject, home_device, class_device, agreed):
    office = grown_up(cora)
    keys = {
        "traject": traject.pk,
        "school": traject.school_class.school_id,
        "year": school_year(today()),
    }
    for path in OFFICE:
        finds_nothing(office, path.format(**keys))


def test_the_post_that_did_not_leave(grown_up, cora):
    office = grown_up(cora)
    finds_nothing(office, "/post/")
    ago = timezone.now() - timedelta(hours=1)
    for state, reason in (("failed", "address_refused"), ("queued", "")):
        OutgoingMail.objects.create(
            address="weg@example.org",
            template="accounts/mail/invitation",
            state=state,
            reason=reason,
            next_try_at=ago,
        )
    finds_nothing(office, "/post/")


def test_the_review_of_the_access_log(grown_up, pia, carla, traject):
    for page in ("traject", "schedule"):
        record_view(traject_id=traject.pk, page=page, by=carla)
    officer = grown_up(pia)
    for path in ("", f"dossier/?number={traject.pk}", "dag/?day=x"):
        officer.allow("status of 422")
        finds_nothing(officer, f"/inzage/{path}")


def test_an_agreement_to_accept(grown_up, paula, traject):
    parent = grown_up(paula)
    finds_nothing(parent, f"/trajecten/{traject.pk}/overeenkomst/home/")


@pytest.mark.parametrize("half", [0, 1])
def test_every_state_of_the_room(grown_up, half):
    anybody = grown_up()
    for scene in SCENES[half::2]:
        finds_nothing(anybody, f"/stijl/{scene}/")


def test_the_style_page(grown_up):
    finds_nothing(grown_up(), "/stijl/")


def test_the_start_of_both_sides(home, klas, agreed, traject):
    for side in (home, klas):
        side.open()
        side.button(side.enter).wait_for()
        assert violations(side.page) == []
    with rewriting():
        Acceptance.objects.filter(traject=traject).delete()
    home.comes_back()
    home.reads("Nog niet klaar")
    assert violations(home.page) == []


def test_the_lesson_on_both_sides(lesson, home, klas):
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    home.writes("Dag")
    klas.press("Schrijven")
    for side in (home, klas):
        assert violations(side.page) == []
    for side in (home, klas):
        side.press("Instellingen")
        assert violations(side.page) == []
        side.page.keyboard.press("Escape")
    home.press("Pauze")
    assert violations(home.page) == []
