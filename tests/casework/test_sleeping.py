"""A file in use that nobody uses says so, quietly, to who guides it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sio.casework.models import ContactMoment
from sio.casework.queries.sleeping import sleeping
from sio.lessons.models import Use
from sio.schools.models import Holiday
from sio.trajects.models import Assignment, Pupil, Traject, TrajectChange
from tests.casework.desk import text_of
from tests.flush import rewriting

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 22)
LAST = date(2027, 2, 22)  # four weeks before
WORDS = "slaapt sinds"


@pytest.fixture(autouse=True)
def _no_holidays():
    """The table of that year is there, with one day that changes nothing."""
    Holiday.objects.create(
        kind="school", name="x", starts_on="2026-11-02", ends_on="2026-11-02"
    )
    with time_machine.travel(f"{DAY}T10:00:00Z", tick=False):
        yield


def used(traject, day=LAST):
    Traject.objects.filter(pk=traject.pk).update(
        state="active", state_since=datetime(2027, 1, 4, tzinfo=UTC)
    )
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    Use.objects.create(
        traject=traject, connection=uuid4(), started_at=at, stopped_at=at
    )
    traject.refresh_from_db()
    return traject


def test_four_weeks_to_the_day(traject):
    assert sleeping([used(traject)], DAY) == {traject.pk: LAST}
    assert sleeping([traject], date(2027, 3, 21)) == {}
    used(traject, date(2027, 2, 23))
    assert sleeping([traject], DAY) == {}


def test_a_talk_does_not_wake_it(traject, carla):
    ContactMoment.objects.create(
        traject=used(traject),
        with_whom="family",
        how="phone",
        reached=True,
        happened_at="2027-03-22T09:00:00Z",
        by=carla,
    )
    assert sleeping([traject], DAY) == {traject.pk: LAST}


def test_the_clock_stands_still_in_holidays_and_while_suspended(traject, school):
    used(traject)
    holiday = Holiday.objects.create(
        kind="school", name="y", starts_on="2027-03-08", ends_on="2027-03-08"
    )
    assert sleeping([traject], DAY) == {}
    holiday.delete()
    for old, new, day in (("active", "paused", 3), ("paused", "active", 5)):
        change = TrajectChange.objects.create(
            traject=traject, old=old, new=new, reason="x"
        )
        with rewriting():
            at = datetime(2027, 3, day, 9, tzinfo=UTC)
            TrajectChange.objects.filter(pk=change.pk).update(at=at)
    assert sleeping([traject], DAY) == {}


@pytest.mark.parametrize("state", ["preparing", "paused", "ended"])
def test_what_is_not_in_use_does_not_sleep(traject, state, django_assert_num_queries):
    used(traject)
    traject.state = state
    traject.save(update_fields=["state"])
    with django_assert_num_queries(0):
        assert sleeping([traject], DAY) == {}


@pytest.mark.parametrize("place", ["/trajecten/", "/trajecten/{}/"])
def test_staff_reads_it_at_the_head_and_in_the_list(
    as_user, traject, carla, sofie, paula, place
):
    used(traject)
    address = place.format(traject.pk)
    assert f"{WORDS} 22" in text_of(as_user(carla).get(address))
    for user in (sofie, paula):
        assert WORDS not in text_of(as_user(user).get(address))


def test_as_many_questions_for_three_as_for_one(as_user, traject, carla):
    used(traject)
    client = as_user(carla)
    for _segment_of_this_month in range(2):
        client.get("/trajecten/")
    counts = []
    for count in (1, 3):
        while Traject.objects.count() < count:
            pupil = Pupil.objects.create(first_name="Bo", last_name="Peeters")
            other = Traject.objects.create(
                pupil=pupil, school=traject.school, school_class=traject.school_class
            )
            Assignment.objects.create(user=carla, traject=used(other))
        with CaptureQueriesContext(connection) as asked:
            assert text_of(client.get("/trajecten/")).count(WORDS) == count
        counts.append(len(asked))
    assert counts[0] == counts[1]
