"""Who may do what with people and roles: predicates on roles, without queries."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from sio.accounts.models import Role


def is_staff_role(kind: str) -> bool:
    """True for the roles of our own people, who need a second factor or passkey."""
    return kind in Role.Kind.values


def is_staff(roles: AbstractSet[str]) -> bool:
    """Whoever holds one staff role or more."""
    return any(is_staff_role(kind) for kind in roles)


def may_manage_people(roles: AbstractSet[str]) -> bool:
    """Inviting staff, giving and ending roles: the coordinator."""
    return Role.Kind.COORDINATOR in roles


def may_review_access(roles: AbstractSet[str]) -> bool:
    """Reading the whole access log, by number: the privacy officer, and nobody else."""
    return Role.Kind.PRIVACY in roles


def may_handle_post(roles: AbstractSet[str]) -> bool:
    """Mails that did not leave, addresses whose mail comes back: the coordinator."""
    return Role.Kind.COORDINATOR in roles


def may_be_absent(roles: AbstractSet[str]) -> bool:
    """Whose work somebody takes over: consultants and coordinators."""
    return bool(roles & {Role.Kind.CONSULTANT, Role.Kind.COORDINATOR})


def may_enter_absence(roles: AbstractSet[str], *, is_own: bool) -> bool:
    """The coordinator for everybody; a consultant for him- or herself."""
    return may_manage_people(roles) or (is_own and may_be_absent(roles))


def may_make_figures(roles: AbstractSet[str]) -> bool:
    """Making releases of figures, taking in history: the policy officer."""
    return Role.Kind.POLICY in roles


def may_read_releases(roles: AbstractSet[str]) -> bool:
    """Releases of figures before they are signed: who makes and who may sign them."""
    return bool(roles & {Role.Kind.POLICY, Role.Kind.COORDINATOR, Role.Kind.PRIVACY})
