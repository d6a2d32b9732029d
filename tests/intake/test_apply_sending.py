"""Sending: once, with a number; what is shown, mailed and kept of it."""

from __future__ import annotations

import threading
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.utils import timezone

from sio.casework.actions.submission import receive_application
from sio.core.spelled import ALPHABET
from sio.intake.actions.application import (
    DraftChanged,
    free_reference,
    submit_draft,
)
from sio.intake.actions.draft import DraftGone, throw_away
from sio.intake.forms import CHOICE_TEXT_VERSION
from sio.intake.forms.summary import summary_of
from sio.intake.models import Application, Draft
from sio.intake.reference import new_reference, read_reference
from tests.intake.conftest import COOKIE, Applicant, text_of

pytestmark = pytest.mark.django_db


def sending(draft):
    return {
        "draft": draft,
        "cleaned": summary_of(draft.answers).cleaned,
        "text_version": CHOICE_TEXT_VERSION,
        "now": timezone.now(),
    }


def test_a_number_is_shown_and_everything_that_was_sent(els):
    els.fill()
    page = text_of(els.client.post("/aanvraag/verzenden/", follow=True))
    application = Application.objects.get()
    assert application.reference in page
    for words in ("Tuur", "9 maart 2012", "Een gebroken heup.", "Lager onderwijs"):
        assert words in page
    assert "Binnen vijf werkdagen" in page


def test_pressed_twice_it_is_one_application(els):
    els.fill()
    first, second = els.send(), els.send()
    assert first.headers["Location"] == second.headers["Location"]
    assert Application.objects.count() == 1


def test_two_windows_get_the_same_number(els):
    draft = els.fill().draft
    stale = Draft.objects.get()
    one = submit_draft(**sending(draft))
    assert submit_draft(**sending(draft) | {"draft": stale}) == one
    assert Application.objects.get().family_choices.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_at_the_same_moment_it_is_one_application(els):
    draft = els.fill().draft
    found, start = [], threading.Barrier(3)

    def send():
        start.wait()
        found.append(receive_application(**sending(draft)).reference)
        connection.close()

    draft.application  # noqa: B018 - read before the race
    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert set(found) == {Application.objects.get().reference}
    assert len(mail.outbox) == 1


def test_what_another_window_changed_meanwhile_is_looked_at_first(els):
    draft = els.fill().draft
    order = sending(draft)
    els.save("leerling", pupil_first_name="Arthur")
    with pytest.raises(DraftChanged):
        submit_draft(**order)
    assert not Application.objects.exists()
    els.send()
    assert Application.objects.get().answers["pupil_first_name"] == "Arthur"


def test_a_draft_that_is_gone_is_not_sent(els):
    draft = els.fill().draft
    order = sending(draft)
    throw_away(draft=Draft.objects.get())
    with pytest.raises(DraftGone):
        submit_draft(**order)
    assert els.send().headers["Location"] == "/aanvraag/"


def test_the_draft_keeps_nothing_of_what_was_sent(els):
    els.fill().send()
    draft = Draft.objects.get()
    assert (draft.answers, draft.writers, draft.email, draft.email_index) == (
        {},
        {},
        "",
        "",
    )


def test_no_plain_column_tells_who_or_what(els):
    els.fill().send()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_application")
        row = str(cursor.fetchall())
        cursor.execute("SELECT * FROM intake_familychoice")
        row += str(cursor.fetchall())
    for word in (
        "Tuur",
        "Peeters",
        "2012",
        "els@",
        "47012",
        "heup",
        "illness",
        "moeder",
    ):
        assert word not in row


