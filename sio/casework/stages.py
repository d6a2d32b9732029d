"""How far an application is, read from its file."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from sio.casework.models import FileMerge
from sio.intake.models import Application
from sio.intake.status import Progress, Stage
from sio.trajects.models import Traject
from sio.trajects.workflow import State

STAGES: dict[State, Stage] = {
    State.APPLIED: Stage.RECEIVED,
    State.WAITING: Stage.RECEIVED,
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


def progress_of(application: Application) -> Progress:
    """The stage with the first day on which each was reached, as the file has it.

    A file that goes on in another one is as far as that one.
    """
    traject = getattr(application, "traject", None)
    if traject is None:
        return Progress(Stage.RECEIVED)
    reached: dict[Stage, date] = {}
    traject = _kept(traject)
    for change in traject.changes.all():
        reached.setdefault(STAGES[State(change.new)], timezone.localdate(change.at))
    return Progress(STAGES[State(traject.state)], reached)


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
