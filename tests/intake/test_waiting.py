from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.intake.waiting import PlaceMove, Waiting, explain_place, ordered

START = datetime(2027, 3, 1, 11, tzinfo=UTC)
# In reverse, so that the order of the input says nothing.
LIST = [Waiting(key, START + timedelta(days=key)) for key in (4, 3, 2, 1)]


def move(key, before, days=10, reason="Wordt geopereerd"):
    return PlaceMove(key, before, reason, "Cora", START + timedelta(days=days))


def test_by_receipt_and_by_key_at_the_same_moment():
    twins = [Waiting(9, START), Waiting(8, START)]
    assert ordered([*LIST, *twins], []) == [8, 9, 1, 2, 3, 4]


def test_moved_by_a_person():
    assert ordered(LIST, [move(3, 1)]) == [3, 1, 2, 4]
    assert ordered(LIST, [move(1, None)]) == [2, 3, 4, 1]
    # The later move last, in whatever order they are given.
    assert ordered(LIST, [move(4, 3, days=12), move(3, 1, days=11)]) == [4, 3, 1, 2]


def test_a_move_of_who_left_the_list_does_nothing():
    moves = [move(9, 1), move(2, 9), move(2, 2)]
    assert ordered(LIST, moves) == [1, 2, 3, 4]


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_move_without_a_reason(reason):
    with pytest.raises(ValueError, match="reason"):
        move(3, 1, reason=reason)


@pytest.mark.parametrize(
    ("key", "for_staff", "expected"),
    [
        (
            3,
            True,
            "Plaats 1 van 4. Ontvangen op 04/03/2027."
            " Verplaatst op 11/03/2027 door Cora: Wordt geopereerd",
        ),
        (
            3,
            False,
            "Plaats 1 van 4. Ontvangen op 04/03/2027."
            " Een medewerker heeft het verplaatst op 11/03/2027.",
        ),
        (
            1,
            False,
            "Plaats 2 van 4. Ontvangen op 02/03/2027."
            " Eén dossier dat later kwam, staat er door verplaatsing voor.",
        ),
        (4, True, "Plaats 4 van 4. Ontvangen op 05/03/2027."),
    ],
)
def test_each_place_is_explained(key, for_staff, expected):
    said = explain_place(key, LIST, [move(3, 1)], for_staff=for_staff)
    assert said == expected


def test_passed_by_two():
    said = explain_place(1, LIST, [move(3, 1), move(4, 3)], for_staff=True)
    assert "2 dossiers die later kwamen, staan er door verplaatsing voor." in said


def test_who_is_not_on_the_list_has_no_place():
    with pytest.raises(ValueError, match="9 is not in list"):
        explain_place(9, LIST, [], for_staff=True)


KEYS = st.integers(1, 8)
MOVES = st.lists(
    st.builds(move, KEYS, st.none() | KEYS, st.integers(0, 60)), max_size=8
)


@given(keys=st.sets(KEYS, min_size=1), moves=MOVES)
def test_nobody_is_lost_or_added_and_every_place_can_be_explained(keys, moves):
    waiting = [Waiting(key, START + timedelta(days=key)) for key in keys]
    order = ordered(waiting, moves)
    assert sorted(order) == sorted(keys)
    for place, key in enumerate(order, 1):
        said = explain_place(key, waiting, moves, for_staff=False)
        assert said.startswith(f"Plaats {place} van {len(keys)}.")


@given(keys=st.sets(KEYS), moves=MOVES)
def test_who_was_not_moved_keeps_the_order_of_receipt(keys, moves):
    waiting = [Waiting(key, START + timedelta(days=key)) for key in keys]
    moved = {one.key for one in moves}
    still = [key for key in ordered(waiting, moves) if key not in moved]
    assert still == sorted(still)
