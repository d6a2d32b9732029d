"""A file is opened: from an application that came in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.casework.actions.owner import assign_by_region
from sio.casework.actions.weighing import take_over_family_word
from sio.core.access_log import record_change
from sio.intake.actions.assessment import store_first_assessment
from sio.intake.application_facts import day_judged, facts_of
from sio.intake.family import family_contact
from sio.intake.models import Application, WindowChange
from sio.intake.queries.windows import window_of
from sio.schools.actions import class_of
from sio.schools.models import SchoolClass
from sio.schools.queries import province_of_postcode
from sio.trajects.actions import begin_health, change_state
from sio.trajects.models import (
    Household,
    OtherTeaching,
    Pupil,
    ReasonGroup,
    Traject,
    TrajectChange,
)
from sio.trajects.workflow import State

APPLICANT = "applicant"
LONGEST_NAME = 60  # of a household, as its form takes
# What the form asks, as the groups of the figures; an illness may be any of them.
GROUP_OF_REASON = {
    "accident": "accident",
    "operation": "operation",
    "maternity": "maternity",
    "psychological": "psychological",
}


@transaction.atomic
def open_file(*, application: Application) -> Traject:
    """The file of a new application, with all that it tells and who guides it.

    What was sent stays in the application too. For a school year with a waiting list
    the file begins on that list. Nobody owns it if the region has nobody: the list of
    files without an owner shows it. Call it once, with the sending.
    """
    answers = application.answers
    traject = Traject.objects.create(
        pupil=_pupil(answers),
        application=application,
        school=application.school,
        school_class=_class(application),
        school_year=application.school_year,
        level=application.level,
        state=State.APPLIED,
        received_at=application.received_at,
    )
    TrajectChange.objects.create(
        traject=traject,
        old="",
        new=State.APPLIED,
        reason=_("aanvraag %(reference)s") % {"reference": application.reference},
    )
    _health(traject, application)
    _other_teaching(traject, answers)
    _household(traject, application)
    _assess(application)
    take_over_family_word(traject=traject, application=application)
    assign_by_region(traject=traject)
    window = window_of(application.school_year, timezone.localdate())
    if window.state == WindowChange.State.WAITING_LIST:
        reason = _("dit schooljaar heeft een wachtlijst")
        change_state(traject=traject, to=State.WAITING, reason=reason, by=None)
    record_change(traject_id=traject.pk, page="traject", by=None, actor=APPLICANT)
    return traject


def _pupil(answers: dict[str, Any]) -> Pupil:
    postcode = answers.get("postcode", "")
    return Pupil.objects.create(
        first_name=answers["pupil_first_name"],
        last_name=answers["pupil_last_name"],
        birth_date=date.fromisoformat(answers["birth_date"]),
        home_postcode=postcode,
        home_province=province_of_postcode(postcode) or "",
    )


def _class(application: Application) -> SchoolClass | None:
    name = " ".join(str(application.answers.get("class_name", "")).split())
    if application.school is None or not name:
        return None
    return class_of(
        school=application.school, name=name[:40], year=application.school_year
    )


def _health(traject: Traject, application: Application) -> None:
    """Only what the family itself told: who else applies leaves `illness` empty."""
    if not application.is_by_family:
        return
    code = GROUP_OF_REASON.get(application.answers.get("reason", ""), "")
    known = ReasonGroup.objects.filter(code=code, active=True).exists()
    begin_health(
        traject=traject,
        group_code=code if known else "",
        details=application.illness,
    )


def _other_teaching(traject: Traject, answers: dict[str, Any]) -> None:
    since = timezone.localdate(traject.received_at)
    OtherTeaching.objects.bulk_create(
        OtherTeaching(traject=traject, kind=kind, starts_on=since)
        for kind in answers.get("other_teaching", [])
    )


def _household(traject: Traject, application: Application) -> None:
    """The home that was told of, to phone it; nobody is given access by that."""
    household = household_from(application)
    household.traject = traject
    household.save(force_insert=True)


def household_from(application: Application) -> Household:
    """The family's data of an application as a home, not kept yet.

    Those of a school or a doctor that applies are its own, and stay where they are.
    """
    told = family_contact(application)
    return Household(
        name=told.name[:LONGEST_NAME],
        address=told.address,
        phone=told.phone,
        email=told.email,
        language=told.language,
    )


def _assess(application: Application) -> None:
    """By the age and the rules of the day when it begins, which is kept with it."""
    on = day_judged(application, timezone.localdate())
    said = facts_of(application)
    if application.school is not None:
        said["school_funded"] = application.school.funded
    store_first_assessment(application=application, said=said, on=on)
