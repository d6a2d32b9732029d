"""Many files to another state with one reason, and back again.

Beginning writes down what was seen; each step then moves up to BATCH files in one
transaction, so that a long move can be followed, stopped and gone on with.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.actions.move import check_spoken
from sio.casework.errors import BulkMovedMeanwhile, BulkNotAllowed
from sio.casework.models import BulkItem, BulkMove
from sio.casework.queries.choice import Choice
from sio.core.errors import DomainError
from sio.lessons.actions import move_traject
from sio.trajects.models import Traject
from sio.trajects.workflow import State

BATCH = 200
ROWS = 500


@dataclass(frozen=True)
class Seen:
    """One file as the preview showed it."""

    traject: int
    old: State
    new: State


@transaction.atomic
def begin_bulk(
    *,
    preview: UUID,
    seen: Collection[Seen],
    choice: Choice,
    reason: str,
    is_closing: bool = False,
    undoes: BulkMove | None = None,
    by: User,
) -> BulkMove:
    """Write down what is to move; nothing moves yet. Pressed twice it begins once.

    `is_closing`: this is the pause of a closing of all schools. With `undoes` each
    file goes back to where it was before that bulk move.
    """
    _check(by)
    to = "" if undoes else next((one.new for one in seen), State.PAUSED)
    bulk, is_new = BulkMove.objects.get_or_create(
        preview=preview,
        defaults={
            "to": to,
            "undoes": undoes,
            "chosen": choice.as_json(),
            "reason": reason,
            "is_closing": is_closing and to == State.PAUSED,
            "by": by,
        },
    )
    if is_new:
        there = set(
            Traject.objects.filter(pk__in=[one.traject for one in seen])
            .order_by()
            .values_list("pk", flat=True)
        )
        BulkItem.objects.bulk_create(
            (
                BulkItem(bulk=bulk, traject_id=one.traject, old=one.old, new=one.new)
                for one in seen
                if one.traject in there
            ),
            batch_size=ROWS,
        )
    return bulk


@transaction.atomic
def move_next(*, bulk: BulkMove, by: User) -> int:
    """Move the next files of this bulk move; how many are left after it.

    Each moves as one alone would: only if it still stands as it was seen, and its lines
    learn of it. What can't is skipped, with the code of why. Safe to press twice.
    """
    _check(by)
    todo = bulk.items.filter(result=BulkItem.Result.TODO)
    held = todo.select_for_update(of=("self",)).order_by("traject")
    items = list(held[:BATCH])
    # All rows first, then the head of the access log, which every move takes: who waits
    # for the head holds one of these rows perhaps (sio/core/access_log.py).
    files = Traject.objects.select_for_update(of=("self",)).order_by("pk")
    wanted = files.filter(pk__in=[item.traject_id for item in items])
    by_pk = {traject.pk: traject for traject in wanted}
    for item in items:
        _move(item, by_pk.get(item.traject_id), bulk.reason, by)
    BulkItem.objects.bulk_update(items, ["result", "why", "moved_at"], batch_size=ROWS)
    left = todo.count()
    if not left:
        BulkMove.objects.filter(pk=bulk.pk, finished_at=None).update(
            finished_at=timezone.now()
        )
    return left


def move_all(*, bulk: BulkMove, by: User) -> None:
    """Every step after another, each a transaction of its own."""
    while move_next(bulk=bulk, by=by):
        pass


@transaction.atomic
def end_closing(*, bulk: BulkMove, by: User) -> None:
    """The schools are open again: the notice goes. Moves nobody; safe to repeat."""
    _check(by)
    BulkMove.objects.filter(pk=bulk.pk, is_closing=True, closing_ended_at=None).update(
        closing_ended_at=timezone.now(), closing_ended_by=by
    )


def _move(item: BulkItem, traject: Traject | None, reason: str, by: User) -> None:
    try:
        if traject is None or traject.state != item.old:
            raise BulkMovedMeanwhile(_("Iemand verplaatste dit dossier intussen."))
        check_spoken(traject, State(item.new))
        move_traject(traject=traject, to=State(item.new), reason=reason, by=by)
    except DomainError as error:
        item.result, item.why = BulkItem.Result.SKIPPED, error.code
        return
    item.result, item.moved_at = BulkItem.Result.MOVED, traject.state_since


def _check(by: User) -> None:
    if not rules.may_move_many(working_roles(by)):
        raise BulkNotAllowed(_("Dit doet de coördinator."))
