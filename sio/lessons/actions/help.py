"""Questions to the helpdesk: while one is open, it sees the line in figures.

Both sides learn of each opening and closing at once, and send no figure without an
open question (docs/protocol.md, "The helpdesk").
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.access_log import record_change, record_view
from sio.core.models import AccessRecord
from sio.core.sides import Side
from sio.lessons import rules
from sio.lessons.errors import HelpNotAllowed, HelpOver, HelpTooOften
from sio.lessons.live.hub import HUB
from sio.lessons.models import HelpQuestion
from sio.lessons.queries import open_questions
from sio.trajects.models import Traject
from sio.trajects.queries import standings
from sio.trajects.workflow import MAY_CONNECT

LASTS = timedelta(minutes=60)
PRESSES_AN_HOUR = 6  # of both devices together: a child may like the button
KEEP_QUESTIONS_DAYS = 30
PAGE = "line"  # in the access log


@transaction.atomic
def open_question(
    *, traject: Traject, asked_by: str, trouble: str, by: User
) -> HelpQuestion:
    """Let the helpdesk see the line in figures for an hour; both sides are told.

    Gives the one that is open already, if there is one. Raises HelpNotAllowed, also
    where the traject may have no line now.
    """
    if not rules.may_help(standings(traject, by)):
        raise HelpNotAllowed(_("Dit mag alleen de helpdesk."))
    question, is_new = _open(traject, asked_by, trouble, by)
    if is_new:
        record_change(traject_id=traject.pk, page=PAGE, by=by)
    return question


@transaction.atomic
def ask_for_help(*, traject: Traject, side: Side) -> None:
    """A device asks. Safe to repeat. Raises HelpNotAllowed, HelpTooOften."""
    hour_ago = timezone.now() - timedelta(hours=1)
    pressed = traject.help_questions.filter(
        asked_by__in=Side.values, opened_at__gt=hour_ago
    )
    is_open = open_questions(timezone.now()).filter(traject=traject).exists()
    if not is_open and pressed.count() >= PRESSES_AN_HOUR:
        raise HelpTooOften(_("Je vroeg al vaak om hulp. Bel de helpdesk even."))
    _open(traject, side, "", None)


@transaction.atomic
def close_question(*, question: HelpQuestion, by: User) -> None:
    """The helpdesk sees no more figures. Raises HelpNotAllowed, HelpOver."""
    if not rules.may_help(standings(question.traject, by)):
        raise HelpNotAllowed(_("Dit mag alleen de helpdesk."))
    still_open = HelpQuestion.objects.filter(pk=question.pk)
    if _close(still_open, by=by) != 1:
        raise HelpOver(_("Deze vraag was al gesloten."))
    record_change(traject_id=question.traject_id, page=PAGE, by=by)


@transaction.atomic
def stop_help(*, traject: Traject, side: Side) -> None:
    """A press on a device of this side closes whatever is open. Safe to repeat."""
    _close(traject.help_questions.all(), on=side)


def close_questions_of(*, user: User, by: User) -> None:
    """Close what this person opened; its page closes too, as does any other's.

    Called within the transaction in which a role ends. Pages that this person has open
    on questions of others find the role gone.
    """
    _close(HelpQuestion.objects.filter(opened_by=user), by=by)
    for number in open_questions(timezone.now()).values_list("traject", flat=True):
        _tell(number)


@transaction.atomic
def note_look(*, question: HelpQuestion, by: User) -> None:
    """Record that figures are seen, once a question: a socket needs no page."""
    seen = AccessRecord.objects.filter(
        traject=question.traject_id,
        by=by.pk,
        page=PAGE,
        what=AccessRecord.What.VIEWED,
        at__gte=question.opened_at,
    )
    if not seen.exists():
        record_view(traject_id=question.traject_id, page=PAGE, by=by)


def delete_old_questions(now: datetime) -> int:
    """Delete those that ended over 30 days ago; how many."""
    before = now - timedelta(days=KEEP_QUESTIONS_DAYS)
    deleted, _models = HelpQuestion.objects.filter(ends_at__lt=before).delete()
    return deleted


def _open(
    traject: Traject, asked_by: str, trouble: str, by: User | None
) -> tuple[HelpQuestion, bool]:
    """The open question, and whether it is new. Of two who open one makes the row."""
    if traject.state not in MAY_CONNECT:
        raise HelpNotAllowed(_("Deze verbinding is niet actief."))
    now = timezone.now()
    mine = traject.help_questions.filter(closed_at=None)
    mine.filter(ends_at__lte=now).update(closed_at=F("ends_at"))
    row = HelpQuestion(
        traject=traject,
        asked_by=asked_by,
        trouble=trouble,
        opened_by=by,
        opened_at=now,
        ends_at=now + LASTS,
    )
    HelpQuestion.objects.bulk_create([row], ignore_conflicts=True)
    # Ours, or of who was first; closed already, perhaps, by a quick press.
    question = traject.help_questions.latest("pk")
    _tell(traject.pk)
    return question, question.opened_at == now


def _close(
    questions: QuerySet[HelpQuestion], *, by: User | None = None, on: str = ""
) -> int:
    """Close those that are open; how many. Their pages and devices are told."""
    now = timezone.now()
    still_open = questions.filter(closed_at=None, ends_at__gt=now)
    rooms = list(still_open.order_by().values_list("traject", flat=True))
    closed = still_open.update(closed_at=now, closed_by=by, closed_on=on)
    for room in rooms:
        _tell(room)
    return closed


def _tell(room: int) -> None:
    # robust: what was closed stays closed, also if Redis is away just then.
    transaction.on_commit(partial(HUB.refresh, room), robust=True)
