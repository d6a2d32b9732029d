"""What staff keep about files; one module per noun."""

from __future__ import annotations

from sio.casework.models.bulk import BulkItem, BulkMove
from sio.casework.models.contact import ContactCorrection, ContactMoment
from sio.casework.models.decision import Decision
from sio.casework.models.duplicate import FileMerge, NotTheSame
from sio.casework.models.letter import Letter
from sio.casework.models.owner import HandOver
from sio.casework.models.retirement import Retirement
from sio.casework.models.round import (
    Round,
    RoundAnswer,
    RoundCall,
    RoundChoice,
    RoundInvitation,
    RoundQuestion,
    RoundTry,
)
from sio.casework.models.today import CertificateReminder, DailyReport, Snooze
from sio.casework.models.waiting import WaitingMove
from sio.casework.models.weighing import FamilyWord, FeasibilityNote

__all__ = [
    "BulkItem",
    "BulkMove",
    "CertificateReminder",
    "ContactCorrection",
    "ContactMoment",
    "DailyReport",
    "Decision",
    "FamilyWord",
    "FeasibilityNote",
    "FileMerge",
    "HandOver",
    "Letter",
    "NotTheSame",
    "Retirement",
    "Round",
    "RoundAnswer",
    "RoundCall",
    "RoundChoice",
    "RoundInvitation",
    "RoundQuestion",
    "RoundTry",
    "Snooze",
    "WaitingMove",
]
