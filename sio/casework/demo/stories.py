"""What happened to each file of the demo, as one table."""

from __future__ import annotations

from dataclasses import dataclass, field

from sio.trajects.workflow import Outcome, State

# From the application to each state, by way of the table of moves.
_SPOKEN = (State.CONTACT, State.FEASIBILITY)
_GRANTED = (*_SPOKEN, State.AGREED, State.PREPARING)
_USED = (*_GRANTED, State.ACTIVE)
PATHS: dict[State, tuple[State, ...]] = {
    State.APPLIED: (),
    State.WAITING: (State.WAITING,),
    State.CONTACT: (State.CONTACT,),
    State.FEASIBILITY: _SPOKEN,
    State.LATER: (*_SPOKEN, State.LATER),
    State.AGREED: (*_SPOKEN, State.AGREED),
    State.PREPARING: _GRANTED,
    State.ACTIVE: _USED,
    State.PAUSED: (*_USED, State.PAUSED),
    State.ENDING: (*_USED, State.ENDING),
    State.ENDED: (*_USED, State.ENDING, State.ENDED),
    State.CLOSED: (*_USED, State.ENDING, State.ENDED, State.CLOSED),
    State.NOT_FEASIBLE: (*_SPOKEN, State.NOT_FEASIBLE),
    State.REFUSED: (*_SPOKEN, State.REFUSED),
    State.WITHDRAWN: (*_SPOKEN, State.WITHDRAWN),
    State.MERGED: (State.MERGED,),
}


@dataclass(frozen=True)
class Story:
    """Received `days` ago (`working` days, if given); last moved `since` days ago.

    `school` is a place in `places.SCHOOLS`; `tags` are words of `files` and `parts`.
    """

    state: State
    school: int
    days: int = 0
    since: int = 0
    working: int | None = None
    outcome: str = ""
    tags: frozenset[str] = field(default_factory=frozenset)


def _new(school: int, working: int, *tags: str) -> Story:
    return Story(State.APPLIED, school, working=working, tags=frozenset(tags))


def _at(state: State, school: int, days: int, since: int, *tags: str) -> Story:
    return Story(state, school, days, since, tags=frozenset(tags))


def _over(state: State, school: int, days: int, since: int, outcome: Outcome) -> Story:
    return Story(state, school, days, since, outcome=outcome)


# 58 files: with Noor's and Milan's, which the doors need, there are 60.
STORIES = (
    _new(0, 0),
    _new(1, 3),
    _new(2, 4, "family_reached"),
    _new(3, 5, "no_answer"),
    _new(4, 8, "school_reached"),
    _new(6, 19, "no_answer"),
    _new(0, 2, "double"),
    _new(15, 1, "by_clb"),
    _new(24, 6, "nobody"),
    _at(State.WAITING, 5, 44, 43, "both_reached"),
    _at(State.WAITING, 16, 30, 29, "both_reached"),
    _at(State.WAITING, 20, 12, 12),
    _at(State.CONTACT, 0, 11, 7),
    _at(State.CONTACT, 7, 24, 19),
    _at(State.CONTACT, 17, 7, 3),
    _at(State.CONTACT, 23, 9, 4, "by_school"),
    _at(State.FEASIBILITY, 1, 40, 26),
    _at(State.FEASIBILITY, 12, 19, 9, "doctor"),
    _at(State.FEASIBILITY, 19, 16, 6),
    _at(State.LATER, 2, 75, 60, "look_again"),
    _at(State.LATER, 10, 50, 33),
    _at(State.AGREED, 3, 46, 24, "certificate"),
    _at(State.AGREED, 21, 26, 4),
    _at(State.PREPARING, 1, 45, 20, "no_agreement", "not_told"),
    _at(State.PREPARING, 4, 70, 40, "delivered"),
    _at(State.PREPARING, 6, 33, 6, "no_agreement"),
    _at(State.PREPARING, 13, 60, 22, "in_advance"),
    _at(State.PREPARING, 20, 38, 5, "first_plan"),
    _at(State.ACTIVE, 0, 120, 74, "used", "return", "first_plan", "message"),
    _at(State.ACTIVE, 2, 390, 330, "unused", "conditions"),
    _at(State.ACTIVE, 3, 100, 52, "used", "certificate", "separated", "teaching"),
    _at(State.ACTIVE, 5, 160, 120, "used", "return", "message"),
    _at(State.ACTIVE, 8, 90, 55, "used", "teaching"),
    _at(State.ACTIVE, 9, 140, 96, "unused"),
    _at(State.ACTIVE, 11, 80, 34, "used", "certificate", "no_agreement"),
    _at(State.ACTIVE, 14, 200, 150, "used", "return", "separated"),
    _at(State.ACTIVE, 18, 75, 41, "used", "first_plan"),
    _at(State.ACTIVE, 22, 110, 60, "used", "emergency"),
    _at(State.ACTIVE, 24, 66, 31, "used", "teaching"),
    _at(State.PAUSED, 7, 130, 12, "used"),
    _at(State.PAUSED, 4, 165, 72),
    _at(State.ENDING, 1, 150, 21, "used", "return", "return_reached"),
    _at(State.ENDING, 12, 170, 30, "used", "return"),
    _at(State.ENDING, 23, 125, 10, "used", "return"),
    _over(State.ENDED, 0, 210, 15, Outcome.BACK),
    _over(State.ENDED, 17, 240, 33, Outcome.PARTLY),
    _over(State.ENDED, 21, 260, 48, Outcome.OTHER_TEACHING),
    _over(State.CLOSED, 8, 420, 200, Outcome.BACK),
    _over(State.CLOSED, 14, 405, 160, Outcome.STOPPED),
    _over(State.CLOSED, 19, 380, 140, Outcome.BACK),
    _over(State.CLOSED, 4, 400, 190, Outcome.OTHER),
    _at(State.NOT_FEASIBLE, 10, 88, 66),
    _at(State.NOT_FEASIBLE, 22, 300, 275, "slow"),
    _at(State.REFUSED, 11, 62, 48),
    _at(State.REFUSED, 24, 345, 320, "slow"),
    _at(State.WITHDRAWN, 13, 105, 92),
    _at(State.WITHDRAWN, 15, 280, 262),
    _at(State.MERGED, 9, 2, 1, "merged"),
)
