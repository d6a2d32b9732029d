"""Rules and queries agree, for the whole cast."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sio.accounts.models import Role, User
from sio.core.sides import Side
from sio.schools.models import Contact
from sio.trajects import rules
from sio.trajects.models import Assignment, Guardian
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rights import Standing

# Of Tuur's traject, then of Noor's: what each of the cast is to it.
CAST = {
    "carla": ({Standing.CONSULTANT}, set()),
    "chris": (set(), {Standing.CONSULTANT}),
    "cora": ({Standing.COORDINATOR}, {Standing.COORDINATOR}),
    "hans": ({Standing.HELPDESK}, {Standing.HELPDESK}),
    "sofie": ({Standing.CONTACT}, set()),
    "otto": (set(), {Standing.CONTACT}),
    "paula": ({Standing.GUARDIAN}, set()),
    "piet": (set(), {Standing.GUARDIAN}),
    "eddy": (set(), set()),
}

# Of Tuur's traject: guide, assign, set, accept home, accept class, people, addresses.
MAY = {
    "carla": (True, False, True, False, False, True, True),
    "cora": (True, True, True, False, False, True, True),
    "hans": (False, False, False, False, False, False, False),
    "sofie": (False, False, True, False, True, True, False),
    "paula": (False, False, False, True, False, True, False),
    "chris": (False,) * 7,
    "otto": (False,) * 7,
    "piet": (False,) * 7,
    "eddy": (False,) * 7,
}


@pytest.mark.parametrize("who", CAST)
def test_standing_and_sight_of_both_trajects(request, traject, other_traject, who):
    user = request.getfixturevalue(who)
    both = [traject, other_traject]
    assert tuple(set(standings(one, user)) for one in both) == CAST[who]
    seen = [one for one in both if standings(one, user)]
    assert set(trajects_visible_to(user)) == set(seen)


@pytest.mark.parametrize("who", MAY)
def test_what_each_may_do(request, traject, who):
    mine = standings(traject, request.getfixturevalue(who))
    assert MAY[who] == (
        rules.may_guide(mine),
        rules.may_assign(mine),
        rules.may_set(mine),
        rules.may_accept(mine, Side.HOME),
        rules.may_accept(mine, Side.CLASS),
        rules.may_see_people(mine),
        rules.may_see_addresses(mine),
    )


@given(mine=st.frozensets(st.sampled_from(Standing)))
def test_nobody_may_anything_without_standing_and_more_standing_never_takes_away(mine):
    every = [
        rules.may_guide,
        rules.may_assign,
        rules.may_set,
        rules.may_see_people,
        rules.may_see_addresses,
        rules.may_read_agreement,
        lambda held: rules.may_accept(held, Side.HOME),
        lambda held: rules.may_accept(held, Side.CLASS),
    ]
    for may in every:
        assert not may(frozenset())
        for standing in mine:
            assert may(mine) >= may(mine - {standing})


def test_somebody_may_be_several_things(traject, sofie):
    Guardian.objects.create(user=sofie, traject=traject, capacity="moeder")
    assert standings(traject, sofie) == {Standing.CONTACT, Standing.GUARDIAN}
    assert list(trajects_visible_to(sofie)) == [traject]


@pytest.mark.parametrize(
    ("who", "rows"),
    [
        ("carla", [Assignment]),
        ("carla", [Role]),
        ("sofie", [Contact]),
        ("paula", [Guardian]),
        ("cora", [Role]),
    ],
)
def test_an_ended_row_gives_nothing(request, traject, who, rows):
    user = request.getfixturevalue(who)
    assert list(trajects_visible_to(user)) == [traject]
    for model in rows:
        model.objects.filter(user=user).update(ended_at=timezone.now())
    assert list(trajects_visible_to(user)) == []
    assert standings(traject, user) == frozenset()


@pytest.mark.parametrize("who", ["carla", "cora", "sofie", "paula"])
def test_who_is_switched_off_sees_nothing(request, traject, who):
    user = request.getfixturevalue(who)
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.refresh_from_db()
    assert list(trajects_visible_to(user)) == []
    assert standings(traject, user) == frozenset()


def test_a_stranger_sees_nothing(traject):
    assert list(trajects_visible_to(AnonymousUser())) == []
    assert standings(traject, AnonymousUser()) == frozenset()


def test_a_school_sees_a_traject_only_of_its_own_class(sofie, traject, other_class):
    traject.school_class = other_class
    traject.save(update_fields=["school_class"])
    assert list(trajects_visible_to(sofie)) == []
