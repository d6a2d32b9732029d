"""Who may do what with schools and holidays: predicates on staff roles."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from sio.accounts.models import Role


def may_see_schools(roles: AbstractSet[str]) -> bool:
    """Every school and who speaks for it: consultants and the coordinator."""
    return bool(roles & {Role.Kind.CONSULTANT, Role.Kind.COORDINATOR})


def may_invite_contact(roles: AbstractSet[str]) -> bool:
    """Inviting somebody who speaks for a school, and ending that."""
    return may_see_schools(roles)


def may_manage_schools(roles: AbstractSet[str]) -> bool:
    """Schools, their list, days without school, closing days: the coordinator."""
    return Role.Kind.COORDINATOR in roles


def may_manage_regions(roles: AbstractSet[str]) -> bool:
    """Dividing the land in regions and giving them to consultants: the coordinator."""
    return Role.Kind.COORDINATOR in roles
