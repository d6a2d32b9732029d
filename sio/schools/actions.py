"""Writes: schools, who speaks for them, and the days without school."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.actions import invite_person
from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.errors import DomainError
from sio.core.time import school_year_dates
from sio.schools import rules
from sio.schools.calendar import spans_of_school_year
from sio.schools.models import Contact, Holiday, School, SchoolClass


class SchoolNotAllowed(DomainError):
    code = "schools.not_allowed"


class ContactEnded(DomainError):
    code = "schools.contact_ended"


@transaction.atomic
def keep_school(*, school: School, by: User) -> School:
    """Add the school, or save its changed fields. SchoolNotAllowed else."""
    _check_may_manage(by)
    school.save()
    return school


def class_of(*, school: School, name: str, year: int) -> SchoolClass:
    """The class with this name in this school year, made if there is none."""
    school_class, _made = SchoolClass.objects.get_or_create(
        school=school, name=" ".join(name.split()), school_year=year
    )
    return school_class


@transaction.atomic
def invite_contact(
    *,
    school: School,
    email: str,
    name: str,
    function: str,
    by: User,
    language: str = "nl-be",
) -> Contact:
    """Let this person speak for the school and mail an invitation; once per person."""
    _check_may_invite(by)
    user = invite_person(email=email, name=name, language=language, by=by)
    contact, _made = Contact.objects.get_or_create(
        user=user, school=school, ended_at=None, defaults={"function": function}
    )
    return contact


@transaction.atomic
def end_contact(*, contact: Contact, by: User) -> None:
    """This person speaks for the school no more; access ends with it.

    ContactEnded for who comes second. Cuts no line and revokes no device: the action
    in lessons that calls this does.
    """
    _check_may_invite(by)
    still_on = Contact.objects.filter(pk=contact.pk, ended_at=None)
    if still_on.update(ended_at=timezone.now()) != 1:
        raise ContactEnded(_("Deze contactpersoon was al beëindigd."))


@transaction.atomic
def keep_holiday(*, holiday: Holiday, by: User) -> Holiday:
    """Add the holiday, or save its changed fields; the last who saves wins."""
    _check_may_manage(by)
    holiday.save()
    return holiday


@transaction.atomic
def delete_holiday(*, holiday: Holiday, by: User) -> None:
    """Take it out of the table; lessons on those days are on again."""
    _check_may_manage(by)
    Holiday.objects.filter(pk=holiday.pk).delete()


@transaction.atomic
def copy_holidays(*, year: int, by: User | None) -> int:
    """Copy the calendar of this school year into the table; how many were added.

    Safe to repeat: what bears the same name in that year stays as it is, also when
    somebody has changed its days. `by` is None for the command line.
    """
    if by is not None:
        _check_may_manage(by)
    first, last = school_year_dates(year)
    known = set(
        Holiday.objects.filter(
            school=None, starts_on__gte=first, starts_on__lte=last
        ).values_list("name", "kind")
    )
    spans = spans_of_school_year(year)
    new = [span for span in spans if (span.name, span.kind) not in known]
    rows = [
        Holiday(
            name=span.name,
            kind=span.kind,
            starts_on=span.starts_on,
            ends_on=span.ends_on,
        )
        for span in new
    ]
    Holiday.objects.bulk_create(rows, ignore_conflicts=True)  # two presses at once
    return len(rows)


def _check_may_invite(by: User) -> None:
    if not rules.may_invite_contact(working_roles(by)):
        raise SchoolNotAllowed(_("Dit doen de consulent of de coördinator."))


def _check_may_manage(by: User) -> None:
    if not rules.may_manage_schools(working_roles(by)):
        raise SchoolNotAllowed(_("Dit doet de coördinator."))
