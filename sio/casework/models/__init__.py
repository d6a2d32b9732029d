"""What casework keeps; one module per noun."""

from __future__ import annotations

from sio.casework.models.decision import Decision
from sio.casework.models.letter import Letter
from sio.casework.models.weighing import FamilyWord, FeasibilityNote

__all__ = ["Decision", "FamilyWord", "FeasibilityNote", "Letter"]
