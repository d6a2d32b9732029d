"""What happens with an application, in plain words, for who sent it.

It says where things stand and what comes next, and nothing of what anybody told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sio.intake.models import Application


class Stage(StrEnum):
    """How far it is. The first five follow each other; the others leave the way.

    WAITING comes before the next step of the way; LATER and CLOSED end it.
    """

    RECEIVED = "received"
    CONTACTED = "contacted"
    DECIDED = "decided"
    PREPARING = "preparing"
    RUNNING = "running"
    WAITING = "waiting"
    LATER = "later"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Progress:
    """The stage of now, and on which day each stage was reached, as far as known.

    `place` explains the place on the waiting list, for who waits. `is_late` says that
    the five working days are over and that not both sides were spoken to.
    """

    stage: Stage
    reached: Mapping[Stage, date] = field(default_factory=dict)
    place: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One line on the page; `on` is when it happened, None if not known or not yet.

    `note` says more about it, for the step of now; `is_late` that we did not keep to
    what we promised.
    """

    text: str | Promise
    is_done: bool
    is_now: bool
    on: date | None = None
    note: str | Promise = ""
    is_late: bool = False


WAY = (
    (Stage.RECEIVED, _("We hebben je aanvraag ontvangen.")),
    (Stage.CONTACTED, _("Binnen vijf werkdagen bellen we de familie en de school.")),
    (
        Stage.DECIDED,
        _("Samen bekijken we of het kan. De familie krijgt daarvan een brief."),
    ),
    (Stage.PREPARING, _("Kan het? Dan maken we thuis en in de klas alles klaar.")),
    (Stage.RUNNING, _("De leerling volgt mee de les.")),
)
# Who was spoken to and who was not is for nobody but us.
LATE = _("Het duurt langer dan de vijf werkdagen die we beloofden. Dat spijt ons.")
LATE_NOTE = _("Een medewerker volgt je aanvraag op en belt zo snel mogelijk.")
WAITS = _("Je aanvraag staat op de wachtlijst.")
# Of who waits: nobody can promise a day.
AFTER_WAITING = _("Is het jouw beurt? Dan bellen we de familie en de school.")
ENDS = {
    Stage.LATER: _("We bekijken het later opnieuw. We nemen dan zelf contact op."),
    Stage.CLOSED: _("Deze aanvraag is afgesloten. Vragen? Bel ons gerust."),
}


def status_steps(application: Application, progress: Progress) -> list[StatusStep]:
    """The whole way in order; the step that we work at now is marked."""
    reached = {
        Stage.RECEIVED: timezone.localdate(application.received_at),
        **progress.reached,
    }
    if progress.stage in ENDS:
        return [
            StatusStep(WAY[0][1], True, False, reached[Stage.RECEIVED]),
            StatusStep(ENDS[progress.stage], False, True, reached.get(progress.stage)),
        ]
    if progress.stage == Stage.WAITING:
        return _waiting_steps(reached, progress.place)
    if progress.is_late:
        return _late_steps(reached[Stage.RECEIVED])
    stages = [stage for stage, _text in WAY]
    done = stages.index(progress.stage)
    return [
        StatusStep(text, place <= done, place == done + 1, reached.get(stage))
        for place, (stage, text) in enumerate(WAY)
    ]


def _late_steps(received_on: date) -> list[StatusStep]:
    """The talks are the step of now, without the promise that was not kept."""
    way = dict(WAY)
    return [
        StatusStep(way.pop(Stage.RECEIVED), True, False, received_on),
        StatusStep(LATE, False, True, note=LATE_NOTE, is_late=True),
        *(StatusStep(way[stage], False, False) for stage in list(way)[1:]),
    ]


def _waiting_steps(reached: Mapping[Stage, date], place: str) -> list[StatusStep]:
    """Received, then the list; a talk that was before it stays, a promise does not."""
    way = dict(WAY)
    spoken = reached.get(Stage.CONTACTED)
    since = reached.get(Stage.WAITING)
    steps = [
        StatusStep(way.pop(Stage.RECEIVED), True, False, reached[Stage.RECEIVED]),
        StatusStep(WAITS, False, True, since, place),
    ]
    promised = way.pop(Stage.CONTACTED)
    if spoken is None:
        steps.append(StatusStep(AFTER_WAITING, False, False))
    else:
        steps.insert(1, StatusStep(promised, True, False, spoken))
    return [*steps, *(StatusStep(text, False, False) for text in way.values())]
