"""Class pairings hold through 31 August, and are renewed with one press."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connections

from sio.core.sides import Side
from sio.devices.actions import NotRenewable, make_code, pair_device, renew_device
from sio.devices.models import Device
from sio.devices.queries import devices_valid
from sio.devices.rules import lapses_on, may_renew_on, next_lapse
from sio.schools.models import SchoolClass
from tests.conftest import paired


@pytest.fixture
def lapsing(school_class, sofie):
    """The class device, until 31 August 2027."""
    return paired(
        sofie,
        side=Side.CLASS,
        school_class=school_class,
        label="Klasset",
        valid_until=date(2027, 9, 1),
    )


def renewal(traject, device):
    return f"/trajecten/{traject.pk}/toestellen/{device.pk}/verlenging/"


@pytest.mark.parametrize(
    ("school_year", "today", "first_day_without"),
    [
        (2026, date(2026, 9, 1), date(2027, 9, 1)),
        (2026, date(2027, 8, 31), date(2027, 9, 1)),
        (2026, date(2026, 8, 20), date(2027, 9, 1)),  # early, for next year
        (2025, date(2026, 9, 1), date(2027, 9, 1)),  # the class of last year
        (2025, date(2026, 8, 31), date(2026, 9, 1)),
    ],
)
def test_pairing_lapses_after_31_august(school_year, today, first_day_without):
    assert lapses_on(school_year, today) == first_day_without


def test_next_lapse_is_always_ahead():
    assert next_lapse(date(2026, 8, 31)) == date(2026, 9, 1)
    assert next_lapse(date(2026, 9, 1)) == date(2027, 9, 1)


def test_renewing_begins_on_1_august():
    assert not may_renew_on(date(2027, 9, 1), date(2027, 7, 31))
    assert may_renew_on(date(2027, 9, 1), date(2027, 8, 1))
    assert may_renew_on(date(2027, 9, 1), date(2027, 9, 15))


def test_pairing_ends_exactly_at_midnight_in_brussels(lapsing):
    with time_machine.travel("2027-08-31T23:59:59+02:00", tick=False):
        assert list(devices_valid()) == [lapsing]
    with time_machine.travel("2027-09-01T00:00:00+02:00", tick=False):
        assert list(devices_valid()) == []


def test_new_class_device_holds_for_the_school_year_of_its_class(school_class, sofie):
    SchoolClass.objects.update(school_year=2026)
    school_class.refresh_from_db()
    with time_machine.travel("2026-10-14T09:00:00+02:00", tick=False):
        code = make_code(place=school_class, by=sofie).text
        device = pair_device(code=code, label="", address="", cookies={}).device
    assert device.valid_until == date(2027, 9, 1)
    assert device.last_day == date(2027, 8, 31)


@time_machine.travel("2027-08-20T09:00:00+02:00", tick=False)
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("carla", 302),
        ("cora", 302),
        ("sofie", 302),
        ("paula", 422),
        ("hans", 422),
        ("otto", 404),
        ("piet", 404),
    ],
)
def test_who_may_pair_may_renew(request, as_user, traject, lapsing, name, status):
    client = as_user(request.getfixturevalue(name))
    assert client.post(renewal(traject, lapsing)).status_code == status
    lapsing.refresh_from_db()
    assert lapsing.valid_until.year == (2028 if status == 302 else 2027)


def test_renewing_by_get_is_refused(as_user, traject, lapsing, sofie):
    assert as_user(sofie).get(renewal(traject, lapsing)).status_code == 405


def test_device_of_another_class_is_not_found(as_user, other_traject, lapsing, cora):
    assert as_user(cora).post(renewal(other_traject, lapsing)).status_code == 404


@pytest.mark.parametrize("day", ["2027-08-01", "2027-09-15"])
def test_renewed_before_or_after_the_lapse_it_holds_a_school_year(day, lapsing, sofie):
    with time_machine.travel(f"{day}T09:00:00+02:00", tick=False):
        renew_device(device=lapsing, by=sofie)
        assert list(devices_valid()) == [lapsing]
    assert lapsing.valid_until == date(2028, 9, 1)


def test_too_early_is_refused(lapsing, sofie):
    with time_machine.travel("2027-07-31T23:00:00+02:00"), pytest.raises(NotRenewable):
        renew_device(device=lapsing, by=sofie)


def test_home_device_needs_no_renewal(home_device, carla):
    with pytest.raises(NotRenewable):
        renew_device(device=home_device, by=carla)


def test_second_click_does_not_add_another_year(lapsing, sofie):
    with time_machine.travel("2027-08-20T09:00:00+02:00", tick=False):
        stale = Device.objects.get(pk=lapsing.pk)
        renew_device(device=lapsing, by=sofie)
        with pytest.raises(NotRenewable):
            renew_device(device=stale, by=sofie)
    lapsing.refresh_from_db()
    assert lapsing.valid_until == date(2028, 9, 1)


@pytest.mark.django_db(transaction=True)
def test_two_renewals_at_once_add_one_year(lapsing, sofie):
    together, outcomes = Barrier(2), []

    def press(device):
        try:
            together.wait(timeout=10)
            renew_device(device=device, by=sofie)
            outcomes.append("renewed")
        except NotRenewable as error:
            outcomes.append(error.code)
        finally:
            connections.close_all()

    with time_machine.travel("2027-08-20T09:00:00+02:00"):
        presses = [
            Thread(target=press, args=(Device.objects.get(pk=lapsing.pk),))
            for _n in range(2)
        ]
        for one in presses:
            one.start()
        for one in presses:
            one.join(timeout=20)
    assert sorted(outcomes) == ["devices.not_renewable", "renewed"]


def test_class_page_and_office_say_that_it_lapses(
    as_device, as_user, lapsing, traject, carla
):
    with time_machine.travel("2027-07-31T09:00:00+02:00", tick=False):
        before = as_device(lapsing).get("/klas/").content.decode()
    with time_machine.travel("2027-08-01T09:00:00+02:00", tick=False):
        klas = as_device(lapsing).get("/klas/").content.decode()
        office = as_user(carla).get(f"/trajecten/{traject.pk}/").content.decode()
    assert "31 augustus" not in before
    assert "31 augustus" in klas
    assert "31/08/2027" in office
    assert "Verleng Klasset" in office
