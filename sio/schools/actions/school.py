"""Writes: schools, their locations, and who speaks for them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.actions import invite_person
from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.errors import DomainError
from sio.schools import rules
from sio.schools.actions.allowed import SchoolNotAllowed, check_may_manage
from sio.schools.models import Contact, Location, School, SchoolClass
from sio.schools.queries import province_of_postcode


class ContactEnded(DomainError):
    code = "schools.contact_ended"


@transaction.atomic
def keep_school(*, school: School, by: User) -> School:
    """Add the school, or save its changed fields. SchoolNotAllowed else.

    Its province follows from the postcode; the words it is found by from the rest.
    """
    check_may_manage(by)
    school.province = province_of_postcode(school.postcode) or ""
    school.save()
    return school


@transaction.atomic
def keep_location(*, location: Location, by: User) -> Location:
    """Add the location to its school, or save its changed fields."""
    check_may_manage(by)
    location.save()
    return location


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
def change_contact(
    *, contact: Contact, name: str, function: str, language: str, by: User
) -> None:
    """Somebody at a school says its own name, function and language.

    Nobody does so for another, nor after it ended: SchoolNotAllowed.
    """
    mine = Contact.objects.filter(pk=contact.pk, user=by, ended_at=None)
    if not by.is_active or mine.update(function=function) != 1:
        raise SchoolNotAllowed(_("Iedereen wijzigt alleen de eigen gegevens."))
    User.objects.filter(pk=by.pk).update(name=name, language=language)


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


def _check_may_invite(by: User) -> None:
    if not rules.may_invite_contact(working_roles(by)):
        raise SchoolNotAllowed(_("Dit doen de consulent of de coördinator."))
