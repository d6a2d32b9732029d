"""Mailed codes: for who reads the mailbox, and no flood, no guessing, no telling."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client, RequestFactory
from django.utils import timezone

from sio.intake import codes
from sio.intake.codes import Mail, TooManyCodes, WrongCode, mail_code, use_code
from sio.intake.models import MailedCode
from tests.intake.conftest import Applicant, mailed_code, text_of

pytestmark = pytest.mark.django_db(transaction=True)
NOON = "2027-03-02T12:10:00Z"


@pytest.fixture
def asked():
    """Asks for a code as a view does: the handle, the mail sent after the answer."""

    def ask(email="els@example.org", subject=7, purpose="resume", address="10.0.0.1"):
        request = RequestFactory().post("/", REMOTE_ADDR=address)
        request.afterwards = []
        mail_ = Mail(email, "intake/mail/code_resume", "nl-be")
        handle = mail_code(
            purpose=purpose, mail=mail_, subject=subject, request=request
        )
        for chore in request.afterwards:
            chore()
        return handle

    return ask


def test_a_code_opens_its_subject_once(asked):
    handle, code = asked(), mailed_code()
    assert use_code(purpose="resume", handle=handle, typed=code.lower()) == 7
    with pytest.raises(WrongCode):
        use_code(purpose="resume", handle=handle, typed=code)


def test_a_code_of_another_purpose_or_window_opens_nothing(asked):
    first, code = asked(), mailed_code()
    second = asked()
    for purpose, handle in (("status", first), ("resume", second), ("resume", "x")):
        with pytest.raises(WrongCode):
            use_code(purpose=purpose, handle=handle, typed=code)
    with pytest.raises(WrongCode):
        use_code(purpose="resume", handle=str(uuid4()), typed=code)
    assert use_code(purpose="resume", handle=first, typed=code) == 7


@pytest.mark.parametrize(("seconds", "works"), [(-1, True), (0, False)])
def test_a_code_works_for_half_an_hour(asked, seconds, works):
    with time_machine.travel(NOON, tick=False) as clock:
        handle, code = asked(), mailed_code()
        clock.shift(timedelta(minutes=30, seconds=seconds))
        if works:
            assert use_code(purpose="resume", handle=handle, typed=code) == 7
        else:
            with pytest.raises(WrongCode):
                use_code(purpose="resume", handle=handle, typed=code)


def test_five_wrong_tries_end_a_code(asked):
    handle, code = asked(), mailed_code()
    for _ in range(5):
        with pytest.raises(WrongCode):
            use_code(purpose="resume", handle=handle, typed="AAAA-AAAA")
    with pytest.raises(WrongCode):
        use_code(purpose="resume", handle=handle, typed=code)


def test_what_cannot_be_a_code_is_no_try(asked):
    handle, code = asked(), mailed_code()
    for _ in range(9):
        with pytest.raises(WrongCode):
            use_code(purpose="resume", handle=handle, typed="AAA")
    assert use_code(purpose="resume", handle=handle, typed=code) == 7


def test_who_guesses_locks_nobody_out(asked):
    els, code = asked(), mailed_code()
    guesser = asked(address="203.0.113.9")
    for _ in range(9):
        with pytest.raises(WrongCode):
            use_code(purpose="resume", handle=guesser, typed="AAAA-AAAA")
    assert use_code(purpose="resume", handle=els, typed=code) == 7


def test_the_resume_code_is_no_mail_bomb(asked):
    with time_machine.travel(NOON, tick=False) as clock:
        for network in range(50):  # from everywhere, at once
            with suppress(TooManyCodes):
                asked(address=f"203.0.113.{network}")
        assert len(mail.outbox) == 12
        sent = [timezone.now()] * 12
        for _quarter in range(200):  # and for two days, whatever the purpose
            clock.shift(timedelta(minutes=15))
            for purpose in ("resume", "status", "letter"):
                with suppress(TooManyCodes):
                    asked(purpose=purpose)
                    sent.append(timezone.now())
        assert len(mail.outbox) == len(sent) > 40
        for last in sent:
            hour = [one for one in sent if last - timedelta(hours=1) < one <= last]
            day = [one for one in sent if last - timedelta(days=1) < one <= last]
            assert len(hour) <= 12
            assert len(day) <= 40


def test_a_stranger_does_not_use_up_a_shared_mailbox(asked):
    with time_machine.travel(NOON, tick=False):
        for _ in range(20):
            with suppress(TooManyCodes):
                asked("zaal@example.org", address="203.0.113.9")
        for _nurse in range(6):
            asked("zaal@example.org")
        assert len(mail.outbox) == 12


def test_the_limit_outlives_a_restart(asked):
    with time_machine.travel(NOON, tick=False):
        for _ in range(12):
            cache.clear()
            asked()
        cache.clear()
        with pytest.raises(TooManyCodes):
            asked()


def test_however_the_address_is_typed_it_is_one_mailbox(asked):
    for email in ("els@example.org", "Els@Example.org", " ELS@example.org") * 2:
        asked(email)
    with pytest.raises(TooManyCodes):
        asked("elS@example.org")


def test_a_hospital_is_not_locked_out(asked):
    with time_machine.travel(NOON, tick=False):
        for number in range(600):
            asked(f"nurse{number}@example.org", subject=None)
        with pytest.raises(TooManyCodes):
            asked("nurse600@example.org")
        asked("nurse601@example.org", address="198.51.100.7")


def test_an_unknown_address_gets_the_same_answer_and_no_mail(els):
    els.save("wie", email="els@example.org")
    pages = {}
    for email in ("els@example.org", "niemand@example.org"):
        response = Client().post("/aanvraag/verder/", {"email": email})
        assert response.status_code == 200
        page = text_of(response).replace(email, "…")
        pages[email] = page
    assert len(set(pages.values())) == 1
    assert [one.to for one in mail.outbox] == [["els@example.org"]]


def test_the_limit_is_the_same_for_an_unknown_address(els):
    els.save("wie", email="els@example.org")
    for email in ("els@example.org", "niemand@example.org"):
        answers = [
            Client().post("/aanvraag/verder/", {"email": email}) for _ in range(7)
        ]
        assert [one.status_code for one in answers] == [*[200] * 6, 422]
        assert "intake.too_many_codes" in answers[-1].content.decode()


def test_wrong_codes_of_an_unknown_address_look_like_others(els):
    els.save("wie", email="els@example.org")
    said = []
    for email in ("els@example.org", "niemand@example.org"):
        browser = Client()
        page = browser.post("/aanvraag/verder/", {"email": email}).content.decode()
        handle = re.search(r'name="handle" value="([^"]+)"', page)[1]
        for _ in range(7):
            response = browser.post(
                "/aanvraag/verder/code/", {"handle": handle, "code": "AAAA-AAAA"}
            )
            said.append((response.status_code, text_of(response)))
    assert len(set(said)) == 1
    assert said[0][0] == 422


def test_codes_rest_as_a_keyed_hash_and_addresses_as_an_index(asked):
    asked()
    row = str(MailedCode.objects.values().get())
    assert mailed_code().replace("-", "") not in row
    assert "els" not in row


def test_the_mail_says_nothing_of_anybody(asked):
    asked()
    (sent,) = mail.outbox
    assert not re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", sent.subject)
    assert "30 minuten" in sent.body


def test_a_mail_server_that_is_away_is_told_to_nobody(els, settings):
    els.save("wie", email="els@example.org")
    settings.EMAIL_BACKEND = "tests.intake.test_codes.Away"
    response = Client().post("/aanvraag/verder/", {"email": "els@example.org"})
    assert response.status_code == 200


class Away(EmailBackend):
    def send_messages(self, messages):
        raise SMTPServerDisconnected


def test_old_codes_are_deleted_after_a_day(asked):
    with time_machine.travel(NOON, tick=False) as clock:
        asked()
        clock.shift(timedelta(days=1))
        assert codes.delete_old_codes(timezone.now()) == 0
        clock.shift(1)
        assert codes.delete_old_codes(timezone.now()) == 1


# Going on elsewhere ---------------------------------------------------------------


def resumed(email="els@example.org"):
    """Another browser that asked, read the mail and typed the code; its answer."""
    other = Applicant()
    page = other.client.post("/aanvraag/verder/", {"email": email}).content.decode()
    handle = re.search(r'name="handle" value="([^"]+)"', page)[1]
    typed = {"handle": handle, "code": mailed_code()}
    return other, other.client.post("/aanvraag/verder/code/", typed)


def test_another_browser_goes_on_with_a_code(els):
    els.save("wie", role="parent", email="Els@Example.org", applicant_name="Els")
    other, response = resumed()
    assert response.headers["Location"] == "/aanvraag/nazicht/"
    assert "Els" in other.summary()
    other.save("leerling", pupil_first_name="Tuur")
    assert "Tuur" in els.summary()  # and the first one did not lose it


def test_of_several_drafts_one_is_chosen(els):
    els.save("wie", role="parent", email="els@example.org")
    els.save("leerling", pupil_first_name="Tuur")
    els.client.post("/aanvraag/opbergen/")
    els.save("wie", role="parent", email="els@example.org")
    els.save("leerling", pupil_first_name="Noor")
    other, response = resumed()
    page = response.content.decode()
    assert "Tuur" in page
    assert "Noor" in page
    tokens = re.findall(r'name="draft" value="([^"]+)"', page)
    assert len(tokens) == 2
    chosen = other.client.post("/aanvraag/verder/keuze/", {"draft": tokens[1]})
    assert chosen.headers["Location"] == "/aanvraag/nazicht/"
    assert "Tuur" in other.summary()


def test_a_choice_that_was_made_up_opens_nothing(els):
    els.save("wie", email="els@example.org")
    response = Client().post("/aanvraag/verder/keuze/", {"draft": str(els.draft.pk)})
    assert response.headers["Location"] == "/aanvraag/verder/"


def test_a_draft_that_was_purged_or_sent_opens_nothing(els):
    els.fill()
    other = Applicant()
    page = other.client.post("/aanvraag/verder/", {"email": "els@example.org"})
    handle = re.search(r'name="handle" value="([^"]+)"', page.content.decode())[1]
    els.send()
    code = re.search(r"^\w{4}-\w{4}$", mail.outbox[0].body, re.M)[0]
    response = other.client.post(
        "/aanvraag/verder/code/", {"handle": handle, "code": code}
    )
    assert response.headers["Location"] == "/aanvraag/"


def test_a_sent_application_is_not_resumed(els):
    els.fill().send()
    mail.outbox.clear()
    Client().post("/aanvraag/verder/", {"email": "els@example.org"})
    assert mail.outbox == []


def test_nothing_typed_is_named(db):
    for path, field in (("verder/", "e-mailadres"), ("verder/code/", "code")):
        response = Client().post(f"/aanvraag/{path}")
        assert response.status_code == 422
        assert field in text_of(response)
    assert Client().get("/aanvraag/verder/code/").status_code == 405
    assert Client().get("/aanvraag/verder/keuze/").status_code == 405
