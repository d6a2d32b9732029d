"""Every address, asked by everybody: nothing changes, nothing breaks, nothing leaks.

The traces of a look (access log) and of a log-in (session) are no change.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.core.walks import (
    DEVICES,
    OUTSIDERS,
    PEOPLE,
    STRANGER,
    ask,
    walks,
)

pytestmark = pytest.mark.django_db

TRACES = {"core_accessrecord", "core_accesshead", "core_accesssegment"}
TRACES |= {"django_session"}
DEMO_DOORS = {
    *("/demo/klas/", "/demo/thuis/", "/demo/consulent/", "/demo/ouder/"),
    *("/demo/school/", "/demo/coordinator/", "/demo/privacy/"),
    *("/demo/helpdesk/", "/demo/beleid/"),
    *("/demo/samen/klas/", "/demo/samen/bo/", "/demo/samen/cas/"),
}


def statuses_of(walk):
    """Status of each address; fails if one breaks or writes."""
    for answer in walk.answers:
        assert answer.status_code < 500, (answer.method, answer.address)
    for answer in walk.by("get"):
        assert answer.written <= TRACES, (answer.address, answer.written)
    return {answer.address: answer.status_code for answer in walk.by("get")}


@pytest.mark.parametrize("name", walks(*PEOPLE))
def test_no_get_of_a_grown_up_writes(name, walk):
    statuses = statuses_of(walk(name))
    assert statuses["/trajecten/"] == (302 if name == "pia" else 200)
    assert {statuses[door] for door in DEMO_DOORS} == {404}


@pytest.mark.parametrize("name", walks(*DEVICES))
def test_no_get_of_a_device_writes(name, walk):
    statuses = statuses_of(walk(name))
    assert statuses["/thuis/" if name == "home_device" else "/klas/"] == 200


@pytest.mark.parametrize("name", walks(STRANGER))
def test_no_get_of_a_stranger_writes(name, walk):
    assert statuses_of(walk(name))["/"] == 200


def test_the_ear_hears_a_write_and_the_world_is_as_before(as_user, carla):
    client = as_user(carla)
    assert ask(client, "get", "/trajecten/").written <= TRACES
    answer = ask(client, "post", reverse("account_logout"))
    assert "django_session" in answer.written
    assert ask(client, "get", "/trajecten/").status_code == 200


@pytest.mark.parametrize("name", walks("cora"))
def test_the_coordinator_finds_every_page(name, walk):
    # So that what outsiders do not find is there.
    # Of a child's post-box our own staff finds nothing (tests/postbox).
    pages = [page for page in walk(name).of_tuur() if page.address[:6] != "/klas/"]
    pages = [page for page in pages if "/postvak/" not in page.address]
    # Only the consultant is a guest (tests/lessons/test_guest_page.py).
    pages = [page for page in pages if not page.address.endswith("/gast/")]
    statuses = {page.address: page.status_code for page in pages}
    assert set(statuses.values()) == {200, 405}, statuses


@pytest.mark.parametrize("name", walks(*OUTSIDERS))
def test_outsiders_learn_nothing_of_the_traject(name, walk):
    found = walk(name)
    # 405: to be posted to, which is said before anything is looked up. 403: this
    # browser is no class device.
    statuses = {page.address: page.status_code for page in found.of_tuur()}
    assert len(statuses) > 15
    assert set(statuses.values()) <= {403, 404, 405}, statuses
    room = f"/klas/{found.traject}/"
    closed = [page for page, code in statuses.items() if code == 403]
    of_devices = (f"{room}postvak/", f"{room}venster/")
    assert all(page == room or page.startswith(of_devices) for page in closed)


@pytest.mark.parametrize("name", walks(STRANGER))
def test_strangers_are_sent_to_log_in(name, walk):
    for page in walk(name).of_tuur():
        if page.status_code == 302:
            assert page.headers["Location"].startswith("/aanmelden/")
        else:
            assert page.status_code in (403, 405), page.address


def test_a_device_of_another_class_does_not_find_the_room(
    as_device, class_device, other_traject
):
    client = as_device(class_device)
    assert (
        client.get(f"/klas/{class_device.school_class.trajects.get().pk}/").status_code
        == 200
    )
    assert client.get(f"/klas/{other_traject.pk}/").status_code == 404
