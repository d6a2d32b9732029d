"""Writes: inviting people, giving and ending their roles."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import Role, User
from sio.accounts.queries import working_roles
from sio.accounts.rules import may_handle_post, may_manage_people
from sio.core.errors import DomainError
from sio.core.mail import lay_aside, queue_again, send_mail
from sio.core.models import OutgoingMail


class PersonBlocked(DomainError):
    code = "accounts.person_blocked"


class RoleNotAllowed(DomainError):
    code = "accounts.role_not_allowed"


class RoleEnded(DomainError):
    code = "accounts.role_ended"


class LastCoordinator(DomainError):
    code = "accounts.last_coordinator"


class PostNotAllowed(DomainError):
    code = "accounts.post_not_allowed"


class MailMovedOn(DomainError):
    code = "accounts.mail_moved_on"


@transaction.atomic
def invite_person(
    *, email: str, name: str, by: User | None, language: str = "nl-be"
) -> User:
    """The user with this address, made if there is none; mails a plain invitation.

    Gives no right by itself: the caller adds the row that does. Of somebody who is
    known, name and language stay. The mail names no pupil. `by` is None for the
    command line. Raises PersonBlocked for somebody who was switched off.
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
    """
    _check_may_manage(by)
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


def _check_may_handle_post(by: User) -> None:
    if not may_handle_post(working_roles(by)):
        raise PostNotAllowed(_("Alleen de coördinator zorgt voor de post."))


def _check_may_manage(by: User | None) -> None:
    if by is not None and not may_manage_people(working_roles(by)):
        raise RoleNotAllowed(_("Alleen de coördinator geeft of beëindigt rollen."))
