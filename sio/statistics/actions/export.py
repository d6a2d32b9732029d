"""Taking one cube along as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from sio.core.access_log import record_export
from sio.statistics.actions.known import earlier_of, tables_before
from sio.statistics.actions.snapshot import count_cubes
from sio.statistics.cells import ShownCube
from sio.statistics.cube_files import csv_of, json_of
from sio.statistics.cubes import CUBES, recipe_of
from sio.statistics.cubes.errors import (
    ExportNeedsReason,
    ExportOptionsClash,
    ExportReasonTooLong,
    ThresholdImpossible,
)
from sio.statistics.disclosure import protect, unprotected
from sio.statistics.disclosure.releases import by_name
from sio.statistics.models import CubeExport, Release
from sio.statistics.queries.releases import crowds_of

OPERATOR = "operator"


@dataclass(frozen=True)
class Wish:
    """What is asked for. No `k`: the threshold of the settings."""

    cube: str
    years: range
    format: str
    k: int | None = None
    unsuppressed: bool = False
    reason: str = ""

    @property
    def threshold(self) -> int | None:
        """Below which numbers are hidden; None if none are."""
        if self.unsuppressed:
            return None
        return settings.SMALL_CELLS if self.k is None else self.k


def export_cube(wish: Wish, cutoff: datetime) -> str:
    """The text of the file. What shows more than usual is in the access log.

    Asks no right: who runs a command on the server has them all. Raises CubeUnknown,
    YearsImpossible, ThresholdImpossible, ExportNeedsReason, ExportReasonTooLong and
    ExportOptionsClash.
    """
    _check(wish)
    k = wish.threshold
    if k is None:
        [shown] = unprotected(count_cubes([wish.cube], wish.years, cutoff))
    else:
        shown = _protected(wish, cutoff, k)
    if k is None or k < settings.SMALL_CELLS:
        _record(wish)
    return _text(wish, shown, cutoff)


def _protected(wish: Wish, cutoff: datetime, k: int) -> ShownCube:
    """As if all cubes about the same people were given out, after what is out already.

    So that files that are taken along one by one tell no more than all of them at once.
    """
    crowd = crowds_of([recipe_of(wish.cube).universe])
    names = [name for name, one in CUBES.items() if crowd & crowds_of([one.universe])]
    found = count_cubes(names, wish.years, cutoff)
    as_release = Release(
        first_year=wish.years[0], last_year=wish.years[-1], cutoff_at=cutoff
    )
    known = [*earlier_of(as_release, found), *tables_before(as_release, found)]
    shown = by_name(protect(found, k=k, earlier=known).shown)
    return shown[wish.cube]


def _text(wish: Wish, shown: ShownCube, cutoff: datetime) -> str:
    if wish.format == CubeExport.Format.CSV:
        return csv_of(shown)
    return json_of(shown, k=wish.threshold, cutoff=cutoff)


@transaction.atomic
def _record(wish: Wish) -> None:
    row = CubeExport.objects.create(
        cube=wish.cube,
        first_year=wish.years[0],
        last_year=wish.years[-1],
        format=wish.format,
        k=wish.threshold,
        reason=wish.reason,
    )
    why = f"cube-export {row.pk}"
    record_export(traject_id=None, page="figures", by=None, actor=OPERATOR, why=why)


def _check(wish: Wish) -> None:
    recipe_of(wish.cube)
    if wish.unsuppressed and wish.k is not None:
        raise ExportOptionsClash(
            _("Kies een drempel, of alle aantallen, en niet allebei.")
        )
    if wish.unsuppressed and not wish.reason.strip():
        raise ExportNeedsReason(
            _("Zeg waarom je alle aantallen meeneemt, ook de kleine.")
        )
    longest = CubeExport._meta.get_field("reason").max_length
    if len(wish.reason) > (longest or 0):
        raise ExportReasonTooLong(
            _("De reden telt hoogstens %(most)d tekens.") % {"most": longest}
        )
    k = wish.threshold
    smallest, largest = settings.FEWEST_SMALL_CELLS, settings.MOST_SMALL_CELLS
    if k is not None and not smallest <= k <= largest:
        raise ThresholdImpossible(
            _("De drempel ligt tussen %(least)d en %(most)d.")
            % {"least": smallest, "most": largest}
        )
