"""Who may do what with a traject: predicates on a person's standing in it.

What somebody is to a traject is read once (queries.standings); what follows from it
stands here, without queries.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import StrEnum

from sio.accounts.models import Role
from sio.core.sides import Side


class Standing(StrEnum):
    """What a person is to one traject; somebody may be several at once."""

    COORDINATOR = "coordinator"
    CONSULTANT = "consultant"
    HELPDESK = "helpdesk"
    CONTACT = "contact"
    GUARDIAN = "guardian"


Standings = AbstractSet[Standing]
GUIDES = frozenset({Standing.COORDINATOR, Standing.CONSULTANT})
# Who speaks for each side; nobody accepts in another's name.
SPEAKS_FOR: dict[Side, Standing] = {
    Side.HOME: Standing.GUARDIAN,
    Side.CLASS: Standing.CONTACT,
}


def may_start(roles: AbstractSet[str]) -> bool:
    """Starting a traject: a consultant or the coordinator."""
    return bool(roles & {Role.Kind.CONSULTANT, Role.Kind.COORDINATOR})


def may_guide(standings: Standings) -> bool:
    """Moving the traject, inviting and ending guardians: its consultant and above."""
    return bool(standings & GUIDES)


def may_assign(standings: Standings) -> bool:
    """Giving the traject a consultant, and ending that: the coordinator."""
    return Standing.COORDINATOR in standings


def may_set(standings: Standings) -> bool:
    """Choosing how the line behaves: who guides it, and the school."""
    return bool(standings & (GUIDES | {Standing.CONTACT}))


def may_accept(standings: Standings, side: Side) -> bool:
    """Accepting the agreement: a guardian for home, a school contact for class."""
    return SPEAKS_FOR[side] in standings


def may_read_agreement(standings: Standings) -> bool:
    """Everybody who sees the traject, but not the helpdesk."""
    return bool(standings - {Standing.HELPDESK})


def may_see_people(standings: Standings) -> bool:
    """Who belongs to the traject and what they agreed; not for the helpdesk."""
    return bool(standings - {Standing.HELPDESK})


def may_see_addresses(standings: Standings) -> bool:
    """The people's e-mail addresses: who guides the traject."""
    return may_guide(standings)


def may_see_openings(standings: Standings) -> bool:
    """Who opened the file, and when: the family, and who guides the traject."""
    return bool(standings & (GUIDES | {Standing.GUARDIAN}))
