"""A role, contact or guardianship ends, and with it the devices paired under it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from sio.accounts.actions import give_role
from sio.accounts.models import Role
from sio.core.errors import DomainError
from sio.core.sides import Side
from sio.devices.actions import make_code
from sio.devices.models import Device
from sio.devices.queries import devices_resting_on
from sio.lessons.actions import end_guardianship_of, end_role_of, pair_device
from sio.schools.models import Contact
from sio.trajects.errors import AlreadyEnded
from sio.trajects.models import Guardian
from sio.trajects.queries import trajects_visible_to
from tests.conftest import paired


@pytest.fixture
def carlas(traject, school_class, carla):
    """What Carla paired as the consultant."""
    return [
        paired(carla, side=Side.HOME, traject=traject, label="Tablet"),
        paired(carla, side=Side.CLASS, school_class=school_class, label="Klasset"),
    ]


@pytest.fixture
def sofies(school_class, sofie):
    return paired(sofie, side=Side.CLASS, school_class=school_class, label="Laptop")


@pytest.fixture
def paulas(traject, paula):
    return paired(paula, side=Side.HOME, traject=traject, label="Gsm")


def address(right):
    words = {Role: "rollen", Contact: "contacten", Guardian: "ouders"}
    return f"/{words[type(right)]}/{right.pk}/einde/"


def held():
    return sorted(
        Device.objects.filter(revoked_at=None).values_list("label", flat=True)
    )


@pytest.fixture
def rights(carla, sofie, paula):
    return {
        "role": carla.roles.get(),
        "contact": sofie.contacts.get(),
        "guardian": paula.guardianships.get(),
    }


@pytest.fixture
def _devices(carlas, sofies, paulas):
    """One of each pairer, and one home device of the consultant."""


@pytest.mark.usefixtures("_devices")
@pytest.mark.parametrize(
    ("which", "labels"),
    [("role", ["Klasset", "Tablet"]), ("contact", ["Laptop"]), ("guardian", ["Gsm"])],
)
def test_page_says_beforehand_which_devices_go_and_then_they_do(
    as_user, cora, rights, which, labels
):
    client, right = as_user(cora), rights[which]
    before = held()
    text = client.get(address(right)).content.decode()
    shown = [label for label in before if f"<li>{label} (" in text]
    assert shown == labels
    assert held() == before

    assert client.post(address(right)).status_code == 302
    right.refresh_from_db()
    assert right.ended_at is not None
    assert held() == [label for label in before if label not in labels]


@pytest.mark.parametrize(
    ("which", "name", "status"),
    [
        ("role", "cora", 302),
        ("role", "chris", 404),
        ("role", "carla", 404),
        ("contact", "cora", 302),
        ("contact", "sofie", 404),
        ("contact", "otto", 404),
        ("contact", "paula", 404),
        ("guardian", "cora", 302),
        ("guardian", "carla", 302),
        ("guardian", "sofie", 404),
        ("guardian", "paula", 404),
        ("guardian", "hans", 404),
        ("guardian", "chris", 404),
        ("guardian", "piet", 404),
    ],
)
def test_who_may_end_what(request, as_user, rights, paulas, which, name, status):
    client = as_user(request.getfixturevalue(name))
    response = client.post(address(rights[which]))
    rights[which].refresh_from_db()
    assert response.status_code == status
    assert (rights[which].ended_at is not None) == (status == 302)
    assert (held() == []) == (status == 302 and which == "guardian")


@pytest.mark.parametrize("name", ["sofie", "paula", "hans"])
def test_who_may_not_end_it_does_not_read_who_it_is(request, as_user, rights, name):
    client = as_user(request.getfixturevalue(name))
    for which in ("guardian", "contact"):
        assert client.get(address(rights[which])).status_code == 404


def test_second_click_does_not_find_it(as_user, cora, rights):
    client = as_user(cora)
    statuses = [client.post(address(rights["guardian"])).status_code for _n in range(2)]
    assert statuses == [302, 404]


def test_of_two_presses_at_once_the_second_is_told(rights, paulas, carla):
    stale = Guardian.objects.get(pk=rights["guardian"].pk)
    assert end_guardianship_of(guardian=rights["guardian"], by=carla) == [paulas]
    with pytest.raises(AlreadyEnded):
        end_guardianship_of(guardian=stale, by=carla)


def test_what_another_right_still_covers_stays(traject, paula, paulas):
    Contact.objects.create(
        user=paula, school=traject.school_class.school, function="leerkracht"
    )
    klas = paired(
        paula,
        side=Side.CLASS,
        school_class=traject.school_class,
        label="Klaslaptop",
    )
    assert devices_resting_on(paula.guardianships.get()) == [paulas]
    assert devices_resting_on(paula.contacts.get()) == [klas]


def test_revoked_devices_and_those_of_others_are_not_named(rights, carlas, sofies):
    Device.objects.filter(pk=carlas[0].pk).update(revoked_at=timezone.now())
    assert devices_resting_on(rights["role"]) == [carlas[1]]


def test_nothing_rests_on_the_helpdesk(hans):
    assert devices_resting_on(hans.roles.get()) == []


def test_contact_of_another_school_takes_nothing_along(otto, sofies):
    assert devices_resting_on(otto.contacts.get()) == []


def test_who_is_consultant_again_does_not_get_the_old_trajects_back(
    traject, carla, cora
):
    end_role_of(role=carla.roles.get(), by=cora)
    give_role(user=carla, kind=Role.Kind.CONSULTANT, by=cora)
    assert list(trajects_visible_to(carla)) == []
    assert not traject.assignments.filter(ended_at=None).exists()


def test_a_helpdesk_role_that_ends_leaves_the_trajects_of_the_consultant(
    traject, carla, cora
):
    helpdesk = give_role(user=carla, kind=Role.Kind.HELPDESK, by=cora)
    end_role_of(role=helpdesk, by=cora)
    assert list(trajects_visible_to(carla)) == [traject]


@pytest.mark.django_db(transaction=True)
def test_device_that_is_paired_while_the_right_ends_does_not_stay(
    traject, paula, carla
):
    """The ending comes when the right was read, and the device is not there yet."""
    code = make_code(place=traject, by=paula).text
    read, ended = threading.Event(), threading.Event()

    def wait_before_the_device(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "devices_device"'):
            read.set()
            ended.wait(0.5)  # who takes turns is not done before we are
        return execute(sql, params, many, context)

    def pair():
        try:
            with connection.execute_wrapper(wait_before_the_device):
                pair_device(code=code, label="", address="a", cookies={})
        except DomainError:
            read.set()
        finally:
            connection.close()

    def end():
        try:
            read.wait(10)
            end_guardianship_of(guardian=paula.guardianships.get(), by=carla)
        finally:
            ended.set()
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(pair), pool.submit(end)]:
            done.result()
    assert Device.objects.count() == 1
    assert held() == []
