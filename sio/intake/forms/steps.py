"""Which screens there are, one after the other."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sio.intake.forms.agreement import AgreementForm
from sio.intake.forms.people import ApplicantForm, PupilForm
from sio.intake.forms.reason import DurationForm, ReasonForm
from sio.intake.forms.school import SchoolForm
from sio.intake.forms.section import SectionForm


@dataclass(frozen=True, slots=True)
class Step:
    """One screen: `name` stands in its address."""

    name: str
    title: str | Promise
    form: type[SectionForm]


STEPS = (
    Step("wie", _("Over jou"), ApplicantForm),
    Step("leerling", _("Over de leerling"), PupilForm),
    Step("school", _("De school en de klas"), SchoolForm),
    Step("reden", _("Waarom"), ReasonForm),
    Step("duur", _("Wanneer en hoelang"), DurationForm),
    Step("akkoord", _("Akkoord"), AgreementForm),
)


def step_of(name: str) -> Step:
    """Raises KeyError for a screen that there is not."""
    return {step.name: step for step in STEPS}[name]


def next_step(step: Step) -> Step | None:
    """None after the last: then comes the summary."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None
