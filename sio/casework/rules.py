"""Who may do what in the work on files: predicates, without queries."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from sio.accounts.models import Role
from sio.trajects.rights import FAMILY, GUIDES, Act, Standings, may

_CASEWORKERS = frozenset({Role.Kind.CONSULTANT, Role.Kind.COORDINATOR})


def may_log_contact(standings: Standings) -> bool:
    """Noting a talk or an attempt, and striking one through."""
    return may(standings, Act.LOG_CONTACT)


def may_see_casework(standings: Standings) -> bool:
    """What was said on the telephone."""
    return may(standings, Act.SEE_CASEWORK)


def may_see_assessment(standings: Standings) -> bool:
    """What the rules gave: a reason is one of their facts, so health as well."""
    return may_see_casework(standings) and may(standings, Act.SEE_HEALTH)


def may_put_off(standings: Standings) -> bool:
    """Putting off what is due: who guides the file."""
    return may(standings, Act.GUIDE)


def may_move(standings: Standings) -> bool:
    """Moving a file by hand: who guides it."""
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


def may_retire(roles: AbstractSet[str]) -> bool:
    """Letting files go after their term, by number: the privacy officer."""
    return Role.Kind.PRIVACY in roles


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
