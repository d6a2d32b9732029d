"""What is kept of questions and applications."""

from __future__ import annotations

from sio.intake.models.application import Application, Draft, FamilyChoice
from sio.intake.models.code import MailedCode

__all__ = ["Application", "Draft", "FamilyChoice", "MailedCode"]
