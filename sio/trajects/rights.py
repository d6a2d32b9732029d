"""Who may do what with a file: the one table of rights (docs/rights.md).

A row is an act, a column what somebody is to the file. What somebody is, is read once
(queries.standings); nothing else grants anything. Which files are seen at all, and in
which state by whom, is `queries.trajects_visible_to`.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import StrEnum


class Standing(StrEnum):
    """What a person is to one file; somebody may be several at once."""

    COORDINATOR = "coordinator"
    CONSULTANT = "consultant"
    STAND_IN = "stand_in"  # of a consultant who is away today
    EMERGENCY = "emergency"  # broke the glass less than an hour ago
    HELPDESK = "helpdesk"
    CONTACT = "contact"
    GUARDIAN = "guardian"
    PUPIL = "pupil"  # the pupil itself, with an account of its own


Standings = AbstractSet[Standing]


class Act(StrEnum):
    """Something that can be done with a file; `see_…` acts only look."""

    SEE_FILE = "see_file"
    SEE_PEOPLE = "see_people"
    SEE_ADDRESSES = "see_addresses"
    SEE_HISTORY = "see_history"
    SEE_LOG = "see_log"
    SEE_PLANS = "see_plans"
    SEE_CASEWORK = "see_casework"
    SEE_LETTERS = "see_letters"
    SEE_HEALTH = "see_health"
    SEE_LINKS = "see_links"
    SEE_AGREEMENT = "see_agreement"
    SEE_HOME_DEVICES = "see_home_devices"
    SEE_CLASS_DEVICES = "see_class_devices"
    SEE_LINE = "see_line"
    SEE_POSTBOX = "see_postbox"
    GUIDE = "guide"
    ASSIGN = "assign"
    DECIDE = "decide"
    LOG_CONTACT = "log_contact"
    CHANGE_HEALTH = "change_health"
    SET_LINE = "set_line"
    HELP_LINE = "help_line"
    PLAN = "plan"
    PAIR_HOME = "pair_home"
    PAIR_CLASS = "pair_class"
    ACCEPT_HOME = "accept_home"
    ACCEPT_CLASS = "accept_class"
    CONFIRM_CERTIFICATE = "confirm_certificate"
    TELL_CLASS = "tell_class"
    SAY_PUPIL_ABSENT = "say_pupil_absent"
    SAY_CLASS_CHANGE = "say_class_change"
    WRITE_CONSULTANT = "write_consultant"
    WRITE_NOTE = "write_note"
    WRITE_CLASS_TEXT = "write_class_text"
    AGREE_CLASSMATES = "agree_classmates"
    CHANGE_HOUSEHOLD = "change_household"
    CHANGE_SELF = "change_self"
    LET_PARENT = "let_parent"
    ANSWER_ROUND = "answer_round"
    USE_POSTBOX = "use_postbox"
    VISIT_LESSON = "visit_lesson"


_S = Standing
GUIDES = frozenset({_S.COORDINATOR, _S.CONSULTANT, _S.STAND_IN})
FAMILY = frozenset({_S.GUARDIAN, _S.PUPIL})
_CARE = GUIDES | {_S.EMERGENCY}  # sees what a consultant sees
_STAFF = _CARE | {_S.HELPDESK}
_SCHOOL = frozenset({_S.CONTACT})
_ALL = frozenset(Standing)

MATRIX: dict[Act, frozenset[Standing]] = {
    Act.SEE_FILE: _ALL,
    Act.SEE_PEOPLE: _CARE | FAMILY | _SCHOOL,
    Act.SEE_ADDRESSES: _CARE,
    Act.SEE_HISTORY: _CARE | FAMILY | _SCHOOL,
    Act.SEE_LOG: _CARE | FAMILY | _SCHOOL,
    Act.SEE_PLANS: _CARE | FAMILY | _SCHOOL,
    Act.SEE_CASEWORK: _CARE,
    Act.SEE_LETTERS: _CARE | FAMILY,
    Act.SEE_HEALTH: GUIDES | FAMILY,  # no emergency: the helpdesk may have one
    Act.SEE_LINKS: _CARE | FAMILY | _SCHOOL,
    Act.SEE_AGREEMENT: _CARE | FAMILY | _SCHOOL,
    # Of the other side not even who paired what.
    Act.SEE_HOME_DEVICES: _STAFF | FAMILY,
    Act.SEE_CLASS_DEVICES: _STAFF | _SCHOOL,
    # In figures, while a question is open; who guides the child needs none of them.
    Act.SEE_LINE: frozenset({_S.HELPDESK}),
    # A child's work is between home and class; nobody of ours looks into it.
    Act.SEE_POSTBOX: FAMILY | _SCHOOL,
    Act.GUIDE: GUIDES,
    Act.ASSIGN: frozenset({_S.COORDINATOR}),
    Act.DECIDE: GUIDES,
    Act.LOG_CONTACT: _CARE,
    Act.CHANGE_HEALTH: GUIDES | FAMILY,
    Act.SET_LINE: GUIDES | _SCHOOL,
    Act.HELP_LINE: frozenset({_S.HELPDESK}),
    Act.PLAN: GUIDES,
    Act.PAIR_HOME: GUIDES | FAMILY,
    Act.PAIR_CLASS: GUIDES | _SCHOOL,
    # Nobody accepts in another's name; a grown pupil does so itself.
    Act.ACCEPT_HOME: FAMILY,
    Act.ACCEPT_CLASS: _SCHOOL,
    Act.CONFIRM_CERTIFICATE: GUIDES | _SCHOOL,
    Act.TELL_CLASS: GUIDES | _SCHOOL,
    Act.SAY_PUPIL_ABSENT: GUIDES | FAMILY,
    Act.SAY_CLASS_CHANGE: GUIDES | _SCHOOL,
    Act.WRITE_CONSULTANT: FAMILY | _SCHOOL,
    Act.WRITE_NOTE: GUIDES | FAMILY | _SCHOOL,
    Act.WRITE_CLASS_TEXT: GUIDES | FAMILY,
    # Of the family who may decide; by telephone, who guides writes down who did.
    Act.AGREE_CLASSMATES: GUIDES | FAMILY,
    Act.CHANGE_HOUSEHOLD: GUIDES | FAMILY,
    Act.CHANGE_SELF: FAMILY | _SCHOOL,
    # Since adult, the pupil alone says which parent keeps access.
    Act.LET_PARENT: frozenset({_S.PUPIL}),
    Act.ANSWER_ROUND: GUIDES | FAMILY,
    Act.USE_POSTBOX: FAMILY | _SCHOOL,
    # The one face that the family knows, and only when both sides let it in.
    Act.VISIT_LESSON: frozenset({_S.CONSULTANT}),
}


def may(standings: Standings, act: Act) -> bool:
    """True if one of the standings has this act in its column."""
    return not MATRIX[act].isdisjoint(standings)
