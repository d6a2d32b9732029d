"""What the clock does for mails and tasks. Each may run twice at once without harm."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sio.core.delivery import STRANDED_AFTER, stranded
from sio.core.models import OutgoingMail
from sio.core.tasks import task_deliver
from sio.core.workflow import MailState

KEEP_MAILS_DAYS = 30
KEEP_TASKS_DAYS = 1
MOMENTS = ("state", "next_try_at", "claimed_at")
LATE_AFTER = timedelta(minutes=15)


def rescue_mails(now: datetime) -> int:
    """How many mails got a new task: their worker was killed, or their task is gone.

    Of those whose task still waits for a worker, none: a worker that is away for days
    must not find hundreds of tasks for each.
    """
    # Also of a stranded one: a clock that was just here has moved that moment.
    overdue = Q(next_try_at__lte=now - STRANDED_AFTER)
    left = OutgoingMail.objects.filter(
        Q(state=MailState.QUEUED) | stranded(now), overdue
    ).only(*MOMENTS)
    waiting = _mails_with_a_task()
    return sum(_rescue(mail, now) for mail in left if mail.pk not in waiting)


def count_late_mails(now: datetime) -> int:
    """Mails that should have left a while ago: is there a worker?"""
    due = Q(state=MailState.QUEUED, next_try_at__lte=now - LATE_AFTER)
    return OutgoingMail.objects.filter(due).count()


def delete_old_mails(now: datetime) -> int:
    """Those queued so long ago, sent or not."""
    long_ago = now - timedelta(days=KEEP_MAILS_DAYS)
    deleted, _models = OutgoingMail.objects.filter(queued_at__lt=long_ago).delete()
    return deleted


def delete_old_tasks(now: datetime) -> int:
    """Finished ones, and those that a killed worker left running."""
    long_ago = now - timedelta(days=KEEP_TASKS_DAYS)
    finished = Q(finished_at__lt=long_ago)
    left = Q(status=TaskResultStatus.RUNNING, started_at__lt=long_ago)
    deleted, _models = DBTaskResult.objects.filter(finished | left).delete()
    return deleted


def _mails_with_a_task() -> set[int]:
    ready = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path=task_deliver.module_path
    )
    return {told["args"][0] for told in ready.values_list("args_kwargs", flat=True)}


@transaction.atomic
def _rescue(mail: OutgoingMail, now: datetime) -> bool:
    """False if another clock was first: it has moved one of these moments."""
    unchanged = OutgoingMail.objects.filter(
        pk=mail.pk,
        state=mail.state,
        next_try_at=mail.next_try_at,
        claimed_at=mail.claimed_at,
    )
    if unchanged.update(next_try_at=now) != 1:
        return False
    task_deliver.enqueue(mail.pk)
    return True
