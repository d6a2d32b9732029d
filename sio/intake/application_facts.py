"""What an application says about eligibility, in the words of the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from sio.intake.choices import Answer, Certificate, Reason
from sio.intake.models import Application
from sio.intake.years import judged_on

_SAID = {Answer.YES: True, Answer.NO: False}
_CERTIFICATE = {
    Certificate.SCHOOL_HAS_IT: True,
    Certificate.ARRANGING: False,
    Certificate.UNKNOWN: "unknown",
}
_AS_SAID = ("birth_date", "expected_weeks", "half_days_per_year", "other_teaching")


def facts_of(application: Application) -> dict[str, Any]:
    """By the keys of docs/eligibility.md; what was left open is not in it."""
    answers = application.answers
    facts = {name: answers[name] for name in _AS_SAID if name in answers}
    facts["level"] = application.level
    if application.study_form:
        facts["study_form"] = application.study_form
    for name in ("third_nursery_class", "school_funded"):
        if answers.get(name) in _SAID:
            facts[name] = _SAID[answers[name]]
    if answers.get("reason") not in (None, Reason.OTHER):
        facts["reason"] = answers["reason"]
    if "certificate" in answers:
        facts["certificate"] = _CERTIFICATE[answers["certificate"]]
    return facts


def day_judged(application: Application, today: date) -> date:
    """The day on which its facts are judged; see `years.judged_on`."""
    said = application.answers.get("expected_from")
    starts_on = date.fromisoformat(said) if said else None
    return judged_on(application.school_year, starts_on, today)
