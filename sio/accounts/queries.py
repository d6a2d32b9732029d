"""Reads that more than one caller needs."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from sio.accounts.models import Role, User
from sio.accounts.rules import is_staff, may_handle_post, may_manage_people
from sio.core.models import OutgoingMail
from sio.core.workflow import DID_NOT_LEAVE

# Recovery codes alone are no second factor: they only stand in for a lost one.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def roles_of(user: User | AnonymousUser) -> frozenset[str]:
    """The staff roles that this person holds now; empty if none or not active."""
    return frozenset(_roles_held(user).values_list("kind", flat=True))


def working_roles(user: User | AnonymousUser) -> frozenset[str]:
    """The same, but empty for staff without a second factor or passkey.

    Whatever shows pupils starts from these.
    """
    factors = Authenticator.objects.filter(
        user=OuterRef("user"), type__in=SECOND_FACTORS
    )
    held = _roles_held(user).filter(Exists(factors))
    return frozenset(held.values_list("kind", flat=True))


def has_second_factor(user: User) -> bool:
    """True if a passkey or an authenticator app is set up."""
    factors = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS)
    return bool(factors.exists())


def lacks_second_factor(user: User) -> bool:
    """True for staff who must still set up a second factor or passkey."""
    return is_staff(roles_of(user)) and not has_second_factor(user)


def roles_visible_to(user: User) -> QuerySet[Role]:
    """The coordinator sees all roles held now, by name; nobody else sees any."""
    if not may_manage_people(working_roles(user)):
        return Role.objects.none()
    return (
        Role.objects.filter(ended_at=None)
        .select_related("user")
        .order_by("user__name", "kind", "pk")
    )


def mails_visible_to(user: User) -> QuerySet[OutgoingMail]:
    """All mails for the coordinator, newest first, without their text; else none."""
    if not may_handle_post(working_roles(user)):
        return OutgoingMail.objects.none()
    return OutgoingMail.objects.defer("subject", "body", "reply_to")


def did_not_leave(mails: QuerySet[OutgoingMail]) -> QuerySet[OutgoingMail]:
    """Those that were refused or given up, and that nobody has seen to."""
    return mails.filter(state__in=DID_NOT_LEAVE)


def people_with_role(kind: Role.Kind) -> QuerySet[User]:
    """Active people who hold this role now, by name."""
    held = Role.objects.filter(user=OuterRef("pk"), kind=kind, ended_at=None)
    return User.objects.filter(Exists(held), is_active=True).order_by("name", "pk")


def _roles_held(user: User | AnonymousUser) -> QuerySet[Role]:
    if not user.is_authenticated or not user.is_active:
        return Role.objects.none()
    return Role.objects.filter(user=user, ended_at=None)
