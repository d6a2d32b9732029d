"""The models of the question and the application."""

from __future__ import annotations

from sio.intake.models.assessment import Assessment

__all__ = ["Assessment"]
