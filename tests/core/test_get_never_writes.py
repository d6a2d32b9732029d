"""Every address, asked by everybody: nothing changes, nothing breaks, nothing leaks.

The traces of a look (access log) and of a log-in (session) are no change.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from sio.core.time import today
from sio.lessons.models import ExtraLesson, ScheduleException, Slot, Use
from sio.schools.models import Holiday

pytestmark = pytest.mark.django_db

TRACES = {"core_accessrecord", "django_session"}
WRITES = re.compile(
    r'^(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.I
)
DEMO_DOORS = {"/demo/klas/", "/demo/thuis/", "/demo/consulent/"}
PEOPLE = ["carla", "cora", "hans", "sofie", "paula"]
OUTSIDERS = ["chris", "otto", "piet", "eddy"]


@pytest.fixture
def numbers(agreed, school, carla, sofie, paula, home_device):
    """For each placeholder the key of a row of Tuur's, by what stands before it."""
    day = today()
    slot = Slot.objects.create(
        traject=agreed, weekday=0, part="lesson", starts_at="09:00", ends_at="10:00"
    )
    extra = ExtraLesson.objects.create(
        traject=agreed,
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(hours=1),
    )
    exception = ScheduleException.objects.create(
        traject=agreed, on=day, kind="teacher_absent"
    )
    holiday = Holiday.objects.create(name="Rust", starts_on=day, ends_on=day)
    Use.objects.create(
        connection="6ad0fbb1-3b5c-4bd4-8e3c-0c8a3ad2c5a1",
        traject=agreed,
        started_at=timezone.now() - timedelta(hours=1),
        stopped_at=timezone.now(),
    )
    return {
        "trajecten/<int:pk>": agreed.pk,
        "klas/<int:pk>": agreed.pk,
        "scholen/<int:pk>": school.pk,
        "vakantiedagen/<int:pk>": holiday.pk,
        "rollen/<int:pk>": carla.roles.get().pk,
        "contacten/<int:pk>": sofie.contacts.get().pk,
        "ouders/<int:pk>": paula.guardianships.get().pk,
        "sleutels/<int:pk>": carla.authenticator_set.get().pk,
        "<int:device_pk>": home_device.pk,
        "<int:slot_pk>": slot.pk,
        "<int:extra_pk>": extra.pk,
        "<int:exception_pk>": exception.pk,
        "<int:assignment_pk>": agreed.assignments.get().pk,
        "<slug:side>": "home",
        "<side:side>": "klas",
        "<slug:scene>": "home-lobby",
    }


@pytest.fixture
def addresses(numbers):
    """All of the product, each with real keys in it."""
    return sorted({filled(route, numbers) for route in routes()})


def routes(patterns=None, before=""):
    for pattern in patterns or get_resolver().url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def filled(route, numbers):
    for place, number in numbers.items():
        named = place[place.index("<") :]
        route = route.replace(place, place.replace(named, str(number)))
    if "<" in route:
        raise ImproperlyConfigured(f"{route} needs a row in the fixture numbers")
    return f"/{route}"


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
