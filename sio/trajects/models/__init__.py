"""Files of pupils, and who belongs to them; one module per noun."""

from __future__ import annotations

from sio.trajects.models.agreement import Acceptance, AgreementText
from sio.trajects.models.assessed import FileAssessment
from sio.trajects.models.classmates import ClassmatesAgreement
from sio.trajects.models.health import HealthPart, MainGroup, PseudonymRow, ReasonGroup
from sio.trajects.models.household import Household
from sio.trajects.models.informed import CertificateConfirmation, Informed
from sio.trajects.models.people import Assignment, BreakGlass, Guardian
from sio.trajects.models.plans import (
    ClassKnowledge,
    FirstAppearance,
    OtherTeaching,
    ReturnStep,
)
from sio.trajects.models.pupil import Pupil
from sio.trajects.models.traject import Level, Traject, TrajectChange
from sio.trajects.models.words import HelpfulNote, Message

__all__ = [
    "Acceptance",
    "AgreementText",
    "Assignment",
    "BreakGlass",
    "CertificateConfirmation",
    "ClassKnowledge",
    "ClassmatesAgreement",
    "FileAssessment",
    "FirstAppearance",
    "Guardian",
    "HealthPart",
    "HelpfulNote",
    "Household",
    "Informed",
    "Level",
    "MainGroup",
    "Message",
    "OtherTeaching",
    "PseudonymRow",
    "Pupil",
    "ReasonGroup",
    "ReturnStep",
    "Traject",
    "TrajectChange",
]
