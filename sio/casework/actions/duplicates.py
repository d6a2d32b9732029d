"""Joining two files of one child, undoing that, and telling two children apart."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.casework.errors import MergeNotAllowed, MergeUndone
from sio.casework.models import FileMerge, NotTheSame
from sio.core.access_log import record_change
from sio.trajects.actions import change_state
from sio.trajects.models import Traject
from sio.trajects.queries import standings
from sio.trajects.rights import Act, may
from sio.trajects.workflow import State, may_move


@transaction.atomic
def merge_files(*, kept: Traject, merged: Traject, reason: str, by: User) -> FileMerge:
    """Let `merged` go on in `kept`: it leaves every list, and nothing is copied.

    Raises MergeNotAllowed unless `by` guides both, or when `merged` runs already or
    `kept` is over. MoveNotAllowed if somebody moved it meanwhile.
    """
    _check_guides(kept, by)
    _check_guides(merged, by)
    if kept.pk == merged.pk or kept.state == State.MERGED:
        raise MergeNotAllowed(_("Kies een ander dossier om verder te gaan."))
    if not may_move(merged.state, State.MERGED):
        raise MergeNotAllowed(
            _("Dit dossier loopt al of is voorbij. Voeg het andere hierin samen.")
        )
    merge = FileMerge.objects.create(
        kept=kept, merged=merged, old_state=merged.state, reason=reason, by=by
    )
    change_state(traject=merged, to=State.MERGED, reason=reason, by=by)
    record_change(traject_id=kept.pk, page="merge", by=by)
    return merge


@transaction.atomic
def undo_merge(*, merge: FileMerge, by: User) -> None:
    """Put the merged file back where it was. MergeUndone for who comes second."""
    _check_guides(merge.kept, by)
    still = FileMerge.objects.filter(pk=merge.pk, undone_at=None)
    if still.update(undone_at=timezone.now(), undone_by=by) != 1:
        raise MergeUndone(_("Iemand anders heeft dit al ongedaan gemaakt."))
    change_state(
        traject=merge.merged,
        to=State(merge.old_state),
        reason=_("samenvoegen ongedaan gemaakt"),
        by=by,
    )
    record_change(traject_id=merge.kept_id, page="merge", by=by)


@transaction.atomic
def tell_apart(*, one: Traject, other: Traject, by: User) -> None:
    """These are two children: never propose it again. Safe to repeat."""
    _check_guides(one, by)
    first, second = sorted((one.pk, other.pk))
    NotTheSame.objects.get_or_create(
        first_id=first, second_id=second, defaults={"by": by}
    )
    record_change(traject_id=one.pk, page="merge", by=by)


def _check_guides(traject: Traject, by: User) -> None:
    if not may(standings(traject, by), Act.GUIDE):
        raise MergeNotAllowed(
            _("Samenvoegen doet wie beide dossiers volgt, of de coördinator.")
        )
