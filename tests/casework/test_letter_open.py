"""Opening a letter with a mailed code: its own address, once, in one browser."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from sio.casework.actions.letters import keep_letter
from sio.casework.models import Letter
from sio.casework.queries.letters import Addressee, LetterText
from sio.core.models import AccessRecord
from sio.intake.models import MailedCode
from tests.casework.desk import SECRET, mailed_code, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def sent(traject, email="paula@example.org", language="nl-be"):
    to = Addressee("x", "Paula", email, language)
    text = LetterText("Over Tuur", SECRET)
    return keep_letter(traject=traject, to=to, template="agreed", text=text, by=None)


@pytest.fixture
def letter(traject):
    written = sent(traject)
    mail.outbox.clear()
    return written


class Reader:
    """A browser at the page of one letter."""

    def __init__(self, uuid, client=None):
        self.client, self.path = client or Client(), f"/brief/{uuid}/"
        self.handle = ""

    def look(self):
        return self.client.get(self.path)

    def ask(self):
        page = self.client.post(self.path, {"stap": "code"})
        if page.status_code == 200:
            self.handle = page.context["form"].initial["handle"]
        return page

    def enter(self, code):
        told = {"stap": "open", "handle": self.handle, "code": code}
        return self.client.post(self.path, told)


def test_a_mailed_code_opens_it(letter, traject):
    reader = Reader(letter.uuid)
    assert "Er is een brief voor je" in text_of(reader.look())
    assert mail.outbox == []  # a look mails nothing: mail programs look too
    reader.ask()
    (code,) = mail.outbox
    assert code.to == ["paula@example.org"]
    for word in ("Tuur", "chemo", "Over"):
        assert word not in code.subject + code.body
    assert reader.enter(mailed_code())["Location"] == reader.path
    page = reader.look()
    assert SECRET in text_of(page)
    assert "Tuur" not in page.content.decode().partition("</title>")[0]
    assert "data-print" in page.content.decode()
    letter.refresh_from_db()
    assert letter.opens == 1
    assert letter.first_opened_at is not None
    record = AccessRecord.objects.get()
    assert (record.traject, record.page, record.by, record.actor) == (
        traject.pk,
        "letter",
        None,
        "letter",
    )


def test_it_is_readable_for_half_an_hour_in_this_browser(letter):
    reader = Reader(letter.uuid)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        reader.ask()
        reader.enter(mailed_code())
    with time_machine.travel(now + timedelta(minutes=29), tick=False):
        assert SECRET in text_of(reader.look())
    with time_machine.travel(now + timedelta(minutes=31), tick=False):
        assert SECRET not in text_of(reader.look())
    assert SECRET not in text_of(Reader(letter.uuid).look())


def test_a_forwarded_link_opens_nothing_and_mails_only_the_own_address(letter):
    mine, theirs = Reader(letter.uuid), Reader(letter.uuid)
    mine.ask()
    mine.enter(mailed_code())
    assert SECRET not in text_of(theirs.look())
    theirs.ask()
    assert [one.to for one in mail.outbox] == [["paula@example.org"]] * 2


def test_a_code_works_once_and_in_its_own_window(letter):
    mine, theirs = Reader(letter.uuid), Reader(letter.uuid)
    mine.ask()
    code = mailed_code()
    theirs.handle = str(uuid4())
    assert theirs.enter(code).status_code == 422
    assert mine.enter(code).status_code == 302
    theirs.handle = mine.handle
    refused = theirs.enter(code)
    assert refused.status_code == 422
    assert 'data-code="intake.wrong_code"' in refused.content.decode()
    assert SECRET not in text_of(theirs.look())


def test_a_code_expires(letter):
    reader = Reader(letter.uuid)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        reader.ask()
    with time_machine.travel(now + timedelta(minutes=31), tick=False):
        assert reader.enter(mailed_code()).status_code == 422
    assert SECRET not in text_of(reader.look())


def test_the_code_of_one_letter_opens_no_other(letter, traject):
    other = sent(traject, email="vic@example.org")
    reader = Reader(other.uuid)
    reader.ask()
    code = mailed_code()
    wrong_page = Reader(letter.uuid, reader.client)
    wrong_page.handle = reader.handle
    assert wrong_page.enter(code).status_code == 422
    assert SECRET not in text_of(wrong_page.look())
    letter.refresh_from_db()
    assert letter.opens == 0


def test_a_code_for_something_else_opens_no_letter(letter):
    reader = Reader(letter.uuid)
    reader.ask()
    MailedCode.objects.update(purpose="status")
    assert reader.enter(mailed_code()).status_code == 422


def test_a_letter_that_is_none_looks_the_same(letter):
    known, unknown = Reader(letter.uuid), Reader(uuid4())
    same = {known.path, unknown.path}
    assert text_of(known.look()) == text_of(unknown.look())
    assert text_of(known.ask()) == text_of(unknown.ask())
    assert len(mail.outbox) == 1
    assert text_of(known.enter("ABCD-1234")) == text_of(unknown.enter("ABCD-1234"))
    for _each in range(5):
        assert known.ask().status_code == unknown.ask().status_code == 200
    too_often = known.ask()
    assert too_often.status_code == 422
    assert text_of(too_often) == text_of(unknown.ask())
    assert len(same) == 2
    assert len(mail.outbox) == 6


def test_a_letter_on_paper_is_opened_by_no_code(traject):
    reader = Reader(sent(traject, email="").uuid)
    assert reader.ask().status_code == 200
    assert mail.outbox == []


def test_the_code_comes_in_the_language_of_the_letter(traject):
    written = sent(traject, language="fr")
    reader = Reader(written.uuid)
    reader.ask()
    assert "Bonjour" in mail.outbox[-1].body


def test_an_empty_code_is_asked_again(letter):
    reader = Reader(letter.uuid)
    reader.ask()
    assert reader.enter("").status_code == 422


def test_it_is_closed_for_who_sits_down_next(letter):
    reader = Reader(letter.uuid)
    reader.ask()
    reader.enter(mailed_code())
    closed = reader.client.post(reader.path, {"stap": "sluit"}, follow=True)
    assert SECRET not in text_of(closed)
    assert SECRET not in text_of(reader.look())
    # Nothing was open: no harm.
    assert reader.client.post(reader.path, {"stap": "sluit"}).status_code == 302


def test_no_word_of_it_in_the_logs(letter, caplog):
    reader = Reader(letter.uuid)
    with caplog.at_level(logging.DEBUG):
        reader.ask()
        reader.enter(mailed_code())
        reader.look()
    records = [one for one in caplog.records if one.name != "django.db.backends"]
    logged = " ".join(one.getMessage() for one in records)
    for word in ("chemo", "paula@", "Tuur", mailed_code()):
        assert word not in logged


def test_opening_twice_keeps_when_it_was_first(letter):
    for _each in range(2):
        reader = Reader(letter.uuid)
        reader.ask()
        reader.enter(mailed_code())
    first = Letter.objects.get()
    assert first.opens == 2
    assert first.first_opened_at < timezone.now()
