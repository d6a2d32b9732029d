"""Files of pupils, and who belongs to them; one module per noun."""

from __future__ import annotations

from sio.trajects.models.agreement import Acceptance, AgreementText
from sio.trajects.models.people import Assignment, BreakGlass, Guardian
from sio.trajects.models.pupil import Pupil
from sio.trajects.models.traject import Traject, TrajectChange

__all__ = [
    "Acceptance",
    "AgreementText",
    "Assignment",
    "BreakGlass",
    "Guardian",
    "Pupil",
    "Traject",
    "TrajectChange",
]
