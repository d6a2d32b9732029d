"""Applications that just came in, before anything about them is pressing."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from sio.casework.fivedays import warns_from
from sio.schools.workdays import WorkCalendar
from sio.trajects.models import Traject
from sio.trajects.workflow import State

# What a line shows of a file, and of nobody else.
NAMES = ("pupil__first_name", "pupil__last_name", "school__name")


def just_in(files: QuerySet[Traject], day: date) -> QuerySet[Traject]:
    """Applied for, and not on the third working day yet; newest first.

    So that somebody sees a new one on the day itself. Three queries, with its own.
    """
    last_pressing = warns_from(day, WorkCalendar.load(day, day))
    end = datetime.combine(last_pressing, time.max, timezone.get_current_timezone())
    fresh = files.filter(state=State.APPLIED, received_at__gt=end)
    named = fresh.select_related(None).select_related("pupil", "school")
    found = named.order_by("-received_at", "-pk")
    return found.only("received_at", *NAMES)
