"""Input of files; one module per noun."""

from __future__ import annotations

from sio.trajects.forms.facts import (
    CertificateForm,
    ClassForm,
    ClassToldForm,
    InformedForm,
    PupilForm,
    StartForm,
)
from sio.trajects.forms.family import HouseholdForm, PlaceForm, SelfForm
from sio.trajects.forms.health import HealthForm, ReasonGroupForm
from sio.trajects.forms.plans import (
    AgreeForm,
    ClassTextForm,
    FirstAppearanceForm,
    OtherTeachingForm,
    RefuseForm,
    ReturnStepForm,
)
from sio.trajects.forms.traject import (
    AcceptanceForm,
    ConsultantForm,
    GuardianForm,
    MoveForm,
    SettingsForm,
    TrajectForm,
)
from sio.trajects.forms.words import AnswerForm, MessageForm, NoteForm

__all__ = [
    "AcceptanceForm",
    "AgreeForm",
    "AnswerForm",
    "CertificateForm",
    "ClassForm",
    "ClassTextForm",
    "ClassToldForm",
    "ConsultantForm",
    "FirstAppearanceForm",
    "GuardianForm",
    "HealthForm",
    "HouseholdForm",
    "InformedForm",
    "MessageForm",
    "MoveForm",
    "NoteForm",
    "OtherTeachingForm",
    "PlaceForm",
    "PupilForm",
    "ReasonGroupForm",
    "RefuseForm",
    "ReturnStepForm",
    "SelfForm",
    "SettingsForm",
    "StartForm",
    "TrajectForm",
]
