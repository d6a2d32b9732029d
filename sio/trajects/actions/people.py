"""Who belongs to a traject: guardians and consultants, from start to end."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.actions import invite_person
from sio.accounts.models import Role, User
from sio.accounts.queries import roles_of
from sio.core.access_log import record_change, record_changes
from sio.core.time import today
from sio.trajects import rules
from sio.trajects.actions.classmates import take_back
from sio.trajects.errors import (
    AddressOfParent,
    AlreadyEnded,
    NotAConsultant,
    PupilHasAccount,
    PupilTooYoung,
    TrajectNotAllowed,
)
from sio.trajects.models import Assignment, Guardian, Traject
from sio.trajects.queries import (
    household_with_mailbox,
    old_enough_for_account,
    standings,
)


@transaction.atomic
def invite_guardian(
    *,
    traject: Traject,
    email: str,
    name: str,
    capacity: str,
    by: User,
    language: str = "nl-be",
    kind: str = Guardian.Kind.PARENT,
) -> Guardian:
    """Make this person a guardian of the pupil, or the pupil's own account, and mail.

    Whoever is a guardian already stays so, once; a new one lives in the household that
    gave this address, if there is one, and else in none. Raises TrajectNotAllowed; for
    the pupil PupilTooYoung before the twelfth birthday, PupilHasAccount for a second
    one, and AddressOfParent.
    """
    _check_may_guide(traject, by)
    if kind == Guardian.Kind.PUPIL:
        _check_may_have_account(traject, email)
    user = invite_person(
        email=email, name=name, language=language, by=by, traject_id=traject.pk
    )
    guardian, _made = Guardian.objects.get_or_create(
        user=user,
        traject=traject,
        ended_at=None,
        defaults={
            "capacity": capacity,
            "kind": kind,
            "household": household_with_mailbox(traject, user.email),
        },
    )
    record_change(traject_id=traject.pk, page="guardian", by=by)
    return guardian


@transaction.atomic
def end_guardianship(*, guardian: Guardian, by: User) -> None:
    """End the guardianship; access ends with it. AlreadyEnded for who comes second.

    A yes to classmates that this guardian gave is taken back.
    Cuts no line and revokes no device: the action in lessons that calls this does.
    """
    _check_may_guide(guardian.traject, by)
    still_on = Guardian.objects.filter(pk=guardian.pk, ended_at=None)
    if still_on.update(ended_at=timezone.now()) != 1:
        raise AlreadyEnded(_("Deze toegang was al beëindigd."))
    take_back(guardian.traject.classmates_agreements.filter(agreed_by=guardian), by)
    record_change(traject_id=guardian.traject_id, page="guardian", by=by)


@transaction.atomic
def assign_consultant(*, traject: Traject, user: User, by: User) -> Assignment:
    """Let this consultant guide the traject too; once, however often it is asked.

    Only the coordinator may (TrajectNotAllowed), and only a consultant can be
    assigned (NotAConsultant).
    """
    _check_may_assign(traject, by)
    check_consultant(user)
    assignment, _made = Assignment.objects.get_or_create(
        user=user, traject=traject, ended_at=None
    )
    record_change(traject_id=traject.pk, page="assignment", by=by)
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, by: User) -> None:
    """End the assignment; access ends with it. AlreadyEnded for who comes second."""
    _check_may_assign(assignment.traject, by)
    still_on = Assignment.objects.filter(pk=assignment.pk, ended_at=None)
    if still_on.update(ended_at=timezone.now()) != 1:
        raise AlreadyEnded(_("Deze toegang was al beëindigd."))
    record_change(traject_id=assignment.traject_id, page="assignment", by=by)


@transaction.atomic
def end_assignments_of(*, user: User, by: User) -> None:
    """End all of a consultant's, so that they do not come back with the role.

    Asks no right: the action that ended the role did.
    """
    held = Assignment.objects.filter(user=user, ended_at=None)
    numbers = list(held.values_list("traject_id", flat=True))
    held.update(ended_at=timezone.now())
    record_changes(traject_ids=numbers, page="assignment", by=by)


def check_consultant(user: User) -> None:
    """Raise NotAConsultant unless this person holds that role now."""
    if Role.Kind.CONSULTANT not in roles_of(user):
        raise NotAConsultant(_("Kies iemand die nu consulent is."))


def _check_may_have_account(traject: Traject, email: str) -> None:
    if not old_enough_for_account(traject, today()):
        raise PupilTooYoung(
            _(
                "Een leerling krijgt een eigen toegang vanaf 12 jaar. "
                "Vul de geboortedatum in."
            )
        )
    held = traject.guardians.filter(ended_at=None)
    of_pupil = held.filter(kind=Guardian.Kind.PUPIL)
    if of_pupil.exclude(user__email__iexact=email).exists():
        raise PupilHasAccount(_("De leerling heeft al een eigen toegang."))
    of_parent = held.filter(kind=Guardian.Kind.PARENT)
    if of_parent.filter(user__email__iexact=email).exists():
        raise AddressOfParent(
            _("Dit is het adres van een ouder. Vraag een adres van de leerling zelf.")
        )


def _check_may_guide(traject: Traject, by: User) -> None:
    if not rules.may_guide(standings(traject, by)):
        raise TrajectNotAllowed(_("Dit doet de consulent van dit traject."))


def _check_may_assign(traject: Traject, by: User) -> None:
    if not rules.may_assign(standings(traject, by)):
        raise TrajectNotAllowed(_("Dit doet de coördinator."))
