"""Reads that more than one caller needs."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from sio.accounts.models import Absence, Role, User
from sio.accounts.rules import (
    may_be_absent,
    may_handle_post,
    may_manage_people,
)
from sio.core.models import Bounce, OutgoingMail
from sio.core.once import once
from sio.core.time import today
from sio.core.workflow import DID_NOT_LEAVE

# Recovery codes alone are no second factor: they only stand in for a lost one.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def roles_of(user: User | AnonymousUser) -> frozenset[str]:
    """The staff roles that this person holds now; empty if none or not active."""
    return frozenset(kind for kind, _ in _roles_held(user))


def working_roles(user: User | AnonymousUser) -> frozenset[str]:
    """The same, but empty for staff without a second factor or passkey.

    Whatever shows pupils starts from these.
    """
    return frozenset(kind for kind, has_factor in _roles_held(user) if has_factor)


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


def bounces_visible_to(user: User) -> QuerySet[Bounce]:
    """Addresses whose mail comes back or did so, for the coordinator; else none."""
    if not may_handle_post(working_roles(user)):
        return Bounce.objects.none()
    return Bounce.objects.select_related("by")


def people_with_role(kind: Role.Kind) -> QuerySet[User]:
    """Active people who hold this role now, by name."""
    held = Role.objects.filter(user=OuterRef("pk"), kind=kind, ended_at=None)
    return User.objects.filter(Exists(held), is_active=True).order_by("name", "pk")


def people_who_take_over() -> QuerySet[User]:
    """Consultants and coordinators of now: who may be absent and stand in; by name."""
    kinds = (Role.Kind.CONSULTANT, Role.Kind.COORDINATOR)
    held = Role.objects.filter(user=OuterRef("pk"), kind__in=kinds, ended_at=None)
    return User.objects.filter(Exists(held), is_active=True).order_by("name", "pk")


def absences_visible_to(user: User) -> QuerySet[Absence]:
    """The coordinator sees all, others those that they are in; by first day."""
    roles = working_roles(user)
    if not may_be_absent(roles):
        return Absence.objects.none()
    mine = Q() if may_manage_people(roles) else Q(user=user) | Q(replaced_by=user)
    return Absence.objects.filter(mine).select_related("user", "replaced_by")


def absences_touching(first: date, last: date) -> QuerySet[Absence]:
    """Those not cancelled that have a day from `first` to `last`."""
    return Absence.objects.filter(
        ended_at=None, starts_on__lte=last, ends_on__gte=first
    )


def stand_in_for(user: User, day: date) -> User | None:
    """Who does the work of `user` on this day; None if `user` is there, or nobody is.

    If the stand-in is away too, it is who stands in for that one, and so on. Two
    queries at most.
    """
    pk = stand_ins(day).get(user.pk)
    return None if pk is None else people_who_take_over().filter(pk=pk).first()


def covers_on(user: User, day: date) -> list[User]:
    """For whom `user` stands in on this day; by name."""
    return list(
        User.objects.filter(pk__in=keys_covered(user, day)).order_by("name", "pk")
    )


def keys_covered(user: User, day: date) -> list[int]:
    """The same as keys, in one query."""
    return sorted(absent for absent, pk in stand_ins(day).items() if pk == user.pk)


def covers_today(user: User) -> list[User]:
    """For whom `user` stands in today; by name. Empty for most people."""
    return covers_on(user, today())


def stand_ins(day: date) -> dict[int, int | None]:
    """By the key of each who is absent: who does the work in the end; one query."""
    pairs = absences_touching(day, day).values_list("user", "replaced_by")
    first: dict[int, int | None] = once(("absences", day), lambda: dict(pairs))
    return {absent: _last_of(first, absent) for absent in first}


def _last_of(first: dict[int, int | None], absent: int) -> int | None:
    seen = {absent}
    at = first[absent]
    while at in first:
        if at in seen:  # a circle, which the actions do not make
            return None
        seen.add(at)
        at = first[at]
    return at


def _roles_held(user: User | AnonymousUser) -> list[tuple[str, bool]]:
    """Each role held now, and whether its holder has a second factor; one query."""
    if not user.is_authenticated or not user.is_active:
        return []
    factors = Authenticator.objects.filter(
        user=OuterRef("user"), type__in=SECOND_FACTORS
    )
    held = Role.objects.filter(user=user, ended_at=None)
    rows = held.values_list("kind", Exists(factors))
    return once(("roles", user.pk), lambda: list(rows))


def people_who_had_a_role() -> QuerySet[User]:
    """Whoever holds a staff role now or did before, by name; erased ones too."""
    held = Role.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(held)).order_by("name", "pk")
