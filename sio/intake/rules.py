"""Who may do what around the question and the application."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from sio.accounts.models import Role


def may_assess(roles: AbstractSet[str]) -> bool:
    """Keeping an assessment as staff: consultant or coordinator."""
    return not roles.isdisjoint({Role.Kind.CONSULTANT, Role.Kind.COORDINATOR})
