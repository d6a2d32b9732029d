"""Putting a file on the waiting list, moving it there, and taking it off."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import Role, User
from sio.accounts.queries import working_roles
from sio.casework.errors import WaitingMoved, WaitingNotAllowed
from sio.casework.models import WaitingMove
from sio.casework.queries.waiting import place_moves, waiting_files
from sio.core.access_log import record_change
from sio.intake.waiting import Waiting, ordered
from sio.trajects.actions import change_state
from sio.trajects.models import Traject, TrajectChange
from sio.trajects.queries import standings
from sio.trajects.rights import Act, may
from sio.trajects.workflow import State


@transaction.atomic
def put_on_waiting_list(*, traject: Traject, reason: str, by: User) -> None:
    """Its place follows from the day of receipt. Raises as change_state."""
    _check_guides(traject, by)
    change_state(traject=traject, to=State.WAITING, reason=reason, by=by)


@transaction.atomic
def take_from_waiting_list(*, traject: Traject, reason: str, by: User) -> State:
    """Back to where it was before it waited; gives that state."""
    _check_guides(traject, by)
    to = _state_before(traject)
    change_state(traject=traject, to=to, reason=reason, by=by)
    return to


@transaction.atomic
def move_in_waiting_list(
    *, traject: Traject, before: Traject | None, seen: int, reason: str, by: User
) -> WaitingMove:
    """Put it right before another, or at the end; only the coordinator, with a reason.

    `seen` is the place at which `by` saw it: if somebody moved it since, nothing
    happens and WaitingMoved is raised. Moves take turns.
    """
    if Role.Kind.COORDINATOR not in working_roles(by):
        raise WaitingNotAllowed(_("De wachtlijst verschuift alleen de coördinator."))
    year = traject.school_year
    held = list(waiting_files(year).select_for_update(of=("self",)).order_by("pk"))
    waiting = [Waiting(one.pk, one.received_at) for one in held]
    keys = ordered(waiting, place_moves(year))
    if traject.pk not in keys or keys.index(traject.pk) + 1 != seen:
        raise WaitingMoved(_("De wachtlijst is intussen anders. Kijk ze na."))
    if before is not None and before.pk not in keys:
        raise WaitingMoved(_("De wachtlijst is intussen anders. Kijk ze na."))
    move = WaitingMove.objects.create(
        traject=traject, before=before, reason=reason, by=by
    )
    record_change(traject_id=traject.pk, page="waiting", by=by)
    return move


def _state_before(traject: Traject) -> State:
    arrived = TrajectChange.objects.filter(traject=traject, new=State.WAITING)
    last = arrived.order_by("at", "pk").last()
    return State(last.old) if last is not None and last.old else State.APPLIED


def _check_guides(traject: Traject, by: User) -> None:
    if not may(standings(traject, by), Act.GUIDE):
        raise WaitingNotAllowed(_("Dit doet wie het dossier volgt."))
