"""How an application is getting on: dates and plain words, for who sent it alone."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from sio.casework.models import ContactMoment, WaitingMove
from sio.casework.queries.waiting import place_moves
from sio.intake.models import Application, WindowChange
from sio.intake.status import (
    AFTER_WAITING,
    ENDS,
    LATE,
    LATE_NOTE,
    WAITS,
    WAY,
    Progress,
    Stage,
    status_steps,
)
from sio.intake.waiting import Waiting, explain_place
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


def test_who_waits_reads_so_and_no_promise_of_days(sent):
    day = date(2027, 3, 3)
    progress = Progress(Stage.WAITING, {Stage.WAITING: day}, "Plaats 2 van 7.")
    steps = status_steps(sent, progress)
    assert [(step.text, step.is_done, step.is_now) for step in steps[:3]] == [
        (WAY[0][1], True, False),
        (WAITS, False, True),
        (AFTER_WAITING, False, False),
    ]
    assert (steps[1].on, steps[1].note) == (day, "Plaats 2 van 7.")
    assert [step.text for step in steps[3:]] == [text for _stage, text in WAY[2:]]
    assert not [step for step in steps if "vijf" in str(step.text)]


def test_who_was_phoned_before_the_list_keeps_that(sent):
    day = date(2027, 3, 3)
    steps = status_steps(sent, Progress(Stage.WAITING, {Stage.CONTACTED: day}))
    assert [(step.text, step.is_done, step.on) for step in steps[1:3]] == [
        (WAY[1][1], True, day),
        (WAITS, False, None),
    ]
    assert AFTER_WAITING not in [step.text for step in steps]


def waiting(cora, count=1):
    """So many applications of one mailbox on the list, and one of a stranger first."""
    with time_machine.travel("2027-03-01T09:00:00Z", tick=False):
        WindowChange.objects.create(
            school_year=2026,
            state="waiting_list",
            reason="vol",
            text_nl="Vol.",
            by=cora,
        )
        Applicant.filled(email="otto@example.org").send()
    for number in range(count):
        with time_machine.travel(f"2027-03-02T1{number}:00:00Z", tick=False):
            Applicant.filled().send()


@pytest.mark.django_db(transaction=True)
def test_a_waiting_applicant_sees_its_place_and_why(cora):
    with time_machine.travel(NOON, tick=False):
        waiting(cora)
        own, other = Application.objects.order_by("-received_at")
        WaitingMove.objects.create(
            traject=own.traject, before=other.traject, reason="GEHEIM", by=cora
        )
        browser, _response = opened()
        page = text_of(browser.get("/aanvraag/stand/"))
    assert "Je aanvraag staat op de wachtlijst." in page
    place = explain_place(
        own.traject.pk,
        [Waiting(one.traject.pk, one.received_at) for one in (own, other)],
        place_moves(own.school_year),
        for_staff=False,
    )
    assert place in page
    assert "Plaats 1 van 2." in page
    assert "Een medewerker heeft het verplaatst op" in page
    assert "vijf werkdagen" not in page
    for word in ("GEHEIM", "Cora", "Tuur", "Peeters"):
        assert word not in page


@pytest.mark.django_db(transaction=True)
def test_who_has_three_on_the_list_costs_no_more_questions_than_one(
    cora, django_assert_num_queries
):
    with time_machine.travel(NOON, tick=False):
        waiting(cora, 1)
        browser, _response = opened()
        with django_assert_num_queries(5):
            browser.get("/aanvraag/stand/")
        Applicant.filled().send()
        Applicant.filled().send()
        with django_assert_num_queries(5):
            browser.get("/aanvraag/stand/")


@pytest.mark.django_db(transaction=True)
def test_neither_the_mail_nor_the_last_screen_promises_days_to_who_waits(cora):
    with time_machine.travel(NOON, tick=False):
        Applicant.filled(email="otto@example.org").send()
        assert "vijf werkdagen" in mail.outbox[-1].body
        WindowChange.objects.create(
            school_year=2026,
            state="waiting_list",
            reason="vol",
            text_nl="Vol.",
            by=cora,
        )
        applicant = Applicant.filled()
        response = applicant.send()
        page = text_of(applicant.client.get(response.headers["Location"]))
    for text in (page, mail.outbox[-1].body):
        assert "vijf werkdagen" not in text
        assert "Voor dit schooljaar is er een wachtlijst." in text


def spoken(application, by, *sides):
    for side in sides:
        ContactMoment.objects.create(
            traject=application.traject,
            with_whom=side,
            how="phone",
            reached=True,
            happened_at="2027-03-04T09:00:00Z",
            by=by,
        )


def status_page(day):
    """The page as the applicant reads it that day."""
    with time_machine.travel(f"{day}T10:00:00Z", tick=False):
        browser, _response = opened()
        return text_of(browser.get("/aanvraag/stand/"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sides", [(), ("family",), ("school",)])
@pytest.mark.parametrize("state", ["applied", "contact", "feasibility"])
def test_a_promise_that_was_not_kept_is_owned_up_to(sent, cora, settings, sides, state):
    settings.HELPDESK_PHONE, settings.HELPDESK_EMAIL = "016 12", "kantoor@example.org"
    spoken(sent, cora, *sides)
    sent.traject.state = state
    sent.traject.save(update_fields=["state"])
    in_time, late = status_page("2027-03-09"), status_page("2027-03-10")
    assert str(LATE) not in in_time
    assert "Binnen vijf werkdagen bellen we" in in_time
    for word in (str(LATE), str(LATE_NOTE), "Bel 016 12", "Mail kantoor@example.org"):
        assert word in late
    assert "Binnen vijf werkdagen bellen we" not in late
    for word in ("Tuur", "Peeters", "Cora", "Ziekte", "0470"):
        assert word not in late


@pytest.mark.django_db(transaction=True)
def test_a_promise_that_was_kept_stays_a_step_that_is_done(sent, cora):
    spoken(sent, cora, "family", "school")
    assert "Binnen vijf werkdagen bellen we" in status_page("2027-03-30")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", ["waiting", "agreed", "withdrawn"])
def test_who_waits_or_knows_is_not_told_that_it_takes_longer(sent, state):
    sent.traject.state = state
    sent.traject.save(update_fields=["state"])
    assert str(LATE) not in status_page("2027-03-30")


@pytest.mark.django_db(transaction=True)
def test_three_that_are_late_cost_no_more_questions_than_one(
    sent, django_assert_num_queries
):
    for count in (1, 3):
        with time_machine.travel(NOON, tick=False):
            while Application.objects.count() < count:
                Applicant.filled().send()
        with time_machine.travel("2027-03-30T10:00:00Z", tick=False):
            browser, _response = opened()
            with django_assert_num_queries(6):
                assert (
                    browser.get("/aanvraag/stand/").content.count(b"way__step--now")
                    == count
                )
