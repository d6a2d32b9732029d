"""Writes of the intake; one function per thing a person does."""

from __future__ import annotations

from sio.intake.actions.enquiries import count_enquiry, keep_topic, undo_enquiry
from sio.intake.actions.windows import change_window

__all__ = ["change_window", "count_enquiry", "keep_topic", "undo_enquiry"]
