"""Writes of trajects; one function per thing a person does."""

from __future__ import annotations

from sio.trajects.actions.agreement import accept_agreement, publish_agreement
from sio.trajects.actions.emergency import break_glass, review_emergency
from sio.trajects.actions.people import (
    assign_consultant,
    end_assignment,
    end_assignments_of,
    end_guardianship,
    invite_guardian,
)
from sio.trajects.actions.traject import (
    change_settings,
    change_state,
    move_traject,
    put_in_class,
    start_traject,
)

__all__ = [
    "accept_agreement",
    "assign_consultant",
    "break_glass",
    "change_settings",
    "change_state",
    "end_assignment",
    "end_assignments_of",
    "end_guardianship",
    "invite_guardian",
    "move_traject",
    "publish_agreement",
    "put_in_class",
    "review_emergency",
    "start_traject",
]
