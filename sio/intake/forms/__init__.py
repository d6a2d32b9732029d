"""The screens of the application, in their order."""

from __future__ import annotations

from sio.intake.forms.agreement import CHOICE_TEXT_VERSION, AgreementForm
from sio.intake.forms.code import AddressForm, CodeForm
from sio.intake.forms.people import ApplicantForm, PupilForm
from sio.intake.forms.reason import DurationForm, ReasonForm
from sio.intake.forms.school import SchoolForm
from sio.intake.forms.section import SectionForm
from sio.intake.forms.steps import STEPS, Step, step_of

__all__ = [
    "CHOICE_TEXT_VERSION",
    "STEPS",
    "AddressForm",
    "AgreementForm",
    "ApplicantForm",
    "CodeForm",
    "DurationForm",
    "PupilForm",
    "ReasonForm",
    "SchoolForm",
    "SectionForm",
    "Step",
    "step_of",
]
