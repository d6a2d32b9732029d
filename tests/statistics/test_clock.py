"""The clock does what is due once, goes on after a fault, and may run again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import StringIO
from threading import Barrier
from uuid import uuid4

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sio.core.bounces import mark_bounce
from sio.core.chores import KEEP_MAILS_DAYS
from sio.core.models import Bounce, OutgoingMail
from sio.core.sides import Side
from sio.devices.actions import make_code
from sio.devices.models import PairingCode
from sio.intake.models import Draft, MailedCode
from sio.lessons.models import ScheduleException, Use
from tests.conftest import paired

NOW = "2027-08-02T09:00:00+02:00"
ONCE = {
    "mails_rescued": 2,
    "mails_late": 0,
    "classes_reminded": 1,
    "certificates_told": 0,
    "files_returned": 0,
    "ownerless_told": 0,
    "figures_renewed": 0,
    "uses_counted": 1,
    "questions_counted": 2,
    "release_files_made": 0,
    "retirements_told": 0,
    "files_retired": 0,
    "kept_rows_mixed": 0,
    "post_checked": 0,
    "old_post_thrown_away": 0,
    "broken_post_thrown_away": 0,
    "closed_boxes_emptied": 0,
    "old_mails_deleted": 1,
    "old_bounces_deleted": 1,
    "old_tasks_deleted": 2,
    "old_codes_deleted": 1,
    "old_drafts_deleted": 1,
    "old_mailed_codes_deleted": 1,
    "old_exceptions_deleted": 1,
    "old_questions_deleted": 1,
    "old_segments_dropped": 0,
    "old_uploads_deleted": 0,
    "old_imports_deleted": 0,
    "old_sessions_deleted": 1,
}
NOTHING = dict.fromkeys(ONCE, 0)


@pytest.fixture(autouse=True)
def _in_august():
    with time_machine.travel(NOW, tick=False):
        yield


def mail_of(**fields):
    return OutgoingMail.objects.create(
        address="sam@example.org",
        template="accounts/mail/invitation",
        subject="Dag",
        **fields,
    )


def task_of(**fields):
    kept = {"args_kwargs": {"args": [0], "kwargs": {}}, "exception_class_path": ""}
    return DBTaskResult.objects.create(
        task_path="sio.core.tasks.task_deliver", traceback="", **kept, **fields
    )


@pytest.fixture
def due(traject, school_class, sofie, carla):
    """For each job something to do, and beside it something to leave."""
    now = timezone.now()
    long_ago = now - timedelta(days=400)
    make_code(place=traject, by=carla)
    PairingCode.objects.update(expires_at=long_ago)
    make_code(place=traject, by=carla)
    for day in (date(2020, 10, 14), date(2027, 6, 1)):
        ScheduleException.objects.create(traject=traject, on=day, kind="cancelled")
    for key, moment in (("old", long_ago), ("fresh", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, expire_date=moment)
    paired(
        carla,
        side=Side.CLASS,
        school_class=school_class,
        label="Klasset",
        valid_until=date(2027, 9, 1),
    )
    for moment in (long_ago, now):
        traject.help_questions.create(
            asked_by="home",
            opened_at=moment,
            ends_at=moment + timedelta(hours=1),
            closed_at=moment,
        )
        Draft.objects.create(language="nl-be", touched_at=moment)
        MailedCode.objects.create(
            purpose="resume", created_at=moment, expires_at=moment, tries_left=5
        )
    ago = now - timedelta(minutes=11)
    mail_of(state="sending", tries=1, claimed_at=ago, next_try_at=ago)
    mail_of(state="queued", next_try_at=ago)
    mail_of(state="sending", tries=1, claimed_at=now, next_try_at=ago)
    mail_of(state="queued", next_try_at=now + timedelta(minutes=5))
    old, fresh = (now - timedelta(days=KEEP_MAILS_DAYS, hours=h) for h in (1, -1))
    mail_of(state="failed", queued_at=old)
    mail_of(state="sent", sent_at=fresh, queued_at=fresh)
    for name, moment in (("old", long_ago), ("fresh", now)):
        bounce = mark_bounce(address=f"{name}@example.org", why="full", by=None)
        Bounce.objects.filter(pk=bounce.pk).update(last_at=moment)
    Use.objects.create(
        connection=uuid4(), traject=traject, started_at=ago, stopped_at=now
    )
    task_of(status="SUCCESSFUL", finished_at=long_ago)
    task_of(status="RUNNING", started_at=long_ago)
    task_of(status="SUCCESSFUL", finished_at=now)
    task_of(status="RUNNING", started_at=now)


def tick():
    """What it says, by job."""
    said = StringIO()
    call_command("clock", stdout=said)
    return counted(said)


def counted(said):
    words = [
        line.removeprefix("clock.").split() for line in said.getvalue().splitlines()
    ]
    return {name: int(count) for name, count in words}


def check_what_is_left():
    assert PairingCode.objects.count() == 1
    assert ScheduleException.objects.count() == 1
    assert Draft.objects.count() == MailedCode.objects.count() == 1
    assert [one.session_key for one in Session.objects.all()] == ["fresh"]
    recipients = sorted(address for message in mail.outbox for address in message.to)
    assert recipients == [
        "carla@example.org",
        "sam@example.org",
        "sam@example.org",
        "sofie@example.org",
    ]
    assert [one.address for one in Bounce.objects.all()] == ["fresh@example.org"]
    states = sorted(OutgoingMail.objects.values_list("state", flat=True))
    assert states == ["queued", "sending", *["sent"] * 5]
    statuses = sorted(DBTaskResult.objects.values_list("status", flat=True))
    assert statuses == ["RUNNING", "SUCCESSFUL"]


@pytest.mark.django_db(transaction=True)
def test_what_is_due_is_done_once(due):
    assert tick() == ONCE
    assert tick() == NOTHING
    check_what_is_left()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_do_each_thing_once(due):
    together = Barrier(2)

    def run(_n):
        try:
            together.wait(timeout=10)
            return tick()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(run, range(2))
    assert {name: first[name] + second[name] for name in ONCE} == ONCE
    check_what_is_left()


@pytest.fixture
def no_exceptions_table(transactional_db):
    """One job meets a real fault."""
    table = ScheduleException._meta.db_table

    def rename(old, new):
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")

    rename(table, "elsewhere")
    yield
    rename("elsewhere", table)


@pytest.mark.usefixtures("no_exceptions_table")
def test_a_job_that_fails_is_told_and_does_not_stop_the_others():
    said = StringIO()
    with pytest.raises(CommandError, match=r"^clock\.failed old_exceptions_deleted$"):
        call_command("clock", stdout=said)
    lines = said.getvalue().splitlines()
    [failed] = [line for line in lines if line.endswith("Error")]
    assert failed.startswith("clock.old_exceptions_deleted failed ")
    others = [f"clock.{name} 0" for name in NOTHING if "exceptions" not in name]
    assert [line for line in lines if line != failed] == others
