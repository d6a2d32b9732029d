"""Mail and a real mail server on the loopback: what it answers, and what follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from sio.accounts.actions import invite_person
from sio.core.delivery import RETRY_AFTER, deliver
from sio.core.mail import send_mail
from sio.core.models import OutgoingMail
from tests.core.smtp import Mailbox, serving, use_smtp

pytestmark = pytest.mark.django_db(transaction=True)
NOW = "2026-11-02T09:00:00+01:00"


@pytest.fixture
def port(settings):
    settings.PUBLIC_URL = "https://sio.example"
    settings.DEFAULT_FROM_EMAIL = "sio <noreply@sio.example>"
    return use_smtp(settings)


@pytest.fixture
def mailbox():
    return Mailbox()


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def invite(name="Sam", **more):
    invite_person(email="sam@example.org", name=name, by=None, **more)
    return OutgoingMail.objects.latest("pk")


def again(mail):
    mail.refresh_from_db()
    return mail


def outcome(mail):
    again(mail)
    return mail.state, mail.reason, mail.last_error, mail.tries


def subject_of(message):
    """A long one is folded: at the break it has a blank, also before its first word."""
    return message["Subject"].strip()


def our_log(caplog):
    """Without what the mail server of the test says."""
    return " ".join(
        one.getMessage() for one in caplog.records if one.name != "mail.log"
    )


NAMES = ["Zoë Çelik", "محمد العربي", "דוד כהן", "Ольга Щ", "李小龍", "👩🏽‍🦽 Noor"]


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_arrives_whole_in_any_script(port, mailbox, settings, name):
    settings.ORGANISATION = name
    with serving(mailbox, port):
        mail = invite(name)
    [message] = mailbox.messages
    assert message["To"] == "sam@example.org"
    assert message["From"] == "sio <noreply@sio.example>"
    assert subject_of(message) == f"Je bent uitgenodigd bij {name}"
    assert message["Message-ID"] == again(mail).message_id
    assert message["Message-ID"].endswith("@sio.example>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "nl-be"
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert f"Dag {name}," in message.get_content()
    assert (mail.state, mail.tries, mail.reason) == ("sent", 1, "")
    assert (mail.subject, mail.body, mail.reply_to) == ("", "", "")


def test_a_reply_goes_where_it_should(port, mailbox):
    with serving(mailbox, port):
        send_mail(
            to="sam@example.org",
            template="accounts/mail/invitation",
            context={"user": {"name": "Sam"}},
            language="fr",
            reply_to="carla@example.org",
        )
    [message] = mailbox.messages
    assert message["Reply-To"] == "carla@example.org"
    assert message["Subject"].startswith("Invitation")
    assert message["Content-Language"] == "fr"


def test_what_is_rolled_back_is_not_sent(port, mailbox):
    with serving(mailbox, port), transaction.atomic():
        invite()
        transaction.set_rollback(True)
    assert mailbox.raw == []
    assert not OutgoingMail.objects.exists()


def test_a_server_that_comes_back_gets_the_mail_once(port, mailbox, clock):
    mail = invite()
    assert outcome(mail) == ("queued", "server_away", "ConnectionRefusedError", 1)
    assert mail.next_try_at == timezone.now() + timedelta(minutes=1)
    with serving(mailbox, port):
        deliver(mail.pk)
        assert mailbox.raw == []  # not before its time
        clock.shift(RETRY_AFTER[0])
        deliver(mail.pk)
        deliver(mail.pk)
    assert len(mailbox.raw) == 1
    assert outcome(mail) == ("sent", "", "", 2)
    assert mail.sent_at == timezone.now()


def test_a_server_that_stays_away_for_three_days_gets_it_no_more(port, mailbox, clock):
    mail, start = invite(), timezone.now()
    while again(mail).state == "queued":
        clock.move_to(mail.next_try_at)
        deliver(mail.pk)
    assert outcome(mail) == ("given_up", "server_away", "ConnectionRefusedError", 9)
    assert timedelta(days=2) < timezone.now() - start < timedelta(days=3)
    with serving(mailbox, port):
        clock.shift(timedelta(days=1))
        assert deliver(mail.pk) is None
    assert mailbox.raw == []


def test_an_address_that_is_refused_fails_at_once(port, mailbox, caplog):
    mailbox.to_recipient = "550 5.1.1 sam@example.org: no such mailbox"
    with serving(mailbox, port):
        mail = invite()
        deliver(mail.pk)
    assert outcome(mail) == ("failed", "address_refused", "SMTPRecipientsRefused", 1)
    assert mailbox.asked == 1
    assert our_log(caplog) == "mail.failed SMTPRecipientsRefused"


BUSY = ["451 4.3.0 later", "452 4.2.2 full", "421 4.3.2 closing"]


@pytest.mark.parametrize("answer", BUSY)
def test_an_address_that_is_refused_for_now_is_tried_again(
    port, mailbox, clock, answer
):
    mailbox.to_recipient = answer
    with serving(mailbox, port):
        mail = invite()
        assert outcome(mail) == ("queued", "busy", "SMTPRecipientsRefused", 1)
        mailbox.to_recipient = "250 OK"
        clock.shift(RETRY_AFTER[0])
        deliver(mail.pk)
    assert len(mailbox.raw) == 1
    assert outcome(mail) == ("sent", "", "", 2)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("554 5.7.1 no", ("failed", "mail_refused", "SMTPDataError", 1)),
        ("451 4.3.0 later", ("queued", "busy", "SMTPDataError", 1)),
    ],
)
def test_a_text_that_is_refused(port, mailbox, answer, expected):
    mailbox.to_text = answer
    with serving(mailbox, port):
        assert outcome(invite()) == expected


def test_a_line_that_drops_in_the_middle_loses_nothing(port, mailbox, clock):
    mailbox.to_text = "drop"
    with serving(mailbox, port):
        mail = invite()
        assert outcome(mail) == ("queued", "server_away", "SMTPServerDisconnected", 1)
        mailbox.to_text = "250 OK"
        clock.shift(RETRY_AFTER[0])
        deliver(mail.pk)
    assert len(mailbox.raw) == 1
    assert outcome(mail)[0] == "sent"


EVIL = [
    "Evil\r\nBcc: all@example.org",
    "Evil\nBcc: all@example.org\n\nbody",
    "Evil\rBcc: all@example.org",
    "Evil\u2028Bcc: all@example.org",
    "Evil\x0b\x85\x00Bcc: all@example.org",
]


@pytest.mark.parametrize("name", EVIL)
def test_no_name_adds_a_header(port, mailbox, settings, name):
    settings.ORGANISATION = name  # it stands in the subject
    with serving(mailbox, port):
        send_mail(
            to="sam@example.org",
            template="accounts/mail/invitation",
            context={"user": {"name": name}},
            language="nl-be",
        )
    [(recipients, _content)] = mailbox.raw
    [message] = mailbox.messages
    assert recipients == ["sam@example.org"]
    assert message["Bcc"] is None
    assert subject_of(message).startswith("Je bent uitgenodigd bij Evil")
    assert len(subject_of(message).splitlines()) == 1


@pytest.mark.parametrize(
    ("field", "error"), [("to", "ValueError"), ("reply_to", "BadHeaderError")]
)
def test_no_address_adds_a_header(port, mailbox, field, error, caplog):
    addresses = {"to": "sam@example.org"} | {field: "a@b.be\nBcc: all@example.org"}
    with serving(mailbox, port):
        send_mail(
            template="accounts/mail/invitation",
            context={"user": {"name": "Sam"}},
            language="nl-be",
            **addresses,
        )
    assert mailbox.raw == []
    mail = OutgoingMail.objects.get()
    assert outcome(mail) == ("failed", "fault", error, 1)
    assert our_log(caplog) == f"mail.failed {error}"
