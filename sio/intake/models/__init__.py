"""What the intake keeps; one module per noun."""

from __future__ import annotations

from sio.intake.models.application import Application, Draft, FamilyChoice
from sio.intake.models.assessment import Assessment
from sio.intake.models.code import MailedCode
from sio.intake.models.enquiry import Enquiry, EnquiryTopic
from sio.intake.models.window import WindowChange

__all__ = [
    "Application",
    "Assessment",
    "Draft",
    "Enquiry",
    "EnquiryTopic",
    "FamilyChoice",
    "MailedCode",
    "WindowChange",
]
