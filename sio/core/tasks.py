"""What the worker does (`manage.py db_worker`): each task gets a key, and no more."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django_tasks import task

from sio.core.delivery import deliver

logger = logging.getLogger(__name__)
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class TaskFailed(Exception):
    """Stands in the table of tasks for an error whose words may name a person."""


def wordless(work: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """A task whose errors leave their words in the log, and none in the database.

    The one place besides the borders of views and sockets that catches everything:
    django-tasks keeps the whole text of what a task lets rise.
    """

    @wraps(work)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        try:
            return work(*args, **kwargs)
        except Exception as error:
            logger.exception("task.failed %s", work.__name__)
            raise TaskFailed(type(error).__name__) from None

    return guarded


@task()
@wordless
def task_deliver(pk: int) -> None:
    """Send one mail, and come back when it is to be tried again."""
    again_at = deliver(pk)
    if again_at is not None:
        task_deliver.using(run_after=again_at).enqueue(pk)
