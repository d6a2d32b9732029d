from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.trajects.workflow import (
    ALLOWED_MOVES,
    DECIDED,
    MAY_CONNECT,
    NEEDS_CLASS,
    OVER,
    RUNNING,
    SHARED,
    WEIGHING,
    State,
    may_move,
    moves_by_hand,
)

STRAIGHT = ["applied", "contact", "feasibility", "agreed", "preparing", "active"]
SCENARIOS = {
    "back in class": [*STRAIGHT, "ending", "ended", "closed"],
    "interrupted": [*STRAIGHT, "paused", "active", "ended", "closed"],
    "relapse while growing back": [*STRAIGHT, "ending", "active", "ending", "ended"],
    "schools closed": [*STRAIGHT[:5], "paused", "preparing", "active"],
    "too early": [*STRAIGHT[:3], "later", "feasibility", "agreed", "preparing"],
    "planned surgery, put off": [*STRAIGHT[:4], "later", "feasibility", "agreed"],
    "waiting list": ["applied", "waiting", "contact", "feasibility", "agreed"],
    "full after weighing": [*STRAIGHT[:3], "waiting", "feasibility", "agreed"],
    "not feasible, looked at again": [*STRAIGHT[:3], "not_feasible", "feasibility"],
    "family changes its mind": ["applied", "withdrawn", "feasibility", "agreed"],
    "refused": ["applied", "refused"],
    "two files of one child": ["applied", "merged", "applied", "contact"],
}
NEVER = [
    ("active", "active"),
    ("applied", "agreed"),
    ("applied", "active"),
    ("refused", "active"),
    ("ended", "active"),
    ("closed", "feasibility"),
    ("agreed", "active"),
    ("active", "applied"),
]


def test_every_state_has_a_row():
    assert set(ALLOWED_MOVES) == set(State)


@pytest.mark.parametrize("path", SCENARIOS.values(), ids=SCENARIOS)
def test_scenarios_of_the_field(path):
    for old, new in pairwise(path):
        assert may_move(old, State(new)), (old, new)


@pytest.mark.parametrize(("old", "new"), NEVER)
def test_what_never_happens(old, new):
    assert not may_move(old, State(new))


def test_every_state_is_reached_from_an_application():
    reached, found = set(), {State.APPLIED}
    while found - reached:
        state = (found - reached).pop()
        reached.add(state)
        found |= ALLOWED_MOVES[state]
    assert reached == set(State)


def test_an_end_can_be_reached_from_everywhere_and_closed_is_final():
    for state in set(State) - OVER:
        found = {state}
        while not found & OVER:
            found = found.union(*(ALLOWED_MOVES[one] for one in found))
    assert ALLOWED_MOVES[State.CLOSED] == frozenset()
    assert all(State.ENDED in ALLOWED_MOVES[state] for state in RUNNING)


def test_what_connects_runs_and_what_runs_is_shared_and_has_a_class():
    assert MAY_CONNECT < RUNNING < SHARED
    assert RUNNING < NEEDS_CLASS
    assert WEIGHING.isdisjoint(SHARED)
    assert OVER.isdisjoint(RUNNING)
    assert set(State) == WEIGHING | SHARED | OVER


@given(st.sampled_from(State))
def test_by_hand_is_in_the_table_and_decides_nothing(state):
    moves = set(moves_by_hand(state))
    assert moves <= ALLOWED_MOVES[state]
    assert moves.isdisjoint(DECIDED | {State.WAITING, State.APPLIED})


def test_an_unknown_state_is_a_bug():
    with pytest.raises(ValueError, match="nonsense"):
        may_move("nonsense", State.ACTIVE)
