"""How far an application is, read from its file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from sio.casework.fivedays import TERM_DAYS, day_in_brussels, late_from
from sio.casework.models import FileMerge
from sio.casework.queries.due_files import unreached
from sio.casework.queries.waiting import place_moves, waiting_files
from sio.core.time import today
from sio.intake.models import Application
from sio.intake.status import Progress, Stage
from sio.intake.waiting import Waiting, explain_places
from sio.schools.workdays import WorkCalendar
from sio.trajects.models import Traject
from sio.trajects.workflow import State

STAGES: dict[State, Stage] = {
    State.APPLIED: Stage.RECEIVED,
    State.WAITING: Stage.WAITING,
    State.CONTACT: Stage.CONTACTED,
    State.FEASIBILITY: Stage.CONTACTED,
    State.AGREED: Stage.DECIDED,
    State.PREPARING: Stage.PREPARING,
    State.ACTIVE: Stage.RUNNING,
    State.PAUSED: Stage.RUNNING,
    State.ENDING: Stage.RUNNING,
    State.LATER: Stage.LATER,
    State.ENDED: Stage.CLOSED,
    State.CLOSED: Stage.CLOSED,
    State.NOT_FEASIBLE: Stage.CLOSED,
    State.REFUSED: Stage.CLOSED,
    State.WITHDRAWN: Stage.CLOSED,
    State.MERGED: Stage.CLOSED,
}


def with_files(applications: QuerySet[Application]) -> QuerySet[Application]:
    """The same, each with its file and history at hand: two queries more for all."""
    return applications.select_related("traject").prefetch_related("traject__changes")


class Places:
    """Where who waits stands and why, as the applicant may read it.

    Each list is read once, and only if somebody asks.
    """

    def __init__(self) -> None:
        self._lists: dict[int, dict[int, str]] = {}

    def of(self, traject: Traject) -> str:
        """Its place in words, without who moved it and why."""
        year = traject.school_year
        if year not in self._lists:
            files = waiting_files(year)
            waiting = [Waiting(one.pk, one.received_at) for one in files]
            moves = place_moves(year)
            self._lists[year] = explain_places(waiting, moves, for_staff=False)
        return self._lists[year].get(traject.pk, "")


def progress_of(application: Application) -> Progress:
    """The stage with the first day on which each was reached, as the file has it."""
    return progress_of_each([application])[0]


def progress_of_each(applications: Iterable[Application]) -> list[Progress]:
    """The same of each, in their order.

    A file that goes on in another one is as far as that one.
    """
    found = [getattr(one, "traject", None) for one in applications]
    files = [one and _kept(one) for one in found]
    late, places = _late_ones([one for one in files if one]), Places()
    return [
        _progress(one, places, one.pk in late) if one else Progress(Stage.RECEIVED)
        for one in files
    ]


def _progress(traject: Traject, places: Places, is_late: bool) -> Progress:
    reached: dict[Stage, date] = {}
    for change in traject.changes.all():
        reached.setdefault(STAGES[State(change.new)], timezone.localdate(change.at))
    waits = traject.state == State.WAITING
    place = places.of(traject) if waits else ""
    return Progress(STAGES[State(traject.state)], reached, place, is_late)


def _late_ones(files: list[Traject]) -> set[int]:
    """Of which the five working days are over, and not both sides were spoken to.

    Not of who waits, nor once it was decided: then nobody counts on that call. No query
    as long as nothing came in that long ago.
    """
    now = today()
    asked = {
        one.pk: day_in_brussels(one.received_at)
        for one in files
        if STAGES[State(one.state)] in (Stage.RECEIVED, Stage.CONTACTED)
    }
    old = {pk: day for pk, day in asked.items() if (now - day).days > TERM_DAYS}
    if not old:
        return set()
    last = late_from(now, WorkCalendar.load(min(old.values()), now))
    rows = unreached(Traject.objects.filter(pk__in=old), last)
    return set(rows.values_list("pk", flat=True))


def _kept(traject: Traject) -> Traject:
    """The file in which this one goes on, however many there were; else itself."""
    seen = {traject.pk}
    while traject.state == State.MERGED:
        merge = FileMerge.objects.filter(merged=traject, undone_at=None).first()
        if merge is None or merge.kept_id in seen:
            break
        traject = merge.kept
        seen.add(traject.pk)
    return traject
