"""Whom to phone about a file, and in which language: for who reads the casework."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException

from sio.casework.models import FileMerge
from sio.core.time import today
from sio.intake.choices import Role
from sio.intake.family import family_contact
from sio.intake.models import Application
from sio.trajects.models import Traject
from sio.trajects.queries import guardians_now, guardians_of

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Reach:
    """One telephone number or mailbox; `who` says of whom in one word."""

    who: Words
    name: str
    phone: str = ""
    email: str = ""
    language: str = ""
    where: str = ""

    @property
    def dial(self) -> str:
        """For a link that dials; empty if there is no number that can be dialled."""
        number = _number(self.phone)
        return str(number.as_e164) if number else ""

    @property
    def shown(self) -> str:
        """The number as people read it; what is no number, as it was written."""
        number = _number(self.phone)
        return str(number.as_international) if number else self.phone


def reach_of(traject: Traject) -> list[Reach]:
    """The homes and people of the family, the applicant, then the school.

    The caller has checked that casework may be seen: homes that are apart stand
    together here.
    """
    family = list(_family(traject))
    application = traject.application
    known = {one.name for one in family}
    if application is not None and (
        application.role != Role.PARENT
        and application.answers.get("applicant_name") not in known
    ):
        family.append(applicant_of(application))
    return [*family, *_school(traject)]


def applicant_of(application: Application) -> Reach:
    """Who applied, with the own data of that person."""
    answers = application.answers
    return Reach(
        who=Role(application.role).label,
        name=answers.get("applicant_name", ""),
        phone=answers.get("phone", ""),
        email=application.email,
        language=language_label(application.language),
        where=answers.get("organisation", ""),
    )


def language_label(code: str) -> str:
    """As its speakers call it; empty if it was not said."""
    return dict(settings.LANGUAGES).get(code, code)


def merged_into(traject: Traject) -> list[Traject]:
    """The files that go on in this one: they may have an application of their own."""
    merges = FileMerge.objects.filter(kept=traject, undone_at=None)
    rows = merges.select_related("merged__application", "merged__pupil")
    return [one.merged for one in rows]


def _family(traject: Traject) -> Iterator[Reach]:
    homes = list(traject.households.all())
    for home in homes:
        language = language_label(home.language)
        yield Reach(
            _("gezin"), home.name, home.phone, home.email, language, home.address
        )
    if not homes and traject.application is not None:
        told = family_contact(traject.application)
        language = language_label(told.language)
        yield Reach(
            _("gezin"), told.name, told.phone, told.email, language, told.address
        )
    mailboxes = {home.email for home in homes}
    for person in guardians_of(traject).filter(guardians_now(today())):
        user = person.user
        if person.phone or user.email not in mailboxes:
            language = language_label(user.language)
            yield Reach(person.capacity, user.name, person.phone, user.email, language)


def _school(traject: Traject) -> Iterator[Reach]:
    """That of the list; else what the applicant said of it."""
    school = traject.school
    if school is not None:
        where = " ".join(filter(None, (school.postcode, school.municipality)))
        phone = str(school.phone)
        yield Reach(_("school"), school.name, phone, school.email, where=where)
        return
    answers = traject.application.answers if traject.application else {}
    if answers.get("school_name"):
        where = answers.get("school_municipality", "")
        yield Reach(_("school"), answers["school_name"], where=where)


def _number(text: str) -> PhoneNumber | None:
    try:
        number = PhoneNumber.from_string(text, region="BE")
    except NumberParseException:
        return None
    return number if number.is_valid() else None
