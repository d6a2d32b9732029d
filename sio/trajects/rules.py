"""Who may do what with a traject: names for the rows of the table of rights."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from sio.accounts.models import Role
from sio.core.sides import Side
from sio.trajects.rights import Act, Standings, may

# Who may open one file in an emergency, for an hour (trajects.BreakGlass).
MAY_BREAK_GLASS = frozenset({Role.Kind.CONSULTANT, Role.Kind.HELPDESK})
ACCEPT: dict[Side, Act] = {Side.HOME: Act.ACCEPT_HOME, Side.CLASS: Act.ACCEPT_CLASS}


def may_start(roles: AbstractSet[str]) -> bool:
    """Starting a traject: a consultant or the coordinator."""
    return bool(roles & {Role.Kind.CONSULTANT, Role.Kind.COORDINATOR})


def may_guide(standings: Standings) -> bool:
    """Moving the traject, inviting and ending guardians: its consultant and above."""
    return may(standings, Act.GUIDE)


def may_assign(standings: Standings) -> bool:
    """Giving the traject a consultant, and ending that: the coordinator."""
    return may(standings, Act.ASSIGN)


def may_set(standings: Standings) -> bool:
    """Choosing how the line behaves: who guides it, and the school."""
    return may(standings, Act.SET_LINE)


def may_accept(standings: Standings, side: Side) -> bool:
    """Accepting the agreement: the family for home, a school contact for class."""
    return may(standings, ACCEPT[side])


def may_read_agreement(standings: Standings) -> bool:
    """Everybody who sees the traject, but not the helpdesk."""
    return may(standings, Act.SEE_AGREEMENT)


def may_see_people(standings: Standings) -> bool:
    """Who belongs to the traject and what they agreed; not for the helpdesk."""
    return may(standings, Act.SEE_PEOPLE)


def may_see_addresses(standings: Standings) -> bool:
    """The people's e-mail addresses: who guides the traject."""
    return may(standings, Act.SEE_ADDRESSES)


def may_review(roles: AbstractSet[str]) -> bool:
    """Reviewing emergencies: the privacy officer, who sees no file."""
    return Role.Kind.PRIVACY in roles


def may_see_openings(standings: Standings) -> bool:
    """Who opened the file, and when: family, school, and who guides the traject."""
    return may(standings, Act.SEE_LOG)


def may_see_pages_opened(standings: Standings) -> bool:
    """Which page somebody opened, whatever it tells of: who may read them all."""
    return may(standings, Act.SEE_HEALTH)


def may_see_history(standings: Standings) -> bool:
    """Which states the file had and when: all who see it, but not the helpdesk."""
    return may(standings, Act.SEE_HISTORY)


def may_see_reasons(standings: Standings) -> bool:
    """Why it was moved: free words of our own people, for our own people alone."""
    return may(standings, Act.SEE_CASEWORK)
