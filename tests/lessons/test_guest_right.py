"""Only the traject's own consultant can be a guest in its lesson."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.utils import timezone

from sio.accounts.models import Role
from sio.lessons.live.endpoint import guest_socket
from sio.lessons.live.inviting import guest_of
from sio.lessons.live.topics.guest import WORDS
from sio.lessons.protocol import UnknownMessage, parse
from sio.lessons.routing import routes
from sio.trajects.models import Assignment, Traject
from sio.trajects.workflow import State
from tests.conftest import person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(as_user, agreed):
    def asked(user):
        name = settings.SESSION_COOKIE_NAME
        cookies = {name: as_user(user).cookies[name].value}
        return async_to_sync(guest_of)(cookies, agreed.pk)

    return asked


def test_the_own_consultant_may(asked, carla):
    assert asked(carla) == carla


@pytest.mark.parametrize(
    "who", ["chris", "cora", "hans", "pia", "sofie", "otto", "paula", "piet", "eddy"]
)
def test_nobody_else_may(asked, carla, who, request):
    assert asked(request.getfixturevalue(who)) is None


def test_who_is_not_logged_in_may_not(agreed):
    assert async_to_sync(guest_of)({}, agreed.pk) is None


def test_without_a_second_factor_a_consultant_may_not(asked, agreed):
    bare = person("Bea", Role.Kind.CONSULTANT, second_factor=False)
    Assignment.objects.create(user=bare, traject=agreed)
    assert asked(bare) is None


def test_it_ends_with_the_role(asked, carla):
    carla.roles.update(ended_at=timezone.now())
    assert asked(carla) is None


@pytest.mark.parametrize("word", sorted(WORDS))
def test_no_device_can_say_it_until_a_page_shows_the_guest(word):
    with pytest.raises(UnknownMessage):
        parse(json.dumps({"type": word, "visit": str(uuid4()), "body": ""}))


def test_no_address_leads_in_until_a_page_shows_the_guest():
    assert not [route.path for route in routes if route.endpoint is guest_socket]


def test_there_is_no_guest_on_a_line_that_may_not_be(asked, carla, agreed):
    Traject.objects.filter(pk=agreed.pk).update(state=State.PAUSED)
    assert asked(carla) is None
