"""Who may do what with rounds of calls and bulk moves: predicates, without queries."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from sio.accounts.models import Role
from sio.trajects.rights import FAMILY, GUIDES, Act, Standings, may


def may_manage_rounds(roles: AbstractSet[str]) -> bool:
    """Making, opening and closing a round, and saying who calls: the coordinator."""
    return Role.Kind.COORDINATOR in roles


def may_see_rounds(roles: AbstractSet[str]) -> bool:
    """Calling, and the results: consultants and the coordinator."""
    return bool(roles & {Role.Kind.CONSULTANT, Role.Kind.COORDINATOR})


def may_move_many(roles: AbstractSet[str]) -> bool:
    """Bulk moves: the coordinator."""
    return Role.Kind.COORDINATOR in roles


def may_answer(standings: Standings) -> bool:
    """Filling in answers: who guides the file, and the family of the child."""
    return may(standings, Act.ANSWER_ROUND)


def may_call(standings: Standings) -> bool:
    """Calling the family, and mailing it a link: who guides the file."""
    return may_answer(standings) and bool(standings & GUIDES)


def may_read_answers(standings: Standings) -> bool:
    """All answers, whoever gave them: they may hold health, so as `see_casework`."""
    return may(standings, Act.SEE_CASEWORK)


def is_family(standings: Standings) -> bool:
    """Speaks as the family, and not as one of us."""
    return bool(standings & FAMILY) and not standings & GUIDES
