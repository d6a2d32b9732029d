from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sio.core.models import AccessRecord
from sio.core.time import today
from sio.trajects.actions import move_traject, put_in_class
from sio.trajects.errors import (
    ClassNeeded,
    DateNeeded,
    MoveNotAllowed,
    OutcomeNeeded,
    TrajectNotAllowed,
)
from sio.trajects.models import Traject
from sio.trajects.workflow import MEANS, State

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
        "ending",
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
        move_traject(
            traject=stale, to=State.ENDED, reason="tweede", outcome="back", by=carla
        )
    traject.refresh_from_db()
    assert traject.state == State.PAUSED
    assert traject.changes.count() == 1


def test_ended_stays_ended(carla, traject):
    move_traject(
        traject=traject, to=State.ENDED, reason="klaar", outcome="back", by=carla
    )
    for to in set(State) - {State.CLOSED, State.LATER}:
        with pytest.raises(MoveNotAllowed):
            move_traject(
                traject=traject, to=to, reason="toch", outcome="back", by=carla
            )
    move_traject(traject=traject, to=State.CLOSED, reason="materiaal terug", by=carla)
    traject.refresh_from_db()
    assert (traject.state, traject.outcome) == (State.CLOSED, "back")


@pytest.mark.parametrize("outcome", ["", "genezen"])
def test_an_end_needs_its_outcome(as_user, carla, traject, outcome):
    with pytest.raises(OutcomeNeeded):
        move_traject(
            traject=traject, to=State.ENDED, reason="klaar", outcome=outcome, by=carla
        )
    end = {"to": "ended", "reason": "klaar", "outcome": outcome}
    response = as_user(carla).post(f"/trajecten/{traject.pk}/stand/", end)
    assert response.status_code == 422
    assert "outcome" in response.context["form"].errors
    traject.refresh_from_db()
    assert traject.state == State.ACTIVE


def test_an_end_keeps_its_outcome(as_user, carla, traject):
    end = {"to": "ended", "reason": "klaar", "outcome": "partly"}
    as_user(carla).post(f"/trajecten/{traject.pk}/stand/", end)
    traject.refresh_from_db()
    assert (traject.state, traject.outcome) == (State.ENDED, "partly")


def at(traject, state, **more):
    Traject.objects.filter(pk=traject.pk).update(state=state, **more)
    return Traject.objects.get(pk=traject.pk)


@pytest.mark.parametrize("days", [None, -1, 0])
def test_later_needs_a_day_to_come(carla, traject, days):
    weighed = at(traject, State.FEASIBILITY)
    day = None if days is None else today() + timedelta(days=days)
    with pytest.raises(DateNeeded):
        move_traject(
            traject=weighed, to=State.LATER, reason="rust", look_again_on=day, by=carla
        )
    tomorrow = today() + timedelta(days=1)
    move_traject(
        traject=weighed, to=State.LATER, reason="rust", look_again_on=tomorrow, by=carla
    )
    weighed.refresh_from_db()
    assert weighed.look_again_on == tomorrow


def test_a_preparation_needs_its_class(carla, traject, school_class):
    agreed = at(traject, State.AGREED, school_class=None)
    with pytest.raises(ClassNeeded):
        move_traject(traject=agreed, to=State.PREPARING, reason="start", by=carla)
    put_in_class(traject=agreed, school_class=school_class, by=carla)
    move_traject(traject=agreed, to=State.PREPARING, reason="start", by=carla)
    agreed.refresh_from_db()
    assert (agreed.state, agreed.school_class) == (State.PREPARING, school_class)


def test_a_class_brings_its_school_and_year(carla, traject, other_class, hans):
    put_in_class(traject=traject, school_class=other_class, by=carla)
    traject.refresh_from_db()
    assert traject.school == other_class.school
    assert traject.school_year == other_class.school_year
    with pytest.raises(TrajectNotAllowed):
        put_in_class(traject=traject, school_class=other_class, by=hans)


def test_database_keeps_a_running_traject_in_a_class(traject):
    with pytest.raises(IntegrityError), transaction.atomic():
        at(traject, State.ACTIVE, school_class=None)


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
    assert not traject.nursery
    client.post(f"/trajecten/{traject.pk}/keuzes/", {"nursery": "on"})
    traject.refresh_from_db()
    assert (traject.nursery, traject.auto_answer) == (True, False)
    assert "Kleutermodus" in client.get(f"/trajecten/{traject.pk}/").content.decode()


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


@pytest.mark.parametrize("who", ["carla", "cora", "sofie"])
def test_photos_of_the_board_may_be_kept_once_it_was_agreed(
    as_user, request, traject, who
):
    assert traject.keep_photos is False
    client = as_user(request.getfixturevalue(who))
    assert 'name="keep_photos"' in client.get(f"/trajecten/{traject.pk}/").text
    for choice, kept in (({"keep_photos": "on"}, True), ({}, False)):
        client.post(f"/trajecten/{traject.pk}/keuzes/", choice)
        traject.refresh_from_db()
        assert traject.keep_photos is kept


@pytest.mark.parametrize(
    ("who", "status"),
    [("paula", 422), ("hans", 422), ("chris", 404), ("otto", 404), ("eddy", 404)],
)
def test_nobody_else_lets_photos_be_kept(as_user, request, traject, who, status):
    client = as_user(request.getfixturevalue(who))
    response = client.post(f"/trajecten/{traject.pk}/keuzes/", {"keep_photos": "on"})
    traject.refresh_from_db()
    assert (response.status_code, traject.keep_photos) == (status, False)


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


@pytest.mark.parametrize("name", ["paula", "sofie"])
def test_family_and_school_read_what_a_state_means_and_not_why(
    request, as_user, traject, carla, name
):
    move_traject(traject=traject, to=State.PAUSED, reason="paniekreden", by=carla)
    address = f"/trajecten/{traject.pk}/"
    page = as_user(request.getfixturevalue(name)).get(address).content.decode()
    assert "onderbroken. Er zijn even geen lessen." in page
    assert "paniekreden" not in page
    assert "(paniekreden), Carla" in as_user(carla).get(address).content.decode()


def test_every_state_has_its_sentence():
    assert set(MEANS) == set(State)
