"""Each ending, seen from the sockets of two browsers in a lesson."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sio.core.sides import Side
from sio.devices.actions import make_code
from sio.lessons import actions
from sio.trajects.workflow import State
from tests.conftest import paired

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lesson(page, agreed, home_device, class_device):
    """Both in the lesson: (the class's page, the pupil's page)."""
    with page(class_device) as klas, page(home_device) as home:
        klas.enter()
        home.enter()
        yield klas, home


def test_unpaired_home_device_is_cut_off(lesson, home_device, paula):
    klas, home = lesson
    actions.unpair_device(device=home_device, by=paula)
    assert home.hear("end")["code"] == "revoked"
    assert home.close_code() == 4401
    assert klas.hear("end")["code"] == "revoked"


def test_in_the_lobby_an_unpaired_device_is_heard_no_more_and_seen_to_go(
    page, agreed, home_device, class_device, paula
):
    """The other browser closes the warm line as soon as the seat is empty."""
    with page(class_device) as klas, page(home_device) as home:
        klas.hears_next()
        actions.unpair_device(device=home_device, by=paula)
        assert home.hear("end")["code"] == "revoked"
        home.say("signal", body="late")
        assert home.close_code() == 4401
        heard = [klas.hear("other"), *klas.hears_next()]
        assert heard[0]["there"] is False
        assert "signal" not in [message["type"] for message in heard]


def test_unpaired_class_device_is_cut_off(lesson, class_device, sofie):
    klas, home = lesson
    actions.unpair_device(device=class_device, by=sofie)
    assert klas.close_code() == 4401
    assert home.hear("end")["code"] == "revoked"


@pytest.mark.parametrize("to", [State.ENDED, State.PAUSED])
def test_traject_that_stops_or_pauses_ends_both(lesson, agreed, carla, to):
    klas, home = lesson
    actions.move_traject(
        traject=agreed, to=to, reason="terug op school", outcome="back", by=carla
    )
    assert home.close_code() == 4403
    assert klas.close_code() == 4403


def test_end_of_the_traject_revokes_its_home_devices(agreed, home_device, carla):
    actions.end_traject(
        traject=agreed, reason="terug op school", outcome="back", by=carla
    )
    home_device.refresh_from_db()
    assert home_device.revoked_by == carla


def test_end_of_a_role_cuts_what_was_paired_under_it(lesson, carla, cora):
    klas, home = lesson
    actions.end_role_of(role=carla.roles.get(), by=cora)
    assert klas.close_code() == 4401
    assert home.close_code() == 4401


def test_end_of_a_guardianship_cuts_what_was_paired_under_it(
    page, agreed, paula, carla
):
    phone = paired(paula, side=Side.HOME, traject=agreed, label="Gsm")
    with page(phone) as home:
        actions.end_guardianship_of(guardian=paula.guardianships.get(), by=carla)
        assert home.close_code() == 4401


def test_end_of_a_contact_cuts_what_was_paired_under_it(
    page, agreed, school_class, sofie, cora
):
    laptop = paired(sofie, side=Side.CLASS, school_class=school_class, label="Laptop")
    with page(laptop) as klas:
        actions.end_contact_of(contact=sofie.contacts.get(), by=cora)
        assert klas.close_code() == 4401


def test_pairing_again_cuts_the_old_line_of_the_same_browser(
    page, as_device, agreed, home_device, carla
):
    code = make_code(place=agreed, by=carla).text
    with page(home_device) as home:
        response = as_device(home_device).post("/koppelen/", {"code": code})
        assert response.status_code == 302
        assert home.close_code() == 4401


@pytest.mark.parametrize("said_by", ["device", "settings", "slot"])
def test_both_get_the_new_plan_at_once(lesson, agreed, home_device, carla, said_by):
    klas, home = lesson
    if said_by == "device":
        now = timezone.now()
        agreed.extra_lessons.create(starts_at=now, ends_at=now + timedelta(minutes=1))
        actions.report_today_too_ill(device=home_device)
    elif said_by == "settings":
        actions.change_settings(
            traject=agreed,
            adhoc_allowed=False,
            auto_answer=True,
            keep_photos=True,
            nursery=False,
            by=carla,
        )
    else:
        actions.plan_extra(
            traject=agreed,
            starts_at=agreed.created_at,
            ends_at=agreed.created_at.replace(year=agreed.created_at.year + 1),
            subject="Frans",
            room="",
            by=carla,
        )
    plans = [one.hear("plan") for one in (klas, home)]
    assert plans[0] == plans[1]
    if said_by == "settings":
        said = [plans[0][word] for word in ("adhoc", "auto_answer", "keep_photos")]
        assert said == [False, True, True]
    if said_by == "slot":
        assert [one["subject"] for one in plans[0]["lessons"]] == ["Frans"]


def test_traject_that_goes_on_tells_who_waits(page, agreed, class_device, carla):
    actions.move_traject(traject=agreed, to=State.PAUSED, reason="kuur", by=carla)
    with page(class_device) as klas:
        assert klas.welcome["plan"]["missing"] == ["traject"]
        actions.move_traject(traject=agreed, to=State.ACTIVE, reason="terug", by=carla)
        assert klas.hear("plan")["missing"] == []


def test_another_class_ends_the_line_of_the_old_one(lesson, agreed, other_class, carla):
    klas, _home = lesson
    actions.put_in_class(traject=agreed, school_class=other_class, by=carla)
    assert klas.close_code() == 4401


def test_the_same_class_once_more_ends_nothing(lesson, agreed, school_class, carla):
    klas, home = lesson
    actions.put_in_class(traject=agreed, school_class=school_class, by=carla)
    klas.say("talk", body="still here")
    assert agreed.school_class == school_class
    assert home.hear("talk")["body"] == "still here"
