"""What an erased file of a pupil adds to school years that another file has too.

A pupil is one row a year. So as long as another file has that year, or may still get
it, what the erased one adds stays with the pupil (`FormerUse`); then it is a KeptRow.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db import transaction
from django.utils import timezone

from sio.core.time import this_school_year
from sio.statistics.families import use
from sio.statistics.models import FormerUse, UseOfYear
from sio.statistics.queries.to_count import ran_when
from sio.statistics.rows import Row, fetched
from sio.trajects.models import Pupil, Traject

_SUMS = (
    *("province", "seconds", "connections", "reconnects", "followed", "planned"),
    *("attended", "first_month", "last_month"),
)


def use_without(traject: Traject, mine: Collection[UseOfYear]) -> list[Row]:
    """Rows of the years that no other file of the pupil has; of others its share waits.

    `mine` are the sums of this file, which is about to go.
    """
    others = Traject.objects.filter(pupil=traject.pupil_id).exclude(pk=traject.pk)
    files = sorted(others.values_list("pk", flat=True))
    former = list(FormerUse.objects.filter(pupil=traject.pupil_id))
    years = {one.school_year for one in former} | {one.school_year for one in mine}
    held = _held(years, files)
    waits = [one for one in former if one.school_year in held]
    rank = _take_place(traject.pk, waits, files)
    after = _before(traject.pk, files)
    waits += [
        _former(traject, one, after, rank) for one in mine if one.school_year in held
    ]
    return _settled(traject.pupil_id, years - held, waits)


def settle_former_uses(keep: Callable[[Collection[Row]], object]) -> None:
    """Of all pupils, hand over the rows of years that no file has any more, to keep.

    A year was held because a file might still get it, and did not. What goes on to
    wait is written anew, so that nothing ties it to the erasure. A pupil of whom a file
    is being erased at this moment is left to that.
    """
    pupils = FormerUse.objects.order_by("pupil").values_list("pupil", flat=True)
    for pupil in list(pupils.distinct()):
        with transaction.atomic():
            free = Pupil.objects.select_for_update(skip_locked=True, no_key=True)
            found = free.filter(pk=pupil).values_list("pk", flat=True)
            keep([row for one in found for row in _settle(one)])


def _settle(pupil: int) -> list[Row]:
    files = Traject.objects.filter(pupil=pupil).values_list("pk", flat=True)
    former = list(FormerUse.objects.filter(pupil=pupil))
    years = {one.school_year for one in former}
    held = _held(years, list(files))
    waits = [one for one in former if one.school_year in held]
    return _settled(pupil, years - held, waits)


def _held(years: Collection[int], files: Collection[int]) -> set[int]:
    """Of these years those in which these files ran, counted or not, or still may."""
    counted = UseOfYear.objects.filter(traject__in=files, ran=True)
    held = set(counted.values_list("school_year", flat=True))
    held = held.union(*(ran.years for ran in ran_when(files, timezone.now()).values()))
    if files:
        held |= {year for year in years if year >= this_school_year()}
    return held.intersection(years)


def _settled(pupil: int, gone: Collection[int], waits: list[FormerUse]) -> list[Row]:
    """The rows of years that nobody has any more, once the others were written anew."""
    rows = fetched(use.of_pupil(pupil, gone)) if gone else []
    FormerUse.objects.filter(pupil=pupil).delete()
    FormerUse.objects.bulk_create(sorted(waits, key=lambda one: one.key))
    return rows


def _take_place(number: int, former: Collection[FormerUse], files: list[int]) -> int:
    """The rank of a file that goes; those of later ones move up, and follow another."""
    rank = 1 + max((one.rank for one in former if one.after < number), default=0)
    for one in former:
        if one.after >= number:
            one.rank += 1
        if one.after == number:
            one.after = _before(number, files)
    return rank


def _before(number: int, files: Collection[int]) -> int:
    return max((one for one in files if one < number), default=0)


def _former(traject: Traject, row: UseOfYear, after: int, rank: int) -> FormerUse:
    return FormerUse(
        pupil_id=traject.pupil_id,
        after=after,
        rank=rank,
        level=traject.level,
        network=row.school.network if row.school else "",
        school_year=row.school_year,
        **{name: getattr(row, name) for name in _SUMS},
    )
