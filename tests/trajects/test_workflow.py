from __future__ import annotations

import pytest

from sio.trajects.workflow import ALLOWED_MOVES, MAY_CONNECT, State, may_move


def test_every_state_has_a_row():
    assert set(ALLOWED_MOVES) == set(State)


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        (State.PREPARING, State.ACTIVE, True),
        (State.ACTIVE, State.PAUSED, True),
        (State.PAUSED, State.ACTIVE, True),
        (State.PREPARING, State.PAUSED, False),
        (State.ENDED, State.ACTIVE, False),
        (State.ACTIVE, State.ACTIVE, False),
    ],
)
def test_moves(old, new, allowed):
    assert may_move(old, new) is allowed


def test_the_end_is_the_end():
    assert all(State.ENDED in ALLOWED_MOVES[state] for state in MAY_CONNECT)
    assert ALLOWED_MOVES[State.ENDED] == frozenset()


def test_an_unknown_state_is_a_bug():
    with pytest.raises(ValueError, match="nonsense"):
        may_move("nonsense", State.ACTIVE)
