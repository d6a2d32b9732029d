"""Keeping the row of the figures in step with a file, without a way back to it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from sio.trajects.models import (
    HealthPart,
    PseudonymRow,
    ReasonGroup,
    Traject,
    TrajectChange,
)
from sio.trajects.workflow import State

HIDDEN_AMONG = 20  # other rows that are written anew with each


@transaction.atomic
def keep_pseudonym(traject: Traject) -> None:
    """Make the pseudonymous row of a file say what the file says; safe to repeat.

    There is a row once the traject has started. Call it after whatever changes the
    reason group, the school, the level, the start or the end; a school that moves is
    found by `renew_provinces`. Asks no right.
    """
    moves = traject.changes.filter(new__in=[State.ACTIVE, State.ENDED])
    moments = list(moves.values_list("new", "at"))
    started = [at for new, at in moments if new == State.ACTIVE]
    if not started:
        return
    ended = [at for new, at in moments if new == State.ENDED]
    part = _locked_part(traject)
    group = ReasonGroup.objects.filter(code=part.group_code).first()
    school = Traject.objects.select_related("school").get(pk=traject.pk).school
    _write_among_others(
        PseudonymRow(
            key=_key_of(part),
            group=group.code if group else "",
            main=group.main if group else "",
            level=traject.level,
            province=school.province if school else "",
            started=_month(min(started)),
            ended=_month(max(ended)) if ended else "",
        )
    )


def renew_provinces() -> int:
    """Write anew the rows whose school is in another province now; how many.

    A school knows nothing of its files, so its screen and the list of schools can't do
    this. Safe to repeat: what is in step is not touched.
    """
    started = TrajectChange.objects.filter(
        traject=OuterRef("traject"), new=State.ACTIVE
    )
    parts = HealthPart.objects.filter(Exists(started)).order_by("pk")
    held = {
        str(key): province
        for key, province in PseudonymRow.objects.values_list("key", "province")
    }
    facts = parts.values_list("traject", "pseudonym", "traject__school__province")
    stale = [pk for pk, key, now in facts if held.get(key) != (now or "")]
    for traject in Traject.objects.filter(pk__in=stale).order_by("pk"):
        keep_pseudonym(traject)
    return len(stale)


def _locked_part(traject: Traject) -> HealthPart:
    HealthPart.objects.get_or_create(traject=traject)
    return HealthPart.objects.select_for_update().get(traject=traject)


def _key_of(part: HealthPart) -> UUID:
    if not part.pseudonym:
        part.pseudonym = str(uuid4())
        part.save(update_fields=["pseudonym"])
    return UUID(part.pseudonym)


def _write_among_others(row: PseudonymRow) -> None:
    """Write the row together with others taken at random, all in the order of keys.

    Where a row lies on disk, and in which transaction it was written, then tells no
    more than that it is one of these: the file's own rows bear exact moments.
    """
    others = PseudonymRow.objects.select_for_update().exclude(key=row.key)
    anew = list(others.filter(key__gte=uuid4()).order_by("key")[:HIDDEN_AMONG])
    rest = others.exclude(key__in=[one.key for one in anew]).order_by("key")
    anew += rest[: HIDDEN_AMONG - len(anew)]  # round the corner, from the first key
    anew.append(row)
    PseudonymRow.objects.filter(key__in=[one.key for one in anew]).delete()
    PseudonymRow.objects.bulk_create(sorted(anew, key=lambda one: one.key))


def _month(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m}"
