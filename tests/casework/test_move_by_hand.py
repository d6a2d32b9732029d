"""Moving a file by hand does not make anybody forget the first contact."""

from __future__ import annotations

import pytest

from sio.casework.actions.bulk import Seen, begin_bulk, move_all
from sio.casework.actions.move import move_by_hand
from sio.casework.errors import CaseworkNotAllowed, ContactMissing
from sio.casework.queries.choice import Choice
from sio.trajects.workflow import State
from tests.casework.desk import in_state, spoken, text_of

pytestmark = pytest.mark.django_db
MISSING = {
    (): "Het gezin en de school zijn nog niet gesproken.",
    ("family",): "De school is nog niet gesproken.",
    ("school",): "Het gezin is nog niet gesproken.",
}


@pytest.mark.parametrize("sides", MISSING)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (State.APPLIED, State.CONTACT),
        (State.WAITING, State.CONTACT),
        (State.AGREED, State.PREPARING),
    ],
)
def test_a_missing_talk_is_said_and_nothing_is_lost(
    as_user, carla, traject, old, new, sides
):
    in_state(traject, old)
    if sides:
        spoken(traject, carla, *sides)
    typed = {"to": new, "reason": "alles rond"}
    answer = as_user(carla).post(f"/trajecten/{traject.pk}/stand/", typed)
    assert answer.status_code == 422
    assert MISSING[sides] in text_of(answer)
    assert 'value="alles rond"' in answer.content.decode()
    traject.refresh_from_db()
    assert traject.state == old
    assert not traject.changes.exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [(State.APPLIED, State.CONTACT), (State.AGREED, State.PREPARING)],
)
def test_with_both_talks_it_moves(as_user, carla, traject, old, new):
    in_state(traject, old)
    spoken(traject, carla)
    typed = {"to": new, "reason": "alles rond"}
    answer = as_user(carla).post(f"/trajecten/{traject.pk}/stand/", typed)
    assert answer.headers["Location"] == f"/trajecten/{traject.pk}/"
    traject.refresh_from_db()
    assert traject.state == new


@pytest.mark.parametrize("old", [State.WAITING, State.LATER, State.REFUSED])
def test_weighing_may_begin_before_both_were_spoken_to(carla, traject, old):
    """It goes on asking for them (tests of the clocks)."""
    in_state(traject, old, look_again_on="2030-01-01")
    move_by_hand(traject=traject, to=State.FEASIBILITY, reason="x", by=carla)
    assert traject.state == State.FEASIBILITY


@pytest.mark.parametrize("name", ["hans", "sofie", "paula", "chris"])
def test_others_move_nothing(request, traject, carla, name):
    in_state(traject, State.APPLIED)
    user = request.getfixturevalue(name)
    with pytest.raises(CaseworkNotAllowed):
        move_by_hand(traject=traject, to=State.CONTACT, reason="x", by=user)


def test_many_at_once_are_not_let_through_either(cora, carla, traject):
    in_state(traject, State.APPLIED)
    bulk = begin_bulk(
        preview="11111111-1111-1111-1111-111111111111",
        seen=[Seen(traject.pk, State.APPLIED, State.CONTACT)],
        choice=Choice(),
        reason="x",
        by=cora,
    )
    move_all(bulk=bulk, by=cora)
    assert bulk.items.get().why == ContactMissing.code
    traject.refresh_from_db()
    assert traject.state == State.APPLIED
