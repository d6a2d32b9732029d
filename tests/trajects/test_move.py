from __future__ import annotations

import pytest

from sio.core.models import AccessRecord
from sio.trajects.actions import move_traject
from sio.trajects.errors import MoveNotAllowed, TrajectNotAllowed
from sio.trajects.models import Traject
from sio.trajects.workflow import State

PAUSE = {"to": "paused", "reason": "op vraag van de ouders"}


def test_the_consultant_pauses(as_user, carla, traject):
    response = as_user(carla).post(f"/trajecten/{traject.pk}/stand/", PAUSE)

    traject.refresh_from_db()
    assert response.headers["Location"] == f"/trajecten/{traject.pk}/"
    assert traject.state == State.PAUSED
    assert [(c.old, c.new, c.reason, c.by) for c in traject.changes.all()] == [
        ("active", "paused", "op vraag van de ouders", carla)
    ]
    assert list(AccessRecord.objects.values_list("what", "traject", "page")) == [
        ("changed", traject.pk, "state")
    ]


def test_only_allowed_moves_are_offered(as_user, carla, traject):
    form = as_user(carla).get(f"/trajecten/{traject.pk}/stand/").context["form"]
    assert [value for value, _label in form.fields["to"].choices] == [
        "paused",
        "ended",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": "paused", "reason": ""},
        {"to": "preparing", "reason": "x"},
        {"to": "nonsense", "reason": "x"},
        {},
    ],
)
def test_a_wrong_answer_changes_nothing(as_user, carla, traject, wrong):
    response = as_user(carla).post(f"/trajecten/{traject.pk}/stand/", wrong)
    traject.refresh_from_db()
    assert response.status_code == 422
    assert traject.state == State.ACTIVE


def test_the_second_click_loses(carla, traject):
    stale = Traject.objects.get(pk=traject.pk)
    move_traject(traject=traject, to=State.PAUSED, reason="eerst", by=carla)
    with pytest.raises(MoveNotAllowed):
        move_traject(traject=stale, to=State.ENDED, reason="tweede", by=carla)
    traject.refresh_from_db()
    assert traject.state == State.PAUSED
    assert traject.changes.count() == 1


def test_ended_stays_ended(carla, traject):
    move_traject(traject=traject, to=State.ENDED, reason="klaar", by=carla)
    for to in State:
        with pytest.raises(MoveNotAllowed):
            move_traject(traject=traject, to=to, reason="toch", by=carla)


@pytest.mark.parametrize("who", ["sofie", "paula", "hans"])
def test_who_sees_it_does_not_move_it(as_user, request, traject, who):
    user = request.getfixturevalue(who)
    path = f"/trajecten/{traject.pk}/stand/"
    assert as_user(user).post(path, PAUSE).status_code == 404
    with pytest.raises(TrajectNotAllowed):
        move_traject(traject=traject, to=State.PAUSED, reason="x", by=user)
    traject.refresh_from_db()
    assert traject.state == State.ACTIVE


@pytest.mark.parametrize("who", ["chris", "otto", "piet", "eddy"])
def test_an_outsider_does_not_find_it(as_user, request, traject, who):
    client = as_user(request.getfixturevalue(who))
    assert client.get(f"/trajecten/{traject.pk}/stand/").status_code == 404
    assert client.post(f"/trajecten/{traject.pk}/stand/", PAUSE).status_code == 404


@pytest.mark.parametrize("who", ["carla", "cora", "sofie"])
def test_settings_are_kept(as_user, request, traject, who):
    client = as_user(request.getfixturevalue(who))
    client.post(f"/trajecten/{traject.pk}/keuzes/", {"auto_answer": "on"})
    traject.refresh_from_db()
    assert (traject.adhoc_allowed, traject.auto_answer) == (False, True)


@pytest.mark.parametrize(
    ("who", "status"),
    [("paula", 422), ("hans", 422), ("chris", 404), ("otto", 404), ("eddy", 404)],
)
def test_settings_are_not_for_everybody(as_user, request, traject, who, status):
    client = as_user(request.getfixturevalue(who))
    response = client.post(f"/trajecten/{traject.pk}/keuzes/", {"auto_answer": "on"})
    traject.refresh_from_db()
    assert response.status_code == status
    assert (traject.adhoc_allowed, traject.auto_answer) == (True, False)


def test_settings_refuse_get(as_user, carla, traject):
    assert as_user(carla).get(f"/trajecten/{traject.pk}/keuzes/").status_code == 405


def test_htmx_gets_the_refusal_as_a_notice(as_user, paula, traject):
    response = as_user(paula).post(
        f"/trajecten/{traject.pk}/keuzes/", headers={"HX-Request": "true"}
    )
    html = response.content.decode()
    assert response.status_code == 422
    assert response.headers["HX-Retarget"] == "#main"
    assert html.strip().startswith('<div class="notice notice--bad"')
    assert "trajects.not_allowed" in html
