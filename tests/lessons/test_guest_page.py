"""The guest's page: for the traject's own consultant, and nobody else."""

from __future__ import annotations

import json
import re

import pytest
from django.utils import timezone

from sio.accounts.models import Role
from sio.core.models import AccessRecord
from sio.trajects.models import Assignment, Traject
from sio.trajects.workflow import State
from tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(agreed):
    return f"/trajecten/{agreed.pk}/gast/"


def given(html, name):
    """What the server wrote in the page under this name."""
    found = re.search(
        rf'<script id="{name}" type="application/json">(.*?)</script>', html
    )
    return json.loads(found[1])


def test_the_own_consultant_finds_it_by_the_file(as_user, carla, agreed, address):
    client = as_user(carla)
    assert address in client.get(f"/trajecten/{agreed.pk}/").content.decode()
    html = client.get(address).content.decode()
    config = given(html, "config")
    assert config["socket"] == f"/ws/gast/{agreed.pk}/"
    assert config["name"] == str(carla)
    assert config["pupil"]["first_name"] == agreed.pupil.first_name
    assert "visit.waiting" in given(html, "texts")
    assert "build/guest" in html


def test_the_page_tells_of_no_relay(as_user, carla, address, settings):
    """Those come by the socket, once both sides let it in."""
    settings.TURN_URLS = ["turn:turn.example:3478"]
    assert "turn.example" not in as_user(carla).get(address).content.decode()


def test_opening_it_is_a_look_in_the_access_log(as_user, carla, agreed, address):
    as_user(carla).get(address)
    looks = AccessRecord.objects.filter(page="guest-page", what="viewed")
    assert list(looks.values_list("traject", "by")) == [(agreed.pk, carla.pk)]


@pytest.mark.parametrize(
    "who", ["chris", "cora", "hans", "sofie", "paula", "pia", "otto", "piet", "eddy"]
)
def test_nobody_else_finds_it(as_user, request, agreed, address, who):
    client = as_user(request.getfixturevalue(who))
    assert client.get(address).status_code == 404
    assert address not in client.get(f"/trajecten/{agreed.pk}/").content.decode()
    assert not AccessRecord.objects.filter(page="guest-page").exists()


def test_who_is_not_logged_in_logs_in_first(client, address):
    assert client.get(address, secure=True).status_code == 302


def test_staff_without_a_second_factor_set_it_up_first(as_user, agreed, address):
    bare = person("Bea", Role.Kind.CONSULTANT, second_factor=False)
    Assignment.objects.create(user=bare, traject=agreed)
    assert as_user(bare).get(address).status_code == 302


def test_it_ends_with_the_assignment(as_user, carla, agreed, address):
    agreed.assignments.update(ended_at=timezone.now())
    assert as_user(carla).get(address).status_code == 404


@pytest.mark.parametrize("state", [State.AGREED, State.PAUSED, State.ENDED])
def test_there_is_none_where_there_is_no_line(as_user, carla, agreed, address, state):
    Traject.objects.filter(pk=agreed.pk).update(state=state)
    assert as_user(carla).get(address).status_code == 404


def test_nothing_is_posted_to_it(as_user, carla, address):
    assert as_user(carla).post(address).status_code == 405


def test_it_may_open_a_camera_and_is_framed_nowhere(as_user, carla, address):
    headers = as_user(carla).get(address).headers
    assert "camera=(self)" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
