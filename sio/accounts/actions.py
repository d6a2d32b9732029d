"""Writes: inviting people, giving and ending their roles."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import Absence, Role, User
from sio.accounts.queries import (
    absences_touching,
    people_who_take_over,
    roles_of,
    working_roles,
)
from sio.accounts.rules import may_enter_absence, may_handle_post, may_manage_people
from sio.core.bounces import end_bounce, mark_bounce
from sio.core.errors import DomainError
from sio.core.mail import lay_aside, queue_again, send_mail
from sio.core.models import Bounce, OutgoingMail
from sio.core.time import today


class PersonBlocked(DomainError):
    code = "accounts.person_blocked"


class RoleNotAllowed(DomainError):
    code = "accounts.role_not_allowed"


class RoleEnded(DomainError):
    code = "accounts.role_ended"


class RoleStandsAlone(DomainError):
    code = "accounts.role_stands_alone"


class LastCoordinator(DomainError):
    code = "accounts.last_coordinator"


class PostNotAllowed(DomainError):
    code = "accounts.post_not_allowed"


class MailMovedOn(DomainError):
    code = "accounts.mail_moved_on"


class BounceEnded(DomainError):
    code = "accounts.bounce_ended"


class AbsenceNotAllowed(DomainError):
    code = "accounts.absence_not_allowed"


class AbsenceWrong(DomainError):
    code = "accounts.absence_wrong"


class StandInAway(DomainError):
    code = "accounts.stand_in_away"


class AbsenceEnded(DomainError):
    code = "accounts.absence_ended"


@transaction.atomic
def invite_person(
    *,
    email: str,
    name: str,
    by: User | None,
    language: str = "nl-be",
    traject_id: int | None = None,
) -> User:
    """The user with this address, made if there is none; mails a plain invitation.

    Gives no right by itself: the caller adds the row that does. Of somebody who is
    known, name and language stay. The mail names no pupil; `traject_id` is the file on
    which it stands if it does not leave. `by` is None for the command line. Raises
    PersonBlocked for somebody who was switched off.
    """
    user, made = User.objects.get_or_create(
        email=User.objects.normalize_email(email).lower(),
        defaults={"name": name, "language": language},
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    if not user.is_active:
        raise PersonBlocked(_("Dit adres is afgesloten. Vraag het aan de coördinator."))
    send_mail(
        to=user.email,
        template="accounts/mail/invitation",
        context={"user": user, "by": by},
        language=user.language,
        traject_id=traject_id,
    )
    return user


def hold_person(pk: int) -> User:
    """The person as he or she is now, until the end of the transaction.

    Who ends a right and who uses it take turns by calling this first: else something
    could be done with a right that was read just before it ended.
    """
    return User.objects.select_for_update(no_key=True).get(pk=pk)


@transaction.atomic
def give_role(*, user: User, kind: str, by: User | None) -> Role:
    """Give this staff role, or return the one that is held already.

    Only the coordinator may, or the command line (`by` None); else RoleNotAllowed.
    RoleStandsAlone for a second role beside that of the privacy officer: who watches
    the log is none of those who are watched.
    """
    _check_may_manage(by)
    hold_person(user.pk)
    held = roles_of(user) | {kind}
    if Role.Kind.PRIVACY in held and len(held) > 1:
        raise RoleStandsAlone(
            _("Wie de inzage nakijkt, heeft geen andere rol. Gebruik een eigen adres.")
        )
    role, _made = Role.objects.get_or_create(user=user, kind=kind, ended_at=None)
    return role


@transaction.atomic
def end_role(*, role: Role, by: User) -> None:
    """End the role; access ends with it. RoleEnded for who comes second.

    Raises LastCoordinator rather than leave nobody who can invite others.
    """
    _check_may_manage(by)
    coordinators = Role.objects.select_for_update().filter(
        kind=Role.Kind.COORDINATOR, ended_at=None
    )
    if [held.pk for held in coordinators] == [role.pk]:
        raise LastCoordinator(_("Maak eerst iemand anders coördinator."))
    still_held = Role.objects.filter(pk=role.pk, ended_at=None)
    if still_held.update(ended_at=timezone.now()) != 1:
        raise RoleEnded(_("Deze rol was al beëindigd."))


def retry_mail(*, mail: OutgoingMail, by: User) -> None:
    """Queue anew a mail that did not leave. MailMovedOn for who comes second."""
    _check_may_handle_post(by)
    if not queue_again(mail):
        raise MailMovedOn(_("Voor deze mail is intussen al gezorgd."))


def drop_mail(*, mail: OutgoingMail, by: User) -> None:
    """Lay aside a mail that did not leave, and empty it. MailMovedOn, the same."""
    _check_may_handle_post(by)
    if not lay_aside(mail):
        raise MailMovedOn(_("Voor deze mail is intussen al gezorgd."))


def mark_address(*, address: str, why: str, by: User) -> Bounce:
    """Note that mail to this address comes back; once, however often it is noted."""
    _check_may_handle_post(by)
    return mark_bounce(address=address, why=why, by=by)


def take_back_mark(*, bounce: Bounce, by: User) -> None:
    """Mail to it arrives again. BounceEnded for who comes second."""
    _check_may_handle_post(by)
    if not end_bounce(bounce=bounce, by=by):
        raise BounceEnded(_("Dit adres staat al niet meer in de lijst."))


def _check_may_handle_post(by: User) -> None:
    if not may_handle_post(working_roles(by)):
        raise PostNotAllowed(_("Alleen de coördinator zorgt voor de post."))


@transaction.atomic
def enter_absence(
    *, user: User, starts_on: date, ends_on: date, replaced_by: User, by: User
) -> Absence:
    """This person is away from the first day to the last, and another stands in.

    Raises AbsenceNotAllowed for who may not, AbsenceWrong for days that are back to
    front, over or taken, and for somebody who can't take over, StandInAway if that one
    is away on one of those days. The two are held, so that two entries take turns.
    """
    roles = working_roles(by)
    if not may_enter_absence(roles, is_own=user.pk == by.pk):
        raise AbsenceNotAllowed(_("Je geeft alleen je eigen afwezigheid in."))
    _check_absence(user, starts_on, ends_on, replaced_by)
    for pk in sorted((user.pk, replaced_by.pk)):
        hold_person(pk)
    touching = absences_touching(starts_on, ends_on)
    if touching.filter(user=user).exists():
        raise AbsenceWrong(_("Voor die dagen staat er al een afwezigheid."))
    if touching.filter(user=replaced_by).exists():
        raise StandInAway(_("Die vervanger is dan zelf afwezig. Kies iemand anders."))
    return Absence.objects.create(
        user=user, starts_on=starts_on, ends_on=ends_on, replaced_by=replaced_by
    )


@transaction.atomic
def cancel_absence(*, absence: Absence, by: User) -> None:
    """This person is there after all, or back. AbsenceEnded for who comes second."""
    is_own = absence.user_id == by.pk
    if not may_enter_absence(working_roles(by), is_own=is_own):
        raise AbsenceNotAllowed(_("Je beëindigt alleen je eigen afwezigheid."))
    still = Absence.objects.filter(pk=absence.pk, ended_at=None)
    if still.update(ended_at=timezone.now()) != 1:
        raise AbsenceEnded(_("Deze afwezigheid was al geannuleerd."))


def _check_absence(
    user: User, starts_on: date, ends_on: date, replaced_by: User
) -> None:
    if ends_on < starts_on:
        raise AbsenceWrong(_("De laatste dag ligt voor de eerste."))
    if ends_on < today():
        raise AbsenceWrong(_("Die dagen zijn al voorbij."))
    if user.pk == replaced_by.pk:
        raise AbsenceWrong(_("Kies iemand anders als vervanger."))
    both = people_who_take_over().filter(pk__in=(user.pk, replaced_by.pk))
    if both.count() != 2:
        raise AbsenceWrong(_("Alleen consulenten en coördinatoren vervangen elkaar."))


def _check_may_manage(by: User | None) -> None:
    if by is not None and not may_manage_people(working_roles(by)):
        raise RoleNotAllowed(_("Alleen de coördinator geeft of beëindigt rollen."))
