"""Who was not reached within the term, and who not within three times the term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from sio.casework.fivedays import (
    FAR_OVERDUE_TERMS,
    day_in_brussels,
    days_late,
    late_from,
)
from sio.casework.queries.due_files import unreached
from sio.casework.queries.scope import consultants_of
from sio.schools.models import Region
from sio.schools.queries import RegionMap
from sio.schools.workdays import WorkCalendar
from sio.trajects.models import Traject

LOOK_BACK = timedelta(days=45)  # 15 working days are never more
NAMES = ("pupil__first_name", "pupil__last_name", "received_at")
OF_SCHOOL = ("school__name", "school__postcode", "school__province")


@dataclass(frozen=True)
class OverdueRow:
    """One file; `late` in working days after the last one in time."""

    traject: Traject
    region: str
    consultants: list[str]
    late: int
    is_far: bool


@dataclass(frozen=True)
class Overdue:
    """A page of rows, oldest first, so that those far over the term come first."""

    rows: list[OverdueRow]
    far: int  # of all pages
    over: int  # of all pages, without the far ones
    more: bool


def overdue_of(files: QuerySet[Traject], day: date, span: slice) -> Overdue:
    """That span of the files of which a side should have been reached by now.

    The number of queries does not depend on how many files there are.
    """
    workdays = WorkCalendar.load(day - LOOK_BACK, day)
    far_from = late_from(day, workdays, FAR_OVERDUE_TERMS)
    late = unreached(files, late_from(day, workdays))
    named = late.select_related(None).select_related("pupil", "school")
    found = named.only(*NAMES, *OF_SCHOOL)
    wider = slice(span.start, span.stop + 1)
    page = list(found[wider])
    shown = page[: span.stop - span.start]
    far = unreached(files, far_from).count()
    rows = _rows(shown, day, far_from)
    return Overdue(rows, far, late.count() - far, len(page) > len(shown))


def _rows(files: list[Traject], day: date, far_from: date) -> list[OverdueRow]:
    received = {one.pk: day_in_brussels(one.received_at) for one in files}
    workdays = WorkCalendar.load(min(received.values(), default=day), day)
    areas, names = RegionMap.load(), dict(Region.objects.values_list("pk", "name"))
    held_by = consultants_of(received)

    def region(traject: Traject) -> str:
        school = traject.school
        key = school and areas.region_id(school.postcode or "", school.province or "")
        return names.get(key, "") if key else ""

    return [
        OverdueRow(
            one,
            region(one),
            held_by.get(one.pk, []),
            days_late(received[one.pk], day, workdays),
            received[one.pk] <= far_from,
        )
        for one in files
    ]
