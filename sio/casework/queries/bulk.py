"""What a bulk move would do, what one did, and whether all schools are closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.models import BulkItem, BulkMove
from sio.casework.queries.choice import Choice, files_chosen
from sio.trajects.models import Traject
from sio.trajects.workflow import NEEDS_CLASS, State, may_move, moves_by_hand

# Where many may go with one reason: no letter, outcome, date or place on a list.
TARGETS = tuple(
    state
    for state in State
    if state != State.ENDED and any(state in moves_by_hand(old) for old in State)
)


@dataclass(frozen=True)
class Planned:
    """One file of a preview; `obstacle` says why it can't move, empty if it can."""

    traject: Traject
    old: State
    new: State
    obstacle: str = ""


def bulk_moves_visible_to(user: User) -> QuerySet[BulkMove]:
    """All for the coordinator, newest first; nobody else's."""
    if not rules.may_move_many(working_roles(user)):
        return BulkMove.objects.none()
    return BulkMove.objects.select_related("by", "undoes")


def with_counts(moves: QuerySet[BulkMove]) -> QuerySet[BulkMove]:
    """Each with `asked`, `moved` and `skipped`."""
    result = BulkItem.Result
    return moves.annotate(
        asked=Count("items"),
        moved=Count("items", filter=Q(items__result=result.MOVED)),
        skipped=Count("items", filter=Q(items__result=result.SKIPPED)),
    )


def plan_move(choice: Choice, to: State, user: User) -> list[Planned]:
    """What would happen to each chosen file; what can't move first, then by name."""
    files = files_chosen(choice, user).exclude(state=to)
    planned = [Planned(one, State(one.state), to, _obstacle(one, to)) for one in files]
    return _hindered_first(planned)


def plan_undo(bulk: BulkMove, choice: Choice, user: User) -> list[Planned]:
    """The same for the way back: each moved file to where it was before `bulk`.

    Who was moved since by a person stays where that person put it.
    """
    items = {
        item.traject_id: item
        for item in bulk.items.filter(result=BulkItem.Result.MOVED)
    }
    moved = bulk.items.filter(result=BulkItem.Result.MOVED).values("traject")
    files = files_chosen(choice, user).filter(pk__in=moved)
    return _hindered_first(_way_back(one, items[one.pk]) for one in files)


def skipped_of(bulk: BulkMove) -> QuerySet[BulkItem]:
    """The files that did not move, by name of the pupil."""
    return (
        bulk.items.filter(result=BulkItem.Result.SKIPPED)
        .select_related("traject__pupil")
        .order_by("traject__pupil__last_name", "traject__pupil__first_name", "pk")
    )


def closing_now() -> BulkMove | None:
    """The bulk pause of a closing of all schools that has not ended; the newest."""
    return (
        BulkMove.objects.filter(is_closing=True, closing_ended_at=None)
        .order_by("-at", "-pk")
        .first()
    )


def still_where_moved(bulk: BulkMove) -> int:
    """How many files this bulk move could still be undone for."""
    return bulk.items.filter(
        result=BulkItem.Result.MOVED,
        traject__state=F("new"),
        traject__state_since=F("moved_at"),
    ).count()


def _way_back(traject: Traject, item: BulkItem) -> Planned:
    old, new = State(item.new), State(item.old)
    if traject.state != item.new or traject.state_since != item.moved_at:
        said = _("intussen door iemand verplaatst")
        return Planned(traject, State(traject.state), new, said)
    return Planned(traject, old, new, _obstacle(traject, new))


def _obstacle(traject: Traject, to: State) -> str:
    if not may_move(traject.state, to) or to not in moves_by_hand(traject.state):
        return _("kan niet in één stap van hier naar daar")
    if to in NEEDS_CLASS and traject.school_class_id is None:
        return _("heeft nog geen klas")
    return ""


def _hindered_first(planned: Iterable[Planned]) -> list[Planned]:
    return sorted(planned, key=lambda one: not one.obstacle)
