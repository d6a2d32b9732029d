"""Reading kept assessments."""

from __future__ import annotations

from sio.intake.engine import Result
from sio.intake.models.assessment import Assessment


def explain(assessment: Assessment) -> Result:
    """Outcome and rules as they were applied then, whatever the rule sets say now."""
    return Result.from_json(assessment.result)
