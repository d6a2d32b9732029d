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
    """How far it is. The first five follow each other; the others end the way."""

    RECEIVED = "received"
    CONTACTED = "contacted"
    DECIDED = "decided"
    PREPARING = "preparing"
    RUNNING = "running"
    LATER = "later"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Progress:
    """The stage of now, and on which day each stage was reached, as far as known."""

    stage: Stage
    reached: Mapping[Stage, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One line on the page; `on` is when it happened, None if not known or not yet."""

    text: str | Promise
    is_done: bool
    is_now: bool
    on: date | None = None


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
    stages = [stage for stage, _text in WAY]
    done = stages.index(progress.stage)
    return [
        StatusStep(text, place <= done, place == done + 1, reached.get(stage))
        for place, (stage, text) in enumerate(WAY)
    ]
