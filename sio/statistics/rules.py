"""Who may do what with figures: predicates on staff roles, without queries."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from sio.accounts.models import Role
from sio.accounts.rules import may_make_figures, may_read_releases

__all__ = [
    "may_make_figures",
    "may_read_drafts",
    "may_see_dashboard",
    "may_see_exports",
    "may_sign",
]


def may_see_dashboard(roles: AbstractSet[str]) -> bool:
    """The figures of today, for our own eyes: coordinator and policy officer."""
    return bool(roles & {Role.Kind.POLICY, Role.Kind.COORDINATOR})


def may_read_drafts(roles: AbstractSet[str]) -> bool:
    """Releases before they are signed: who makes and who may sign them."""
    return may_read_releases(roles)


def may_see_exports(roles: AbstractSet[str]) -> bool:
    """Which tables with small numbers were taken along outside a release, and why."""
    return Role.Kind.PRIVACY in roles


def may_sign(roles: AbstractSet[str], *, is_own: bool, is_unsuppressed: bool) -> bool:
    """Signing what somebody else made and computed.

    Where nothing is hidden the coordinator or the privacy officer signs.
    """
    if is_own:
        return False
    if is_unsuppressed:
        return bool(roles & {Role.Kind.COORDINATOR, Role.Kind.PRIVACY})
    return may_read_drafts(roles)
