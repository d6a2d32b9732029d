"""Who may do what in the intake: predicates on staff roles, without queries."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from sio.accounts.models import Role


def may_assess(roles: AbstractSet[str]) -> bool:
    """Keeping an assessment as staff: consultant or coordinator."""
    return not roles.isdisjoint({Role.Kind.CONSULTANT, Role.Kind.COORDINATOR})


# Who looks after privacy needs no count of telephone calls.
PRIVACY_ROLE = Role.Kind.PRIVACY


def may_see_windows(roles: AbstractSet[str]) -> bool:
    """Why a school year is open or closed, with stock and capacity: all staff."""
    return bool(roles)


def may_change_windows(roles: AbstractSet[str]) -> bool:
    """Opening and closing a school year for applications: the coordinator."""
    return Role.Kind.COORDINATOR in roles


def may_count_enquiries(roles: AbstractSet[str]) -> bool:
    """Counting questions, and their figures: any role but privacy alone."""
    return bool(roles - {PRIVACY_ROLE})


def may_keep_topics(roles: AbstractSet[str]) -> bool:
    """Changing the list of topics: the coordinator."""
    return Role.Kind.COORDINATOR in roles