def test_the_mail_has_the_number_and_no_word_about_the_pupil(
    els, settings, django_capture_on_commit_callbacks
):
    settings.PUBLIC_URL = "https://sio.example"
    els.fill()
    with django_capture_on_commit_callbacks(execute=True):
        els.send()
    (sent,) = mail.outbox
    assert sent.to == ["els@example.org"]
    text = sent.subject + sent.body
    assert Application.objects.get().reference in text
    assert "https://sio.example/aanvraag/stand/" in text
    for word in ("Tuur", "Peeters", "heup", "ziek", "Wegwijzer", "{", "}"):
        assert word not in text


def test_the_mail_is_in_the_language_that_was_asked_for(
    els, django_capture_on_commit_callbacks
):
    els.fill(language="fr")
    with django_capture_on_commit_callbacks(execute=True):
        els.send()
    assert Application.objects.get().language == "fr"
    assert "demande" in mail.outbox[0].subject


def test_a_mail_that_cannot_leave_takes_nothing_back(
    els, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "tests.intake.test_apply_sending.Refusing"
    draft = els.fill().draft
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        application = receive_application(**sending(draft))
    assert len(callbacks) == 1
    assert Application.objects.get() == application


@pytest.mark.django_db(transaction=True)
def test_a_mailbox_that_refuses_does_not_stop_the_sending(els, settings):
    settings.EMAIL_BACKEND = "tests.intake.test_apply_sending.Refusing"
    response = els.fill().send()
    assert response.headers["Location"] == "/aanvraag/ontvangen/"
    assert Application.objects.count() == 1


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({})


def test_nobody_is_buried_under_confirmations(els, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(12):
            Applicant.filled().send()
    assert Application.objects.count() == 12
    assert len(mail.outbox) == 10


def test_what_was_sent_is_shown_to_this_browser_for_two_hours(els):
    with time_machine.travel("2027-03-02T13:03:00Z", tick=False) as clock:
        els.fill().send()
        clock.shift(timedelta(hours=2) - timedelta(seconds=1))
        assert els.client.get("/aanvraag/ontvangen/").status_code == 200
        clock.shift(1)
        response = els.client.get("/aanvraag/ontvangen/")
        assert response.headers["Location"] == "/aanvraag/"
    assert Client().get("/aanvraag/ontvangen/").status_code == 302


def test_done_this_browser_shows_it_no_more_and_may_start_another(els):
    els.fill().send()
    assert "Nog een aanvraag doen" in text_of(els.client.get("/aanvraag/"))
    els.client.post("/aanvraag/opbergen/")
    assert not els.client.cookies[COOKIE].value
    els.fill().send()
    assert Application.objects.count() == 2


def test_not_sent_yet_the_confirmation_says_so(els):
    els.fill()
    page = text_of(els.client.get("/aanvraag/ontvangen/", follow=True))
    assert "nog niet verzonden" in page


def test_every_look_after_the_sending_leads_to_what_was_sent(els):
    els.fill().send()
    for path in ("wie", "nazicht"):
        response = els.client.get(f"/aanvraag/{path}/")
        assert response.headers["Location"] == "/aanvraag/ontvangen/"


def test_numbers_differ_follow_no_order_and_have_a_check():
    drawn = [new_reference(2026) for _ in range(200)]
    assert len(set(drawn)) == 200
    assert sorted(drawn) != drawn
    assert all(read_reference(one.lower().replace("-", " ")) == one for one in drawn)


@pytest.mark.parametrize("place", [*range(4), *range(5, 9), *range(10, 14)])
def test_one_wrong_character_in_a_number_is_found(place):
    reference = new_reference(2026)
    for other in set(ALPHABET) - {reference[place]}:
        wrong = reference[:place] + other + reference[place + 1 :]
        assert read_reference(wrong) == ""


def test_a_number_that_is_taken_is_not_given_again(els):
    els.fill().send()
    taken = Application.objects.get().reference
    assert free_reference([taken, "2026-AAAA-AAAA"]) == "2026-AAAA-AAAA"


def test_what_is_no_number_is_none():
    for text in ("", "2026", "2026-K7QF", "x" * 14):
        assert read_reference(text) == ""
