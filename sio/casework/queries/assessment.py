"""What came out of the rules for a file, and what is known now to ask them anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sio.intake.application_facts import day_judged, facts_of
from sio.intake.engine import Result
from sio.intake.explaining import Explanation, ShownRule, every_rule, in_words
from sio.intake.models import Assessment
from sio.intake.queries.assessment import explain
from sio.intake.years import judged_on
from sio.trajects.models import Traject


@dataclass(frozen=True, slots=True)
class Explained:
    """One assessment with the rules as they were applied, whatever they say now."""

    assessment: Assessment
    result: Result
    shown: Explanation
    rules: list[ShownRule]


def assessments_of(traject: Traject) -> list[Explained]:
    """All of the file, newest first; for who may see casework."""
    return [_explained(one) for one in rows_of(traject).select_related("by")]


def rows_of(traject: Traject) -> QuerySet[Assessment]:
    """Of its application, or of the file itself if nobody applied; newest first."""
    application = traject.application
    rows = (
        Assessment.objects.filter(file__traject=traject)
        if application is None
        else application.assessments.all()
    )
    return rows.order_by("-made_at", "-pk")


def facts_now(traject: Traject, last: Assessment | None) -> dict[str, Any]:
    """What was known last, with what the file itself knows better; {} if nothing."""
    application = traject.application
    known: dict[str, Any] = {}
    if last is not None:
        known |= last.facts
    elif application is not None:
        known |= facts_of(application)
    if traject.pupil.birth_date is not None:
        known["birth_date"] = traject.pupil.birth_date.isoformat()
    if traject.level:
        known["level"] = traject.level
    if traject.school is not None:
        known["school_funded"] = traject.school.funded
    return known


def day_to_judge(traject: Traject, today: date) -> date:
    """That on which it begins, as for the sending of an application."""
    application = traject.application
    if application is None:
        return judged_on(traject.school_year, None, today)
    return day_judged(application, today)


def _explained(assessment: Assessment) -> Explained:
    result = explain(assessment)
    return Explained(assessment, result, in_words(result), every_rule(result))
