"""What must happen as time goes by; run it every five minutes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from sio.casework.actions.daily import renew_figures
from sio.casework.actions.owner import report_ownerless, return_hand_overs
from sio.casework.actions.retention import retire_files, tell_of_retirements
from sio.casework.actions.today import remind_of_certificates
from sio.core import chores
from sio.core.access_log import drop_old_segments
from sio.core.bounces import delete_old_bounces
from sio.devices.actions import delete_old_codes
from sio.devices.reminders import remind_of_lapses
from sio.intake.actions.draft import delete_old_drafts
from sio.intake.codes import delete_old_codes as delete_old_mailed_codes
from sio.lessons.actions.exceptions import delete_old_exceptions
from sio.lessons.actions.help import delete_old_questions
from sio.postbox.actions import (
    check_what_waits,
    empty_boxes_that_closed,
    throw_away_broken,
    throw_away_old,
)
from sio.schools.actions import delete_old_uploads
from sio.statistics.actions.files import make_missing_files
from sio.statistics.actions.help import count_questions
from sio.statistics.actions.history import delete_old_imports
from sio.statistics.actions.keeping import mix_kept_rows
from sio.statistics.actions.use_of_year import AT_A_TIME, count_uses

logger = logging.getLogger(__name__)
Job = Callable[[], int]


def jobs(now: datetime) -> list[tuple[str, Job]]:
    """Everything the clock does, in this order: its name, and what gives a number.

    A new job is a line here. It must bear to run twice at once, as two clocks may:
    what it does to each row is claimed by compare-and-set, or does no harm twice.
    """
    return [
        ("mails_rescued", partial(chores.rescue_mails, now)),
        ("mails_late", partial(chores.count_late_mails, now)),
        ("classes_reminded", remind_of_lapses),
        ("certificates_told", remind_of_certificates),
        ("files_returned", partial(return_hand_overs, now)),
        ("ownerless_told", report_ownerless),
        ("figures_renewed", renew_figures),
        ("uses_counted", partial(count_uses, AT_A_TIME)),
        ("questions_counted", partial(count_questions, now)),
        ("release_files_made", partial(make_missing_files, now)),
        ("retirements_told", tell_of_retirements),
        ("files_retired", partial(retire_files, now)),
        ("kept_rows_mixed", mix_kept_rows),
        ("post_checked", check_what_waits),
        ("old_post_thrown_away", partial(throw_away_old, now)),
        ("broken_post_thrown_away", partial(throw_away_broken, now)),
        ("closed_boxes_emptied", empty_boxes_that_closed),
        ("old_mails_deleted", partial(chores.delete_old_mails, now)),
        ("old_bounces_deleted", partial(delete_old_bounces, now)),
        ("old_tasks_deleted", partial(chores.delete_old_tasks, now)),
        ("old_codes_deleted", partial(delete_old_codes, now)),
        ("old_drafts_deleted", partial(delete_old_drafts, now)),
        ("old_mailed_codes_deleted", partial(delete_old_mailed_codes, now)),
        ("old_exceptions_deleted", partial(delete_old_exceptions, now)),
        ("old_questions_deleted", partial(delete_old_questions, now)),
        ("old_segments_dropped", partial(drop_old_segments, now)),
        ("old_uploads_deleted", partial(delete_old_uploads, now)),
        ("old_imports_deleted", partial(delete_old_imports, now)),
        ("old_sessions_deleted", partial(delete_old_sessions, now)),
    ]


class Command(BaseCommand):
    help = "Does what is due: late mails, reminders, deleting what is too old."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line per job. What fails is told and does not stop the rest; exit 1."""
        failed = [
            name for name, job in jobs(timezone.now()) if not self.done(name, job)
        ]
        if failed:
            raise CommandError(f"clock.failed {' '.join(failed)}")

    def done(self, name: str, job: Job) -> bool:
        try:
            count = job()
        except Exception as error:  # one job's fault must not cost the others
            logger.exception("clock.job_failed %s", name)
            if not connection.is_usable():
                connection.close()  # so that the next job opens another
            self.stdout.write(f"clock.{name} failed {type(error).__name__}")
            return False
        self.stdout.write(f"clock.{name} {count}")
        return True


def delete_old_sessions(now: datetime) -> int:
    """Delete log-in sessions that have ended; how many. Safe to repeat."""
    ended, _models = Session.objects.filter(expire_date__lt=now).delete()
    return ended
