"""How far an application is, read from its file."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from sio.casework.models import FileMerge
from sio.casework.queries.waiting import place_moves, waiting_files
from sio.intake.models import Application
from sio.intake.status import Progress, Stage
from sio.intake.waiting import Waiting, explain_places
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


def progress_of(application: Application, places: Places | None = None) -> Progress:
    """The stage with the first day on which each was reached, as the file has it.

    A file that goes on in another one is as far as that one. Give the same `places`
    for all applications of one page.
    """
    traject = getattr(application, "traject", None)
    if traject is None:
        return Progress(Stage.RECEIVED)
    reached: dict[Stage, date] = {}
    traject = _kept(traject)
    for change in traject.changes.all():
        reached.setdefault(STAGES[State(change.new)], timezone.localdate(change.at))
    waits = traject.state == State.WAITING
    place = (places or Places()).of(traject) if waits else ""
    return Progress(STAGES[State(traject.state)], reached, place)


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
