"""What came out of the rules for a file, and what is known now to ask them anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sio.intake.application_facts import day_judged, facts_of
from sio.intake.engine import Result
from sio.intake.explaining import Explanation, ShownRule, every_rule, in_words
from sio.intake.models import Assessment
from sio.intake.queries.assessment import explain
from sio.trajects.models import Traject


@dataclass(frozen=True, slots=True)
class Explained:
    """One assessment with the rules as they were applied, whatever they say now."""

    assessment: Assessment
    result: Result
    shown: Explanation
    rules: list[ShownRule]


def assessments_of(traject: Traject) -> list[Explained]:
    """All of its application, newest first; for who may see casework."""
    if traject.application is None:
        return []
    rows = traject.application.assessments.select_related("by")
    return [_explained(one) for one in rows.order_by("-made_at", "-pk")]


def facts_now(traject: Traject, last: Assessment | None) -> dict[str, Any]:
    """What was known last, with what the file itself knows better; {} if nothing."""
    if traject.application is None:
        return {}
    known = dict(last.facts) if last is not None else facts_of(traject.application)
    if traject.pupil.birth_date is not None:
        known["birth_date"] = traject.pupil.birth_date.isoformat()
    if traject.level:
        known["level"] = traject.level
    if traject.school is not None:
        known["school_funded"] = traject.school.funded
    return known


def day_to_judge(traject: Traject, today: date) -> date:
    """That on which it begins, as for the sending; today if nobody applied."""
    application = traject.application
    return today if application is None else day_judged(application, today)


def _explained(assessment: Assessment) -> Explained:
    result = explain(assessment)
    return Explained(assessment, result, in_words(result), every_rule(result))
