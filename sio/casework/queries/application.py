"""An application as it was sent, in words for who guides its file.

What the illness is and why the pupil is away are no part of it: those stand on the page
of health and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from sio.casework.queries.reach import Reach, applicant_of, language_label
from sio.casework.queries.weighing import physician_may_be_asked
from sio.intake.choices import (
    Answer,
    Certificate,
    Level,
    Pattern,
    Place,
    Role,
    StudyForm,
    Teaching,
)
from sio.intake.family import family_contact
from sio.intake.models import Application, FamilyChoice
from sio.trajects.models import Traject

Words = str | Promise
# What stands on the page of health alone.
HEALTH = frozenset({"reason", "illness"})


@dataclass(frozen=True, slots=True)
class Line:
    """One answer. `is_own` are the person's own words, in any script."""

    label: Words
    text: Words
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Some answers under one heading; `note` says what is not there, and why."""

    title: Words
    lines: list[Line]
    note: Words = ""
    people: tuple[Reach, ...] = ()


def application_of(traject: Traject) -> list[Section]:
    """All that was sent but health, by subject; empty if nobody applied.

    The caller has checked that casework may be seen. The physician is in it only while
    the family's permission stands.
    """
    application = traject.application
    if application is None:
        return []
    return [
        _who(application),
        _family(application),
        _section(_("De leerling"), _pupil(application)),
        _section(_("School en klas"), _school(application)),
        _section(_("Wanneer en hoelang"), _duration(application)),
        _informed(traject, application),
        _section(_("Verklaringen"), _declarations(application)),
    ]


def _section(title: Words, lines: Iterator[Line], note: Words = "") -> Section:
    return Section(title, [line for line in lines if line.text], note)


def _who(application: Application) -> Section:
    lines = [
        Line(_("Referentie"), application.reference),
        Line(_("Ontvangen"), _moment(application.received_at)),
        Line(_("In welke hoedanigheid"), Role(application.role).label),
    ]
    return Section(_("Wie vroeg aan"), lines, people=(applicant_of(application),))


def _family(application: Application) -> Section:
    told = family_contact(application)
    language = language_label(told.language)
    reach = Reach(_("gezin"), told.name, told.phone, told.email, language, told.address)
    note = "" if application.is_by_family else _("Zo gaf de aanvrager het op.")
    return Section(_("Het gezin"), [], note, people=(reach,))


def _pupil(application: Application) -> Iterator[Line]:
    told = application.answers
    yield Line(_("Voornaam"), told.get("pupil_first_name", ""), True)
    yield Line(_("Achternaam"), told.get("pupil_last_name", ""), True)
    yield Line(_("Geboortedatum"), _day(told.get("birth_date")))
    yield Line(_("Postcode thuis"), told.get("postcode", ""), True)
    yield Line(_("Gemeente"), told.get("municipality", ""), True)


def _school(application: Application) -> Iterator[Line]:
    told, school = application.answers, application.school
    if school is not None:
        where = " ".join(filter(None, (school.postcode, school.municipality)))
        yield Line(_("School"), ", ".join(filter(None, (school.name, where))))
    else:
        yield Line(_("School (niet in de lijst)"), told.get("school_name", ""), True)
        where = told.get("school_municipality", "")
        yield Line(_("Gemeente van de school"), where, True)
    yield Line(_("Onderwijs"), _word(Level, application.level))
    third = told.get("third_nursery_class")
    yield Line(_("Derde kleuterklas"), _word(Answer, third))
    yield Line(_("Onderwijsvorm"), _word(StudyForm, application.study_form))
    yield Line(_("Leerjaar"), told.get("study_year", ""), True)
    yield Line(_("Klas"), told.get("class_name", ""), True)
    funded = told.get("school_funded")
    yield Line(_("School met geld van de overheid"), _word(Answer, funded))


def _duration(application: Application) -> Iterator[Line]:
    told, year = application.answers, application.school_year
    yield Line(_("Schooljaar"), f"{year}–{year + 1}")
    yield Line(_("Vanaf"), _day(told.get("expected_from")))
    yield Line(_("Tot"), _day(told.get("expected_until")))
    yield Line(_("Patroon"), _word(Pattern, told.get("pattern")))
    yield Line(_("Weken mee de les volgen"), _count(told.get("expected_weeks")))
    yield Line(_("Halve dagen per jaar"), _count(told.get("half_days_per_year")))
    yield Line(_("Waar de leerling dan is"), _word(Place, told.get("place")))
    teaching = [str(_word(Teaching, one)) for one in told.get("other_teaching", [])]
    yield Line(_("Ander onderwijs"), ", ".join(teaching) or _("niets opgegeven"))
    yield Line(_("Attest"), _word(Certificate, told.get("certificate")))
    yield Line(_("Attest geldig tot"), _day(told.get("certificate_until")))


def _informed(traject: Traject, application: Application) -> Section:
    told = application.answers
    lines = [
        Line(_("De school weet ervan"), _word(Answer, told.get("school_informed"))),
        Line(_("Het CLB weet ervan"), _word(Answer, told.get("clb_informed"))),
        Line(_("De arts weet ervan"), _word(Answer, told.get("physician_informed"))),
    ]
    note: Words = ""
    if physician_may_be_asked(traject):
        physician = told.get("physician", "")
        lines.append(Line(_("Arts of therapeut"), physician, True))
    else:
        note = _(
            "De familie gaf geen toestemming om een arts of therapeut te contacteren. "
            "Daarom staat die hier niet."
        )
    return _section(_("Wie weet ervan"), iter(lines), note)


def _declarations(application: Application) -> Iterator[Line]:
    agrees = _moment(application.family_agrees_at)
    yield Line(_("De aanvrager verklaarde dat de familie akkoord gaat"), agrees)
    for choice in application.family_choices.all():
        yield Line(_("Kiest zelf voor les op afstand"), _chosen(choice), True)
        allowed = _("ja") if choice.physician_permission else _("nee")
        yield Line(_("Arts of therapeut mag gecontacteerd worden"), allowed)


def _chosen(choice: FamilyChoice) -> str:
    capacity = choice.capacity
    if capacity in Role.values:
        capacity = str(Role(capacity).label)
    return f"{choice.name} ({capacity}), {_moment(choice.chosen_at)}"


def _word(choices: type[TextChoices], value: Any) -> Words:
    """That of the choice; what is no choice any more, as it was sent."""
    if not value:
        return ""
    return choices(value).label if value in choices.values else str(value)


def _day(text: Any) -> str:
    return date_format(date.fromisoformat(text), "j F Y") if text else ""


def _count(number: Any) -> str:
    return "" if number is None else str(number)


def _moment(at: datetime | None) -> str:
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT") if at else ""
