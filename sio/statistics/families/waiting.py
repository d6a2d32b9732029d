"""Who waits for a place at this moment, and material that stands somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from sio.lessons.models import Use
from sio.statistics.cells import year_name
from sio.statistics.rows import Family, Row
from sio.trajects.models import Traject
from sio.trajects.workflow import RUNNING, State


def gather_waiting(cutoff: datetime, _years: range) -> Iterator[Row]:
    """Files on the waiting list, with the days since the application came in.

    The list has no history: it is that of now. Which school year they wait for is
    text, for it may be one that has not begun.
    """
    day = timezone.localdate(cutoff)
    rows = Traject.objects.filter(state=State.WAITING, received_at__lte=cutoff)
    for year, province, level, at in rows.order_by().values_list(
        "school_year", "school__province", "level", "received_at"
    ):
        days = (day - timezone.localdate(at)).days
        yield year_name(year), province or "", level, days


def gather_material(cutoff: datetime, _years: range) -> Iterator[Row]:
    """Files whose material was delivered and is not back, and whether it is used.

    One row for each file, not for each set: how many sets there are, nobody notes.
    """
    day = timezone.localdate(cutoff)
    here = Traject.objects.filter(state__in=RUNNING, delivered_on__lte=day).order_by()
    used = Exists(Use.objects.filter(traject=OuterRef("pk")))
    for province, in_advance, is_used in here.annotate(is_used=used).values_list(
        "school__province", "placed_in_advance", "is_used"
    ):
        unused = "in_advance" if in_advance else "unused"
        yield province or "", "used" if is_used else unused


WAITING = Family(
    name="waiting",
    columns=(
        ("wanted_year", "text"),
        ("province", "text"),
        ("level", "text"),
        ("days", "integer"),
    ),
    gather=gather_waiting,
)
MATERIAL = Family(
    name="material",
    columns=(("province", "text"), ("material", "text")),
    gather=gather_material,
)
