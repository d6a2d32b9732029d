"""A mail is claimed by one worker, survives it, and leaves no word in other tables."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.serializers import serialize
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from sio.core.chores import count_late_mails, rescue_mails
from sio.core.delivery import RETRY_AFTER, deliver
from sio.core.mail import lay_aside, mail_kind, queue_again, send_mail
from sio.core.models import OutgoingMail
from sio.core.tasks import task_deliver
from sio.core.workflow import ALLOWED_MOVES, DID_NOT_LEAVE, MailState

pytestmark = pytest.mark.django_db(transaction=True)
IN_TABLES = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


class Away(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


class Broken(EmailBackend):
    def send_messages(self, messages):
        raise KeyError(messages[0].to[0])


def write(to="sam@example.org"):
    send_mail(
        to=to,
        template="accounts/mail/invitation",
        context={"user": {"name": "Sam Secreto"}},
        language="nl-be",
    )
    return OutgoingMail.objects.latest("pk")


def mail_of(**fields):
    kept = {"template": "accounts/mail/invitation", "subject": "Dag", "body": "Dag."}
    return OutgoingMail.objects.create(address="sam@example.org", **kept, **fields)


def work():
    """A worker of production, until nothing is left to do."""
    names = {"queue_names": ["default"], "excluded_queue_names": []}
    settings = {"interval": 0, "batch": True, "startup_delay": False, "max_tasks": None}
    Worker(backend_name="default", worker_id="w", **names, **settings).run()


def at_once(jobs):
    """Each in a thread with a connection of its own, all from the same moment."""
    together = Barrier(len(jobs))

    def run(job):
        try:
            together.wait(timeout=10)
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def recipients():
    return [address for message in django_mail.outbox for address in message.to]


class Hanging:
    """A worker whose mail server does not answer until it is told to."""

    def __init__(self, mail, pool):
        self.mail, self.begun, self.answer, self.error = mail, Event(), Event(), None
        Slow.hanging = self
        self.result = pool.submit(self.run)
        assert self.begun.wait(timeout=20)

    def run(self):
        try:
            return deliver(self.mail.pk)
        finally:
            connections.close_all()

    def ends(self, error):
        self.error = error
        self.answer.set()
        return self.result.result(timeout=20)


class Slow(EmailBackend):
    def send_messages(self, messages):
        hanging = type(self).hanging
        hanging.begun.set()
        assert hanging.answer.wait(timeout=20)
        if hanging.error:
            raise hanging.error
        return super().send_messages(messages)


@pytest.fixture
def hanging(settings):
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Slow"
    with ThreadPoolExecutor(1) as pool:
        worker = Hanging(mail_of(), pool)
        settings.EMAIL_BACKEND = usual
        yield worker
        worker.answer.set()


def test_of_two_workers_at_once_one_sends():
    mails = [mail_of() for _n in range(5)]
    for mail in mails:
        at_once([lambda mail=mail: deliver(mail.pk)] * 2)
    assert len(recipients()) == 5
    assert set(OutgoingMail.objects.values_list("state", "tries")) == {("sent", 1)}


def test_two_workers_of_production_share_what_there_is(settings):
    settings.TASKS = IN_TABLES
    for n in range(8):
        write(f"p{n}@example.org")
    at_once([work, work])
    assert sorted(recipients()) == [f"p{n}@example.org" for n in range(8)]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_the_table_of_tasks_holds_the_number_and_no_word(settings):
    settings.TASKS = IN_TABLES
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    mail = write()
    assert DBTaskResult.objects.get().args_kwargs == {"args": [mail.pk], "kwargs": {}}
    work()
    everything = serialize("json", [*DBTaskResult.objects.all()])
    assert "sam@" not in everything
    assert "Secreto" not in everything
    mail.refresh_from_db()
    assert (mail.state, mail.reason, mail.last_error) == ("failed", "fault", "KeyError")


def test_the_mail_rests_encrypted():
    write()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_outgoingmail")
        row = " ".join(str(value) for value in cursor.fetchone())
    assert "accounts/mail/invitation" in row
    assert "sam@" not in row
    assert "Secreto" not in row


def test_nothing_is_queued_on_roll_back(settings):
    settings.TASKS = IN_TABLES
    with transaction.atomic():
        write()
        assert DBTaskResult.objects.count() == 1
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_mail_that_was_not_taken_gets_a_task_for_later(settings):
    settings.TASKS = IN_TABLES
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    mail = write()
    work()
    mail.refresh_from_db()
    later = DBTaskResult.objects.get(status="READY")
    assert (later.run_after, later.args_kwargs["args"]) == (mail.next_try_at, [mail.pk])
    # A worker that is away for hours finds one task for each mail, not one a clock.
    now = mail.next_try_at + timedelta(hours=1)
    assert (rescue_mails(now), count_late_mails(now)) == (0, 1)
    later.delete()
    assert (rescue_mails(now), rescue_mails(now)) == (1, 0)
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_an_error_leaves_its_words_in_the_log_alone(settings, caplog):
    settings.TASKS = IN_TABLES
    task_deliver.enqueue("sam@example.org")  # no number: a fault of ours
    work()
    failed = DBTaskResult.objects.get()
    assert (failed.status, failed.exception_class_path) == (
        "FAILED",
        "sio.core.tasks.TaskFailed",
    )
    assert "ValueError" in failed.traceback
    assert "sam@example.org" not in failed.traceback
    assert "task.failed task_deliver" in caplog.text


def test_a_mail_that_kills_each_worker_is_given_up():
    long_ago = timezone.now() - timedelta(hours=1)
    last = len(RETRY_AFTER) + 1
    mail = mail_of(state="sending", tries=last, claimed_at=long_ago)
    assert deliver(mail.pk) is None
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("given_up", "fault")
    assert recipients() == []


def test_back_off_grows_and_ends_within_three_days():
    assert sorted(RETRY_AFTER) == list(RETRY_AFTER)
    assert timedelta(days=2) < sum(RETRY_AFTER, timedelta()) < timedelta(days=3)


def test_every_state_has_its_moves():
    assert set(ALLOWED_MOVES) == set(MailState)
    ends = {state for state, moves in ALLOWED_MOVES.items() if not moves}
    assert ends == {MailState.SENT, MailState.DROPPED}


@pytest.mark.parametrize("error", [None, ConnectionRefusedError])
def test_the_mail_of_a_killed_worker_is_sent_by_the_next(hanging, error):
    """The one that was only slow comes back after that, and changes nothing."""
    mail = hanging.mail
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("sending", 1)
    with time_machine.travel(timezone.now() + timedelta(minutes=9), tick=False):
        assert rescue_mails(timezone.now()) == 0
        deliver(mail.pk)
        assert recipients() == []
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert rescue_mails(timezone.now()) == 1
    mail.refresh_from_db()
    sent_at = mail.sent_at
    assert (mail.state, mail.tries, len(recipients())) == ("sent", 2, 1)

    assert hanging.ends(error) is None

    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.sent_at) == ("sent", 2, sent_at)
    ids = [one.extra_headers["Message-ID"] for one in django_mail.outbox]
    # It may have left twice: who gets it can tell.
    assert ids == [mail.message_id] * (1 if error else 2)


@pytest.mark.parametrize("state", MailState)
def test_only_what_did_not_leave_can_be_seen_to(state):
    moment = timezone.now() if state == MailState.SENT else None
    mail, other = (mail_of(state=state, sent_at=moment) for _n in range(2))
    may = state in DID_NOT_LEAVE
    assert (queue_again(mail), lay_aside(other)) == (may, may)
    other.refresh_from_db()
    assert (other.state, other.body) == (("dropped", "") if may else (state, "Dag."))
    assert recipients() == (["sam@example.org"] if may else [])


def test_of_two_who_see_to_a_mail_at_once_one_does():
    mail = mail_of(state=MailState.FAILED)
    done = at_once([lambda: queue_again(mail), lambda: lay_aside(mail)])
    assert sorted(done) == [False, True]


def test_a_sent_mail_has_its_moment():
    with pytest.raises(DatabaseError):
        mail_of(state=MailState.SENT)


def test_a_kind_of_mail_that_is_no_more_is_a_mail():
    assert mail_kind("accounts/mail/invitation") == "uitnodiging"
    assert mail_kind("accounts/mail/of_an_earlier_version") == "mail"
