"""Only the traject's own consultant can be a guest in its lesson."""

from __future__ import annotations

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.utils import timezone

from sio.accounts.models import Absence, Role
from sio.core.time import today
from sio.lessons.live.inviting import guest_of
from sio.trajects.models import Assignment, BreakGlass, Traject
from sio.trajects.queries import trajects_visible_to
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


def test_who_stands_in_may_not_though_it_sees_the_file(asked, agreed, carla, chris):
    Absence.objects.create(
        user=carla, starts_on=today(), ends_on=today(), replaced_by=chris
    )
    assert agreed in trajects_visible_to(chris)
    assert asked(chris) is None


def test_who_broke_the_glass_may_not_though_it_sees_the_file(asked, agreed, chris):
    end = timezone.now() + timedelta(hours=1)
    BreakGlass.objects.create(traject=agreed, user=chris, reason="x", ends_at=end)
    assert agreed in trajects_visible_to(chris)
    assert asked(chris) is None


def test_it_ends_with_the_role(asked, carla):
    carla.roles.update(ended_at=timezone.now())
    assert asked(carla) is None


def test_there_is_no_guest_on_a_line_that_may_not_be(asked, carla, agreed):
    Traject.objects.filter(pk=agreed.pk).update(state=State.PAUSED)
    assert asked(carla) is None
