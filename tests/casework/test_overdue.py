"""The list of who was not reached in time, and apart at three times the term."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from sio.casework.fivedays import due_on, far_overdue_on, late_from
from sio.casework.queries.overdue import overdue_of
from sio.core.models import AccessRecord
from sio.schools.models import Region, RegionArea, School
from sio.schools.provinces import Province
from sio.schools.workdays import WorkCalendar
from sio.trajects.models import Assignment, Pupil, Traject
from sio.trajects.workflow import State
from tests.casework.desk import spoken, text_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)  # a Friday
TODAY = NOW.date()
DAY = timedelta(days=1)
PAGE = "/vandaag/te-laat/"


@pytest.fixture(autouse=True)
def _on_a_friday():
    with time_machine.travel(NOW, tick=False):
        yield


def received(days, name, school, state=State.APPLIED, **more):
    pupil = Pupil.objects.create(first_name=name, last_name="Wacht")
    moment = NOW - days * DAY
    fields = {"received_at": moment, "state_since": moment, "state": state} | more
    return Traject.objects.create(pupil=pupil, school=school, **fields)


def listed(client, **query):
    found = client.get(PAGE, query).context
    return (
        [row.traject.pupil.first_name for row in found["far"]],
        [row.traject.pupil.first_name for row in found["over"]],
    )


def test_two_lists_oldest_first_with_region_owner_and_days(
    as_user, cora, carla, school
):
    School.objects.filter(pk=school.pk).update(province=Province.FLEMISH_BRABANT)
    region = Region.objects.create(name="Oost-Brabant")
    RegionArea.objects.create(region=region, province=Province.FLEMISH_BRABANT)
    late = received(8, "Ali", school)
    received(40, "Bo", school, State.FEASIBILITY)
    received(60, "Cas", None, State.WAITING)
    received(7, "Dina", school)  # the last day
    spoken(received(60, "Eva", school), cora)
    received(60, "Fien", school, State.REFUSED)
    Assignment.objects.create(user=carla, traject=late)
    client = as_user(cora)
    assert listed(client) == (["Cas", "Bo"], ["Ali"])
    text = text_of(client.get(PAGE))
    assert "Meer dan drie keer de termijn (2)" in text
    assert "Over de termijn (1)" in text
    assert f"{school.name} · Oost-Brabant Carla 1 werkdag te laat" in text
    assert "Geen regio geen consulent 38 werkdagen te laat" in text
    assert listed(as_user(carla)) == ([], ["Ali"])


def test_the_look_is_logged_with_how_many(as_user, cora, school):
    received(60, "Ali", school)
    as_user(cora).get(PAGE)
    assert list(AccessRecord.objects.values_list("page", "count")) == [("today", 1)]


def test_pages_of_fifty(as_user, cora, school):
    for number in range(51):
        received(30 + number, f"{number:02}", school)
    client = as_user(cora)
    far, over = listed(client)
    assert (len(far), far[0], over) == (50, "50", [])
    assert listed(client, blad="2") == (["00"], [])
    assert "(51)" in text_of(client.get(PAGE, {"blad": "2"}))


def test_nobody_is_late(as_user, cora):
    assert "Niemand wacht te lang" in text_of(as_user(cora).get(PAGE))


@pytest.mark.parametrize("name", ["hans", "sofie", "paula", "pia"])
def test_others_have_no_work_there(request, as_user, school, name):
    received(60, "Ali", school)
    answer = as_user(request.getfixturevalue(name)).get(PAGE)
    assert answer.status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(cora, school, django_assert_num_queries, count):
    for _number in range(count):
        received(60, "Ali", school)
    with django_assert_num_queries(10):
        overdue_of(Traject.objects.all(), TODAY, slice(0, 50))


@pytest.mark.parametrize("offset", range(0, 40, 3))
def test_late_from_is_the_border_of_both_terms(db, offset):
    day = TODAY - offset * DAY
    calendar = WorkCalendar.load(day - 60 * DAY, day)
    border = late_from(day, calendar)
    assert due_on(border, calendar) < day <= due_on(border + DAY, calendar)
    border = late_from(day, calendar, 3)
    assert far_overdue_on(border, calendar) < day
    assert day <= far_overdue_on(border + DAY, calendar)
