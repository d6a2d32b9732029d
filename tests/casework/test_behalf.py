"""The trace says for whom somebody came, and by which exception, on every path."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sio.accounts.models import Absence
from sio.core.access_log import record_change, record_export, record_view
from sio.core.models import AccessRecord
from sio.core.time import today
from sio.trajects.actions import change_health
from sio.trajects.models import BreakGlass

pytestmark = pytest.mark.django_db

PARTS = ["", "gezondheid/", "gezinnen/", "eerste-keer/", "berichten/", "contacten/"]
PARTS += ["rooster/", "inzage/", "tips/", "terugkeer/", "haalbaarheid/"]


@pytest.fixture
def replaced(traject, carla, chris):
    """Chris does the work of Carla today."""
    Absence.objects.create(
        user=carla, starts_on=today(), ends_on=today(), replaced_by=chris
    )


def opened(traject, user):
    end = timezone.now() + timedelta(hours=1)
    return BreakGlass.objects.create(
        traject=traject, user=user, reason="x", ends_at=end
    )


def traces():
    rows = AccessRecord.objects.order_by("sequence")
    return list(rows.values_list("what", "on_behalf_of", "why"))


@pytest.mark.parametrize("part", PARTS)
def test_each_page_says_that_a_stand_in_came_for_somebody(
    as_user, traject, carla, chris, replaced, part
):
    page = as_user(chris).get(f"/trajecten/{traject.pk}/{part}")
    assert page.status_code == 200
    assert traces() == [("viewed", carla.pk, "stand-in")]


def test_what_a_stand_in_changes_and_takes_along_too(traject, carla, chris, replaced):
    change_health(traject=traject, group_code="", details="x", version=0, by=chris)
    record_export(traject_id=traject.pk, page="letter", by=chris)
    assert traces() == [
        ("changed", carla.pk, "stand-in"),
        ("exported", carla.pk, "stand-in"),
    ]


@pytest.mark.parametrize("name", ["chris", "hans"])
def test_each_look_through_broken_glass_names_it(request, as_user, traject, name):
    user = request.getfixturevalue(name)
    why = f"break-glass {opened(traject, user).pk}"
    client = as_user(user)
    assert client.get(f"/trajecten/{traject.pk}/contacten/").status_code == 200
    record_change(traject_id=traject.pk, page="contacts", by=user)
    assert traces() == [("viewed", None, why), ("changed", None, why)]


@pytest.mark.parametrize("name", ["chris", "hans"])
def test_no_emergency_shows_what_the_illness_is(request, as_user, traject, name):
    user = request.getfixturevalue(name)
    opened(traject, user)
    client = as_user(user)
    assert client.get(f"/trajecten/{traject.pk}/gezondheid/").status_code == 404


@pytest.mark.parametrize("name", ["carla", "cora", "paula", "sofie"])
def test_who_comes_by_the_own_right_comes_for_nobody(request, traject, replaced, name):
    user = request.getfixturevalue(name)
    if name == "carla":
        opened(traject, user)  # and needed it for nothing
    record_view(traject_id=traject.pk, page="traject", by=user)
    assert traces() == [("viewed", None, "")]


def test_what_is_given_is_kept(traject, carla, chris, replaced):
    record_view(traject_id=traject.pk, page="round", by=chris, why="round 3")
    record_view(traject_id=None, page="today", by=chris, count=4)
    record_view(traject_id=traject.pk, page="traject", by=None, actor="clock")
    assert [row[1:] for row in traces()] == [(None, "round 3"), (None, ""), (None, "")]
