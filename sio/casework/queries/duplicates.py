"""Files that may be of the same child: proposals, never more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sio.casework.models import FileMerge, NotTheSame
from sio.casework.sameness import Child, why_alike
from sio.trajects.models import Traject
from sio.trajects.workflow import State

LOOKED_AT = 200  # files that share a birth date or a sound; far more than ever do


@dataclass(frozen=True)
class Proposal:
    """Another file that may be of the same child, and why, in words."""

    traject: Traject
    reasons: list[str]


def proposals(traject: Traject) -> list[Proposal]:
    """The files that look like this one's child, most reasons first; two queries.

    Without those that were joined, or told apart by a person. Whoever is shown them
    must see this file; what of the others is shown is for the view.
    """
    mine = _child(traject)
    found = [
        Proposal(other, reasons)
        for other in _candidates(traject)
        if (reasons := why_alike(mine, _child(other)))
    ]
    return sorted(found, key=lambda one: (-len(one.reasons), one.traject.pk))


def files_of_child(traject: Traject) -> QuerySet[Traject]:
    """The other files that are said to be of this child, newest first."""
    mine = Traject.objects.filter(pupil=traject.pupil_id).exclude(pk=traject.pk)
    return mine.select_related("pupil", "school").order_by("-received_at", "-pk")


def merges_of(traject: Traject) -> QuerySet[FileMerge]:
    """Where this file was kept or merged, undone or not, oldest first."""
    return FileMerge.objects.filter(Q(kept=traject) | Q(merged=traject)).select_related(
        "kept__pupil", "merged__pupil", "by", "undone_by"
    )


def _candidates(traject: Traject) -> QuerySet[Traject]:
    pupil = traject.pupil
    near = Q(pupil__sounds=pupil.sounds) & ~Q(pupil__sounds="")
    near |= Q(pupil__birth_date__in=_born(pupil.birth_date))
    told_apart = NotTheSame.objects.filter(Q(first=traject) | Q(second=traject))
    apart = {pk for pair in told_apart.values_list("first", "second") for pk in pair}
    return (
        Traject.objects.filter(near)
        .exclude(pk__in={traject.pk, *apart})
        .exclude(pupil=pupil)
        .exclude(state=State.MERGED)
        .select_related("pupil", "school")
        .order_by("-pk")[:LOOKED_AT]
    )


def _born(day: date | None) -> list[date]:
    """The day, and the day with day and month changed round."""
    if day is None:
        return []
    return [day, date(day.year, day.day, day.month)] if day.day <= 12 else [day]


def _child(traject: Traject) -> Child:
    pupil = traject.pupil
    return Child(pupil.first_name, pupil.last_name, pupil.birth_date, traject.school_id)
