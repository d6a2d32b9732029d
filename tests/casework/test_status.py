"""How an application is getting on: dates and plain words, for who sent it alone."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from sio.intake.models import Application
from sio.intake.status import ENDS, WAY, Progress, Stage, status_steps
from tests.intake.conftest import Applicant, mailed_code, text_of

NOON = "2027-03-02T12:10:00Z"


@pytest.fixture
def sent(db):
    with time_machine.travel(NOON, tick=False):
        Applicant.filled().send()
    return Application.objects.get()


def opened(email="els@example.org"):
    browser = Client()
    page = browser.post("/aanvraag/stand/", {"email": email}).content.decode()
    handle = re.search(r'name="handle" value="([^"]+)"', page)[1]
    typed = {"handle": handle, "code": mailed_code()}
    return browser, browser.post("/aanvraag/stand/code/", typed)


@pytest.mark.django_db(transaction=True)
def test_the_applicant_reads_what_happens_next(sent):
    browser, response = opened()
    assert response.headers["Location"] == "/aanvraag/stand/"
    page = text_of(browser.get("/aanvraag/stand/"))
    assert sent.reference in page
    assert "2 maart 2027" in page
    assert "Binnen vijf werkdagen bellen we de familie en de school." in page


@pytest.mark.django_db(transaction=True)
def test_it_shows_nothing_of_what_anybody_told(sent):
    browser, _response = opened()
    page = browser.get("/aanvraag/stand/").content.decode()
    for word in ("Tuur", "Peeters", "heup", "Ziekte", "moeder", "Wegwijzer", "0470"):
        assert word not in page


@pytest.mark.django_db(transaction=True)
def test_every_application_of_the_mailbox_and_no_other(sent):
    Applicant.filled().send()
    Applicant.filled(email="otto@example.org").send()
    browser, _response = opened()
    page = text_of(browser.get("/aanvraag/stand/"))
    for one in Application.objects.all():
        assert (one.reference in page) == (one.email == "els@example.org")


@pytest.mark.django_db(transaction=True)
def test_as_many_questions_to_the_database_for_one_as_for_three(
    sent, django_assert_num_queries
):
    browser, _response = opened()
    with django_assert_num_queries(3):
        browser.get("/aanvraag/stand/")
    for _ in range(2):
        Applicant.filled().send()
    with django_assert_num_queries(3):
        browser.get("/aanvraag/stand/")


@pytest.mark.django_db(transaction=True)
def test_an_unknown_mailbox_gets_the_same_page_and_no_mail(sent):
    mail.outbox.clear()
    pages = [
        text_of(Client().post("/aanvraag/stand/", {"email": email})).replace(email, "…")
        for email in ("els@example.org", "niemand@example.org")
    ]
    assert pages[0] == pages[1]
    assert [one.to for one in mail.outbox] == [["els@example.org"]]


@pytest.mark.django_db(transaction=True)
def test_the_page_closes_by_itself_and_by_hand(sent):
    with time_machine.travel(NOON, tick=False) as clock:
        browser, _response = opened()
        assert sent.reference in text_of(browser.get("/aanvraag/stand/"))
        clock.shift(timedelta(minutes=31))
        assert sent.reference not in text_of(browser.get("/aanvraag/stand/"))
    browser, _response = opened()
    browser.post("/aanvraag/stand/sluiten/")
    assert sent.reference not in text_of(browser.get("/aanvraag/stand/"))
    assert browser.get("/aanvraag/stand/sluiten/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_a_wrong_code_opens_nothing(sent):
    browser = Client()
    page = browser.post("/aanvraag/stand/", {"email": "els@example.org"})
    handle = re.search(r'name="handle" value="([^"]+)"', page.content.decode())[1]
    response = browser.post(
        "/aanvraag/stand/code/", {"handle": handle, "code": "AAAA-AAAA"}
    )
    assert response.status_code == 422
    assert "intake.wrong_code" in response.content.decode()
    assert browser.get("/aanvraag/stand/code/").status_code == 405


@pytest.mark.parametrize("place", range(len(WAY)))
def test_the_steps_up_to_the_stage_are_done_and_the_next_is_now(sent, place):
    day = date(2027, 3, 5)
    stage = WAY[place][0]
    steps = status_steps(sent, Progress(stage, {Stage.CONTACTED: day}))
    assert [step.is_done for step in steps] == [n <= place for n in range(len(WAY))]
    assert [step.is_now for step in steps] == [n == place + 1 for n in range(len(WAY))]
    assert [step.on for step in steps[:2]] == [date(2027, 3, 2), day]


@pytest.mark.parametrize("stage", ENDS)
def test_an_end_is_said_without_its_reason(sent, stage):
    steps = status_steps(sent, Progress(stage))
    assert [step.text for step in steps] == [WAY[0][1], ENDS[stage]]
