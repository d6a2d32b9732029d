"""Every address, asked by everybody: nothing changes, nothing breaks, nothing leaks.

The traces of a look (access log) and of a log-in (session) are no change.
"""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db

TRACES = {"core_accessrecord", "core_accesshead", "core_accesssegment"}
TRACES |= {"django_session"}
WRITES = re.compile(
    r'^(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.I
)
DEMO_DOORS = {
    *("/demo/klas/", "/demo/thuis/", "/demo/consulent/", "/demo/ouder/"),
    *("/demo/school/", "/demo/coordinator/", "/demo/privacy/"),
}
PEOPLE = ["carla", "cora", "hans", "sofie", "paula"]
OUTSIDERS = ["chris", "otto", "piet", "eddy"]


@pytest.fixture
def written():
    """The tables that are written to, as they are."""
    tables = []

    def note(execute, sql, params, many, context):
        if match := WRITES.match(sql.lstrip()):
            tables.append(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


def crawl(client, addresses, written):
    """Status of each address; fails at the first that breaks or writes."""
    statuses = {}
    for address in addresses:
        written.clear()
        statuses[address] = client.get(address).status_code
        assert statuses[address] < 500, address
        assert set(written) <= TRACES, (address, written)
    return statuses


@pytest.mark.parametrize("name", PEOPLE + OUTSIDERS)
def test_no_get_of_a_grown_up_writes(name, request, as_user, addresses, written):
    client = as_user(request.getfixturevalue(name))
    statuses = crawl(client, addresses, written)
    assert statuses["/trajecten/"] == 200
    assert {statuses[door] for door in DEMO_DOORS} == {404}


@pytest.mark.parametrize("name", ["home_device", "class_device"])
def test_no_get_of_a_device_writes(name, request, as_device, addresses, written):
    device = request.getfixturevalue(name)
    statuses = crawl(as_device(device), addresses, written)
    assert statuses["/thuis/" if name == "home_device" else "/klas/"] == 200


def test_no_get_of_a_stranger_writes(addresses, written):
    statuses = crawl(Client(), addresses, written)
    assert statuses["/"] == 200


def test_the_ear_hears_a_write(as_user, carla, written):
    carla.save(update_fields=["name"])
    assert written == ["accounts_user"]
    assert as_user(carla)
    assert "django_session" in written


def of_tuur(addresses, traject):
    """What belongs to his file, or to people around him."""
    own = rf"/(trajecten|klas)/{traject.pk}/|/(ouders|rollen)/"
    return [address for address in addresses if re.match(own, address)]


def test_the_coordinator_finds_every_page(as_user, cora, addresses, traject):
    # So that what outsiders do not find is there.
    pages = [page for page in of_tuur(addresses, traject) if page[:6] != "/klas/"]
    statuses = {page: as_user(cora).get(page).status_code for page in pages}
    assert set(statuses.values()) == {200, 405}, statuses


@pytest.mark.parametrize("name", OUTSIDERS)
def test_outsiders_learn_nothing_of_the_traject(
    name, request, as_user, addresses, traject
):
    client = as_user(request.getfixturevalue(name))
    pages = of_tuur(addresses, traject)
    assert len(pages) > 15
    # 405: to be posted to, which is said before anything is looked up. 403: this
    # browser is no class device.
    statuses = {address: client.get(address).status_code for address in pages}
    assert set(statuses.values()) <= {403, 404, 405}, statuses
    assert {page for page, code in statuses.items() if code == 403} <= {
        f"/klas/{traject.pk}/"
    }


def test_strangers_are_sent_to_log_in(addresses, traject):
    for address in of_tuur(addresses, traject):
        response = Client().get(address)
        if response.status_code == 302:
            assert response.headers["Location"].startswith("/aanmelden/")
        else:
            assert response.status_code in (403, 405), address


def test_a_device_of_another_class_does_not_find_the_room(
    as_device, class_device, other_traject
):
    client = as_device(class_device)
    assert (
        client.get(f"/klas/{class_device.school_class.trajects.get().pk}/").status_code
        == 200
    )
    assert client.get(f"/klas/{other_traject.pk}/").status_code == 404
