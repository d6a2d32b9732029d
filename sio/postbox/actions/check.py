"""Having ClamAV look at what was put in, where it is installed."""

from __future__ import annotations

import logging

from django_tasks import task

from sio.core.keyring import CannotDecrypt
from sio.core.tasks import wordless
from sio.postbox import clamd
from sio.postbox.actions.throw import shred
from sio.postbox.models import ParcelFile, Verdict
from sio.postbox.store import contents_of

logger = logging.getLogger(__name__)
AT_ONCE = 50


def check_file(pk: int) -> bool:
    """Look at one file; False if it must be tried again, for ClamAV is away.

    What is infected is made unreadable at once; the row stays, so that both sides can
    be told. Safe to repeat: a verdict is given once.
    """
    file = ParcelFile.objects.filter(pk=pk, verdict=Verdict.OPEN).first()
    if file is None or not clamd.is_set():
        return True
    try:
        found = clamd.look_at(contents_of(file))
    except clamd.ClamdAway as error:
        logger.warning("postbox.clamd_away %s", error)
        return False
    except clamd.ClamdStumbled as error:
        logger.warning("postbox.clamd_stumbled %s %s", pk, error)
        return True  # the next file need not wait for this one
    except CannotDecrypt:
        logger.exception("postbox.damaged %s", pk)
        return True  # who picks it up is told
    verdict = Verdict(found.value)
    ParcelFile.objects.filter(pk=pk, verdict=Verdict.OPEN).update(verdict=verdict)
    if verdict == Verdict.INFECTED:
        logger.warning("postbox.infected %s", pk)
        shred(file)
    return True


def check_what_waits() -> int:
    """Look at files that nobody has looked at yet; how many. Stops where ClamAV does.

    For the clock: of those whose task found it away, or that came before it was set.
    """
    if not clamd.is_set():
        return 0
    waiting = ParcelFile.objects.filter(
        verdict=Verdict.OPEN, parcel__put_at__isnull=False
    )
    # By chance: some get no verdict, and those behind them must have their turn.
    keys = list(waiting.order_by("?").values_list("pk", flat=True)[:AT_ONCE])
    checked = 0
    for pk in keys:
        if not check_file(pk):
            break
        checked += 1
    return checked


@task()
@wordless
def task_check(pk: int) -> None:
    """Look at one file; if ClamAV is away, the clock tries again."""
    check_file(pk)
