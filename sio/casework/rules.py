"""Who may do what in the work on files: predicates, without queries."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from sio.accounts.models import Role
from sio.trajects.rights import Act, Standings, may

_CASEWORKERS = frozenset({Role.Kind.CONSULTANT, Role.Kind.COORDINATOR})


def may_log_contact(standings: Standings) -> bool:
    """Noting a talk or an attempt, and striking one through."""
    return may(standings, Act.LOG_CONTACT)


def may_see_casework(standings: Standings) -> bool:
    """What was said on the telephone."""
    return may(standings, Act.SEE_CASEWORK)


def may_put_off(standings: Standings) -> bool:
    """Putting off what is due: who guides the file."""
    return may(standings, Act.GUIDE)


def may_see_today(roles: AbstractSet[str]) -> bool:
    """The screen "Vandaag": consultants and coordinators."""
    return bool(roles & _CASEWORKERS)


def may_see_figures(roles: AbstractSet[str]) -> bool:
    """The figures of contacts; there are no names in them."""
    return bool(roles & _CASEWORKERS)


def sees_all(roles: AbstractSet[str]) -> bool:
    """Everybody's files, and those that nobody has: the coordinator."""
    return Role.Kind.COORDINATOR in roles


def may_hand_over(roles: AbstractSet[str]) -> bool:
    """Giving files of one consultant to another: the coordinator."""
    return Role.Kind.COORDINATOR in roles
