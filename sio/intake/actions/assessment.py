"""Keeping an assessment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.errors import DomainError
from sio.intake.engine import Result, assess, not_assessed
from sio.intake.facts import Facts, FactsRefused, parse_facts
from sio.intake.models import Application
from sio.intake.models.assessment import Assessment
from sio.intake.rules import may_assess


class AssessmentNotAllowed(DomainError):
    code = "intake.assessment_not_allowed"


@transaction.atomic
def store_assessment(
    *, facts: Facts, on: date, by: User | None, application: Application | None = None
) -> Assessment:
    """Assess, and keep facts, outcome and the rules that gave it.

    `by` is None for an applicant, who has no account; else a consultant or coordinator.
    Raises AssessmentNotAllowed for other staff; nothing is kept then.
    """
    if by is not None and not may_assess(working_roles(by)):
        message = _("Alleen een consulent of coördinator legt een beoordeling vast.")
        raise AssessmentNotAllowed(message)
    said = facts.as_json()
    return _kept(said, assess(facts, on), on, by=by, application=application)


@transaction.atomic
def store_first_assessment(
    *, application: Application, said: dict[str, Any], on: date
) -> Assessment:
    """The one with which an application comes in, from what it says.

    If the facts can't be, a talk is kept that says which one, and all that was said.
    """
    try:
        facts = parse_facts(said, on=on)
    except FactsRefused as refused:
        result = not_assessed(refused.key, on)
        return _kept(said, result, on, by=None, application=application)
    return store_assessment(facts=facts, on=on, by=None, application=application)


def _kept(
    said: dict[str, Any],
    result: Result,
    on: date,
    *,
    by: User | None,
    application: Application | None,
) -> Assessment:
    return Assessment.objects.create(
        application=application,
        facts=said,
        on=on,
        outcome=result.outcome,
        result=result.as_json(),
        by=by,
    )
