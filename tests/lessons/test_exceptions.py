"""What is different on one date: who may say which kind, and with which link."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
import time_machine

from sio.lessons.actions import undo_exception
from sio.lessons.actions.exceptions import delete_old_exceptions
from sio.lessons.errors import ExceptionGone
from sio.lessons.models import ScheduleException, Slot
from sio.lessons.rules import is_known_meeting

THURSDAY = date(2026, 10, 15)
MEET = "https://meet.google.com/abc-defg-hij"
ALL = {"pupil_absent", "teacher_absent", "elsewhere", "cancelled"}
MAY_SAY = {
    "carla": ALL,
    "cora": ALL,
    "paula": {"pupil_absent"},
    "sofie": {"teacher_absent", "elsewhere", "cancelled"},
    "hans": set(),
}


@pytest.fixture(autouse=True)
def _on_a_wednesday():
    with time_machine.travel("2026-10-14T09:00:00+02:00"):
        yield


@pytest.fixture
def maths(traject):
    return Slot.objects.create(
        traject=traject,
        weekday=3,
        part=Slot.Part.LESSON,
        starts_at=time(9),
        ends_at=time(9, 50),
        subject="Wiskunde",
    )


def said(traject, kind, **fields):
    return ScheduleException.objects.create(
        traject=traject, on=THURSDAY, kind=kind, **fields
    )


def say(client, traject, kind="cancelled", **fields):
    sent = {"on": "2026-10-15", "slot": "", "kind": kind, "link": ""} | fields
    if kind == "elsewhere":
        sent = {"link": MEET} | {k: v for k, v in sent.items() if v or k != "link"}
    return client.post(f"/trajecten/{traject.pk}/uitzonderingen/", sent)


def undo(client, exception):
    return client.post(
        f"/trajecten/{exception.traject_id}/uitzonderingen/{exception.pk}/weg/"
    )


@pytest.mark.parametrize("name", MAY_SAY)
@pytest.mark.parametrize("kind", sorted(ALL))
def test_who_may_say_what(request, as_user, traject, name, kind):
    response = say(as_user(request.getfixturevalue(name)), traject, kind)
    allowed = kind in MAY_SAY[name]
    assert response.status_code == (302 if allowed else 422)
    assert ScheduleException.objects.count() == allowed


@pytest.mark.parametrize("name", MAY_SAY)
@pytest.mark.parametrize("kind", sorted(ALL))
def test_who_may_say_it_may_undo_it(request, as_user, traject, name, kind):
    link = MEET if kind == "elsewhere" else ""
    exception = said(traject, kind, link=link)
    response = undo(as_user(request.getfixturevalue(name)), exception)
    allowed = kind in MAY_SAY[name]
    assert response.status_code == (302 if allowed else 422)
    assert ScheduleException.objects.count() == (not allowed)


@pytest.mark.parametrize("name", ["chris", "otto", "piet", "eddy"])
def test_outsiders_find_nothing(request, as_user, traject, name):
    client = as_user(request.getfixturevalue(name))
    exception = said(traject, "cancelled")
    assert say(client, traject).status_code == 404
    assert undo(client, exception).status_code == 404
    assert ScheduleException.objects.count() == 1


def test_undoing_by_get_is_refused(as_user, traject, carla):
    exception = said(traject, "cancelled")
    path = f"/trajecten/{traject.pk}/uitzonderingen/{exception.pk}/weg/"
    assert as_user(carla).get(path).status_code == 405


def test_undoing_twice_is_not_found(as_user, traject, carla):
    exception = said(traject, "cancelled")
    client = as_user(carla)
    assert [undo(client, exception).status_code for _time in range(2)] == [302, 404]


def test_exception_of_another_traject_is_not_found(
    as_user, traject, other_traject, cora
):
    exception = said(traject, "cancelled")
    exception.traject_id = other_traject.pk
    assert undo(as_user(cora), exception).status_code == 404


def test_saying_the_same_again_keeps_one_with_the_new_link(as_user, traject, carla):
    client = as_user(carla)
    say(client, traject, "elsewhere", link="https://teams.microsoft.com/l/1")
    say(client, traject, "elsewhere", link="https://teams.microsoft.com/l/2")
    assert [one.link for one in ScheduleException.objects.all()] == [
        "https://teams.microsoft.com/l/2"
    ]


def test_it_may_be_for_one_slot_and_the_page_shows_it(as_user, traject, maths, carla):
    client = as_user(carla)
    assert say(client, traject, "cancelled", slot=str(maths.pk)).status_code == 302
    assert ScheduleException.objects.get().slot == maths
    text = client.get(f"/trajecten/{traject.pk}/rooster/").content.decode()
    assert "donderdag 15 oktober, 09:00 Wiskunde: geen les" in text


@pytest.mark.parametrize("name", MAY_SAY)
def test_helpdesk_does_not_see_the_way_into_the_class(request, as_user, traject, name):
    said(traject, "elsewhere", link=MEET)
    client = as_user(request.getfixturevalue(name))
    for page in ("", "rooster/"):
        text = client.get(f"/trajecten/{traject.pk}/{page}").content.decode()
        assert "klas zit elders online" in text
        assert (MEET in text) is (name != "hans")


def test_slot_of_another_day_is_refused(as_user, traject, maths, carla):
    response = say(as_user(carla), traject, slot=str(maths.pk), on="2026-10-16")
    assert "slot" in response.context["exception_form"].errors


def test_slot_of_another_traject_is_refused(as_user, other_traject, maths, cora):
    response = say(as_user(cora), other_traject, slot=str(maths.pk))
    assert "slot" in response.context["exception_form"].errors


@pytest.mark.parametrize("on", ["2026-10-13", "2027-10-16", "morgen"])
def test_impossible_date_is_refused(as_user, traject, carla, on):
    response = say(as_user(carla), traject, on=on)
    assert response.status_code == 422
    assert "on" in response.context["exception_form"].errors


@pytest.mark.parametrize(
    "link",
    [
        "",
        "http://meet.google.com/abc",
        "ftp://meet.google.com/abc",
        "javascript:alert(1)",
        "https://juf:geheim@meet.google.com/abc",
        "https://meet.google.com/" + "x" * 500,
    ],
)
def test_elsewhere_needs_a_safe_link(as_user, traject, carla, link):
    sent = {"on": "2026-10-15", "slot": "", "kind": "elsewhere", "link": link}
    response = as_user(carla).post(f"/trajecten/{traject.pk}/uitzonderingen/", sent)
    assert response.status_code == 422
    assert "link" in response.context["exception_form"].errors
    assert ScheduleException.objects.count() == 0


def test_link_without_scheme_becomes_https(as_user, traject, carla):
    say(as_user(carla), traject, "elsewhere", link="meet.google.com/abc")
    assert ScheduleException.objects.get().link == "https://meet.google.com/abc"


def test_link_of_another_kind_is_dropped(as_user, traject, carla):
    say(as_user(carla), traject, "cancelled", link=MEET)
    assert ScheduleException.objects.get().link == ""


@pytest.mark.parametrize(
    ("link", "known"),
    [
        (MEET, True),
        ("https://teams.microsoft.com/l/meetup-join/1", True),
        ("https://teams.live.com/meet/1", True),
        ("https://dewegwijzer.smartschool.be/live/1", True),
        ("https://smartschool.be.example.org/", False),
        ("https://meet.google.com.example.org/", False),
        ("https://example.org/?meet.google.com", False),
    ],
)
def test_unknown_meeting_place_is_kept_with_a_warning(
    as_user, traject, carla, link, known
):
    assert is_known_meeting(link) is known
    client = as_user(carla)
    say(client, traject, "elsewhere", link=link)
    text = client.get(f"/trajecten/{traject.pk}/rooster/").content.decode()
    assert ("niet van Teams, Meet of Smartschool" in text) is not known
    assert ScheduleException.objects.get().link == link


def test_exceptions_of_past_school_years_are_deleted_a_month_later(traject):
    july = said(traject, "cancelled")
    ScheduleException.objects.update(on=date(2026, 8, 31))
    said(traject, "cancelled")
    before = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
    assert delete_old_exceptions(before) == 0
    after = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
    assert delete_old_exceptions(after) == 1
    assert delete_old_exceptions(after) == 0
    assert not ScheduleException.objects.filter(pk=july.pk).exists()
    assert ScheduleException.objects.count() == 1


def test_of_two_who_undo_at_once_the_second_is_told(traject, carla):
    exception = said(traject, "cancelled")
    stale = ScheduleException.objects.get(pk=exception.pk)
    undo_exception(exception=exception, by=carla)
    with pytest.raises(ExceptionGone):
        undo_exception(exception=stale, by=carla)
