"""An address whose mail comes back: who says so, how long, and where it rests."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from smtplib import SMTPDataError, SMTPRecipientsRefused
from threading import Barrier

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, connection, connections
from django.utils import timezone

from sio.accounts.actions import invite_person
from sio.core.bounces import (
    KEEP_BOUNCES,
    back_since,
    bounced_since,
    delete_old_bounces,
    end_bounce,
    forget_bounces,
    mark_bounce,
    why_refused,
)
from sio.core.mail import queue_again
from sio.core.models import Bounce, OutgoingMail
from sio.core.once import reading
from sio.core.workflow import WHY_OF_REASON, Reason
from tests.core.smtp import Mailbox, serving, use_smtp

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
ADDRESS = "sam@example.org"
NO_SUCH = "550 5.1.1 no such mailbox"


@pytest.fixture
def port(settings):
    return use_smtp(settings)


@pytest.fixture
def mailbox():
    return Mailbox()


def mailed(mailbox, port, answer="250 OK"):
    """A mail to Sam, and what the mail server of that address says."""
    mailbox.to_recipient = answer
    with serving(mailbox, port):
        invite_person(email=ADDRESS, name="Sam", by=None)
    return OutgoingMail.objects.latest("pk")


def marked(address=ADDRESS, why="full", by=None):
    return mark_bounce(address=address, why=why, by=by)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (NO_SUCH, "no_such"),
        ("550 5.2.2 over quota", "full"),
        ("552 mailbox full", "full"),
        ("550 5.2.1 disabled", "refused"),
        ("550 no", "refused"),
        ("554 5.0.0 no", "refused"),
    ],
)
def test_a_refusal_for_good_marks_the_address(port, mailbox, answer, why):
    mail = mailed(mailbox, port, answer)
    assert (mail.state, mail.reason) == ("failed", "address_refused")
    bounce = Bounce.objects.get()
    assert (bounce.address, bounce.why, bounce.by) == (ADDRESS, why, None)
    assert bounced_since(" SAM@Example.org ") == bounce.since


@pytest.mark.parametrize(
    "answer",
    [
        "450 4.1.1 later",
        "554 5.7.1 relay access denied",
        "550 5.1.8 who are you",
        "501 5.5.4 what",
    ],
)
def test_what_says_nothing_of_the_address_marks_nothing(port, mailbox, answer):
    mailed(mailbox, port, answer)
    assert not Bounce.objects.exists()


def test_a_refused_text_or_another_error_says_nothing_of_the_address():
    assert why_refused(SMTPDataError(554, b"5.7.1 spam")) is None
    assert why_refused(ConnectionRefusedError()) is None
    assert why_refused(SMTPRecipientsRefused({ADDRESS: (451, b"later")})) is None


def test_mail_to_it_is_still_sent_and_what_the_server_said_alone_ends(port, mailbox):
    mail = mailed(mailbox, port, NO_SUCH)
    mailbox.to_recipient = "250 OK"
    with serving(mailbox, port):
        assert queue_again(mail)
    assert len(mailbox.raw) == 1
    assert bounced_since(ADDRESS) is None
    bounce = Bounce.objects.get()
    assert (bounce.ended_at is not None, bounce.ended_by) == (True, None)


def test_what_a_person_said_outlives_a_mail_that_was_taken(port, mailbox, cora):
    bounce = marked(why="other", by=cora)
    mailed(mailbox, port)
    assert len(mailbox.raw) == 1
    assert bounced_since(ADDRESS) == bounce.since


def test_the_server_changes_nothing_of_what_a_person_said(port, mailbox, cora):
    with time_machine.travel(timezone.now() - timedelta(days=9), tick=False):
        before = marked(why="other", by=cora)
    mailed(mailbox, port, NO_SUCH)
    bounce = Bounce.objects.get()
    assert (bounce.why, bounce.by, bounce.since) == ("other", cora, before.since)
    assert bounce.last_at > before.last_at


def test_a_person_confirms_what_the_server_said(cora):
    marked()
    bounce = marked(" SAM@example.org", why="no_such", by=cora)
    assert Bounce.objects.get() == bounce
    assert (bounce.why, bounce.by) == ("no_such", cora)


def test_it_ends_once_and_can_begin_anew(cora):
    bounce = marked(by=cora)
    assert (end_bounce(bounce=bounce, by=cora), end_bounce(bounce=bounce, by=cora)) == (
        True,
        False,
    )
    assert bounced_since(ADDRESS) is None
    again = marked(by=cora)
    assert again.pk != bounce.pk
    assert bounced_since(ADDRESS) == again.since


@pytest.mark.parametrize(
    ("marked_at", "said"),
    [
        ("2027-01-02T00:30:00+01:00", "2 januari"),
        ("2026-12-31T23:59:00+01:00", "31 december 2026"),
    ],
)
def test_a_day_of_another_year_has_its_year(marked_at, said):
    with time_machine.travel(marked_at, tick=False):
        marked()
    with time_machine.travel("2027-01-05T10:00:00+01:00", tick=False):
        assert back_since(ADDRESS) == said
        assert back_since("a@b.be") == ""


def test_another_address_and_none_do_not_come_back():
    marked()
    assert bounced_since("sam@example.com") is None
    assert bounced_since("") is None


def test_of_two_marks_at_once_there_is_one_row():
    together = Barrier(2)

    def run(why):
        try:
            together.wait(timeout=10)
            return marked(why=why).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        keys = set(pool.map(run, ("full", "no_such")))
    assert keys == {Bounce.objects.get().pk}


def test_the_database_holds_one_open_row_for_an_address():
    bounce = marked()
    with pytest.raises(IntegrityError):
        Bounce.objects.create(address="x", address_index=bounce.address_index, why="x")


def test_no_address_rests_readable():
    marked()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_bounce")
        row = " ".join(str(value) for value in cursor.fetchone())
    assert "sam" not in row.lower()


def test_a_page_reads_them_once(django_assert_num_queries):
    marked()
    with reading(), django_assert_num_queries(1):
        found = [bounced_since(one) for one in (ADDRESS, "a@b.be", ADDRESS)]
    assert [one is not None for one in found] == [True, False, True]


def test_a_new_key_finds_it_before_and_after_the_command(settings, cora):
    old = marked()
    settings.DATA_KEYS = [NEW, *settings.DATA_KEYS]
    assert bounced_since(ADDRESS) == old.since
    assert marked(by=cora).pk == old.pk  # under the old key: no second row
    call_command("rotate_keys", stdout=StringIO())
    settings.DATA_KEYS = [NEW]
    assert bounced_since(ADDRESS) == old.since
    assert Bounce.objects.get().address == ADDRESS


def test_it_goes_thirteen_months_after_it_was_last_told():
    now = timezone.now()
    for n, moment in enumerate((now - KEEP_BOUNCES, now - KEEP_BOUNCES * 2)):
        bounce = marked(f"p{n}@example.org")
        Bounce.objects.filter(pk=bounce.pk).update(last_at=moment)
    assert (delete_old_bounces(now), delete_old_bounces(now)) == (1, 0)
    assert Bounce.objects.get().address == "p0@example.org"


def test_what_is_forgotten_is_gone_and_the_rest_stays():
    marked()
    other = marked("other@example.org")
    forget_bounces([ADDRESS.upper()])
    assert Bounce.objects.get() == other


def test_of_each_reason_that_is_about_the_address_the_page_knows_why():
    assert set(Reason) - set(WHY_OF_REASON) == {Reason.SERVER_AWAY, Reason.FAULT}
