"""Keeping an assessment."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.errors import DomainError
from sio.intake.engine import assess
from sio.intake.facts import Facts
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
    result = assess(facts, on)
    return Assessment.objects.create(
        application=application,
        facts=facts.as_json(),
        on=on,
        outcome=result.outcome,
        result=result.as_json(),
        by=by,
    )
