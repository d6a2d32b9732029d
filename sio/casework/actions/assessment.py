"""Assessing anew whether SIO is possible, with what is known now."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.casework.errors import CaseworkNotAllowed
from sio.casework.queries.assessment import rows_of
from sio.core.access_log import record_change
from sio.intake.actions.assessment import store_assessment
from sio.intake.facts import Facts
from sio.intake.models import Assessment
from sio.trajects.models import FileAssessment, Traject
from sio.trajects.queries import standings
from sio.trajects.rights import Act, may

PAGE = "assessment"


@transaction.atomic
def assess_file(*, traject: Traject, facts: Facts, on: date, by: User) -> Assessment:
    """Add one assessment by the engine of the public checker; older ones stay.

    The same facts of the same day by the same person twice give the row that is there.
    Raises CaseworkNotAllowed for who does not guide the file, and AssessmentNotAllowed.
    """
    if not may(standings(traject, by), Act.GUIDE):
        raise CaseworkNotAllowed(_("Dit doet de consulent van dit traject."))
    # The second press of two at once waits here, and finds what the first one kept.
    Traject.objects.select_for_update(of=("self",)).get(pk=traject.pk)
    last = rows_of(traject).order_by("-pk").first()
    is_same = last is not None and (last.by_id, last.on) == (by.pk, on)
    if last is not None and is_same and last.facts == facts.as_json():
        return last
    made = store_assessment(facts=facts, on=on, by=by, application=traject.application)
    if traject.application is None:
        FileAssessment.objects.create(traject=traject, assessment=made)
    record_change(traject_id=traject.pk, page=PAGE, by=by)
    return made
