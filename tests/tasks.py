"""How tasks run in tests: at once, as soon as what asked for them is committed."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend


class AfterCommit(ImmediateBackend):
    """Mails are in `mail.outbox` after the commit; what is for later waits for a clock.

    As with the real one nothing is done on roll-back. In a test without transactions
    of its own, `django_capture_on_commit_callbacks(execute=True)` makes the commit.
    """

    supports_defer = True

    def _execute_task(self, task_result):
        if task_result.task.run_after is None:
            transaction.on_commit(partial(super()._execute_task, task_result))
