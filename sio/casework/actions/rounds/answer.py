"""What is done with one call: answered, or tried."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.casework import rules
from sio.casework.errors import (
    AnswersMoved,
    RoundNotAllowed,
    RoundNotOpen,
)
from sio.casework.figures_of_round import kept
from sio.casework.models import (
    Round,
    RoundAnswer,
    RoundCall,
    RoundTry,
)
from sio.casework.queries.rounds import (
    others_answered,
    questions_of,
)
from sio.core.access_log import record_change
from sio.trajects.queries import standings


@transaction.atomic
def answer_call(
    *,
    call: RoundCall,
    values: Mapping[str, object],
    seen: int,
    by: User,
    as_family: bool = False,
    why: str = "",
) -> RoundAnswer:
    """Keep the answers. `seen` is how many there were on the page that was filled in.

    Raises AnswersMoved, and keeps nothing, if somebody else answered meanwhile, for a
    family also if that was before: what one parent said the other does not change.
    RoundNotOpen once the round is closed. Answers to what is not asked are left out.
    """
    if not rules.may_answer(standings(call.traject, by)):
        raise RoundNotAllowed(_("Dit doet wie het dossier volgt, of de familie."))
    hold_open(call.round_id)
    if as_family and others_answered(call, by):
        raise AnswersMoved(_("Er is intussen al geantwoord. Dank je wel!"))
    now = timezone.now()
    unchanged = RoundCall.objects.filter(pk=call.pk, answers_given=seen)
    if unchanged.update(answers_given=seen + 1, answered_at=now) != 1:
        raise AnswersMoved(
            _("Iemand anders vulde dit intussen in. Er is niets overschreven.")
        )
    call.answers_given, call.answered_at = seen + 1, now
    answer = RoundAnswer.objects.create(
        call=call,
        number=seen + 1,
        values=kept(questions_of(call.round), values),
        given_by=_given_by(as_family=as_family),
        by=by,
        at=now,
    )
    record_change(traject_id=call.traject_id, page="round", by=by, why=why)
    return answer


@transaction.atomic
def note_not_reached(*, call: RoundCall, seen: int, by: User) -> None:
    """Nobody answered the telephone: the call goes to the end of the list.

    `seen` is how many tries the page showed, so that a second press counts once.
    """
    check_calls(call, by)
    hold_open(call.round_id)
    held = RoundCall.objects.select_for_update().get(pk=call.pk)
    if held.tries.count() != seen:
        return
    held.tried_at = timezone.now()
    held.save(update_fields=["tried_at"])
    RoundTry.objects.create(call=call, by=by, at=held.tried_at)
    record_change(traject_id=call.traject_id, page="round", by=by)


def check_calls(call: RoundCall, by: User) -> None:
    """Raises RoundNotAllowed for who may not call about this file."""
    if not rules.may_call(standings(call.traject, by)):
        raise RoundNotAllowed(_("Dit doet wie het dossier volgt."))


def hold_open(round_id: int) -> None:
    """Nobody closes the round before this is kept. RoundNotOpen if it is closed."""
    # An update that changes nothing: it holds the row on both databases.
    running = Round.objects.filter(pk=round_id, opened_at__isnull=False, closed_at=None)
    if running.update(opened_at=F("opened_at")) != 1:
        raise RoundNotOpen(_("Deze ronde is afgesloten. Er komen geen antwoorden bij."))


def _given_by(*, as_family: bool) -> str:
    kinds = RoundAnswer.GivenBy
    return kinds.FAMILY if as_family else kinds.STAFF
