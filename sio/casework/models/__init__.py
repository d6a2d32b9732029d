"""What staff note about files; one module per noun."""

from __future__ import annotations

from sio.casework.models.contact import ContactCorrection, ContactMoment
from sio.casework.models.owner import HandOver
from sio.casework.models.today import CertificateReminder, DailyReport, Snooze

__all__ = [
    "CertificateReminder",
    "ContactCorrection",
    "ContactMoment",
    "DailyReport",
    "HandOver",
    "Snooze",
]
