"""The weekly pattern and extra lessons, changed by who guides the traject."""

from __future__ import annotations

from datetime import UTC, datetime, time
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connections

from sio.lessons.actions import plan_slot
from sio.lessons.errors import SlotOverlaps
from sio.lessons.models import ExtraLesson, Slot

MATHS = {
    "weekday": "0",
    "part": "lesson",
    "kind": "fixed",
    "starts_at": "09:00",
    "ends_at": "09:50",
    "subject": "Wiskunde",
    "room": "B12",
}
EXTRA = {
    "on": "2026-10-15",
    "from_time": "14:00",
    "to_time": "15:00",
    "subject": "Frans",
    "room": "",
}
PLANNERS = [
    ("carla", 302),
    ("cora", 302),
    ("sofie", 422),
    ("paula", 422),
    ("hans", 422),
    ("chris", 404),
    ("otto", 404),
    ("piet", 404),
    ("eddy", 404),
]


@pytest.fixture(autouse=True)
def _on_a_wednesday():
    with time_machine.travel("2026-10-14T09:00:00+02:00"):
        yield


@pytest.fixture
def maths(traject):
    return Slot.objects.create(
        traject=traject,
        weekday=0,
        part=Slot.Part.LESSON,
        starts_at=time(9),
        ends_at=time(9, 50),
        subject="Wiskunde",
    )


@pytest.fixture
def extra(traject):
    return ExtraLesson.objects.create(
        traject=traject,
        starts_at=datetime(2026, 10, 15, 12, 0, tzinfo=UTC),
        ends_at=datetime(2026, 10, 15, 13, 0, tzinfo=UTC),
    )


def page(traject, *parts):
    return "/".join(["", "trajecten", str(traject.pk), *parts, ""])


@pytest.mark.parametrize(("name", "status"), PLANNERS)
def test_who_may_add_to_the_week(request, as_user, traject, name, status):
    client = as_user(request.getfixturevalue(name))
    response = client.post(page(traject, "rooster", "nieuw"), MATHS)
    assert response.status_code == status
    assert Slot.objects.count() == (1 if status == 302 else 0)


@pytest.mark.parametrize(("name", "status"), PLANNERS)
def test_who_may_change_the_week(request, as_user, traject, maths, name, status):
    client = as_user(request.getfixturevalue(name))
    path = page(traject, "rooster", str(maths.pk))
    assert client.post(path, MATHS | {"subject": "Frans"}).status_code == status
    now = Slot.objects.get(ended_on=None)
    assert now.subject == ("Frans" if status == 302 else "Wiskunde")


@pytest.mark.parametrize(("name", "status"), PLANNERS)
def test_who_may_take_out_of_the_week(request, as_user, traject, maths, name, status):
    client = as_user(request.getfixturevalue(name))
    path = page(traject, "rooster", str(maths.pk), "weg")
    assert client.post(path).status_code == status
    left = Slot.objects.filter(ended_on=None)
    assert left.count() == (0 if status == 302 else 1)
    # A second click finds nothing any more.
    assert client.post(path).status_code == (404 if status == 302 else status)


@pytest.mark.parametrize(("name", "status"), PLANNERS)
def test_who_may_plan_an_extra_lesson(request, as_user, traject, name, status):
    client = as_user(request.getfixturevalue(name))
    assert client.post(page(traject, "extra-lessen"), EXTRA).status_code == status
    assert ExtraLesson.objects.count() == (1 if status == 302 else 0)


@pytest.mark.parametrize(("name", "status"), PLANNERS)
def test_who_may_delete_an_extra_lesson(request, as_user, traject, extra, name, status):
    client = as_user(request.getfixturevalue(name))
    path = page(traject, "extra-lessen", str(extra.pk), "weg")
    assert client.post(path).status_code == status
    assert ExtraLesson.objects.count() == (0 if status == 302 else 1)


def test_week_is_shown_as_a_table(as_user, traject, maths, carla):
    Slot.objects.create(
        traject=traject, weekday=5, part="morning", starts_at="09:00", ends_at="10:00"
    )
    response = as_user(carla).get(page(traject, "rooster"))
    week = response.context["week"]
    assert week.days == (0, 1, 2, 3, 4, 5)
    assert [[len(cell) for cell in row.cells] for row in week.rows] == [
        [1, 0, 0, 0, 0, 1]
    ]
    html = response.content.decode()
    assert html.count('<td data-label="zaterdag">') == 1
    for day in ("dinsdag", "woensdag", "donderdag", "vrijdag"):
        assert f'<td data-label="{day}"></td>' in html  # folds away


def test_empty_week_says_so(as_user, traject, carla):
    text = as_user(carla).get(page(traject, "rooster")).content.decode()
    assert "Er staat nog niets in het rooster." in text


@pytest.mark.parametrize("name", ["chris", "otto", "piet", "eddy"])
def test_outsiders_do_not_find_the_schedule(request, as_user, traject, name):
    client = as_user(request.getfixturevalue(name))
    assert client.get(page(traject, "rooster")).status_code == 404


def test_slot_of_another_traject_is_not_found(as_user, maths, other_traject, cora):
    path = page(other_traject, "rooster", str(maths.pk))
    assert as_user(cora).post(path, MATHS).status_code == 404
    assert as_user(cora).post(f"{path}weg/").status_code == 404


@pytest.mark.parametrize(
    "parts", [("rooster", "nieuw"), ("extra-lessen",), ("uitzonderingen",)]
)
def test_adding_by_get_is_refused(as_user, traject, carla, parts):
    assert as_user(carla).get(page(traject, *parts)).status_code == 405


@pytest.mark.parametrize(
    ("part", "hours"),
    [
        ("morning", (time(8, 30), time(12, 0))),
        ("afternoon", (time(13, 0), time(15, 45))),
    ],
)
def test_half_day_takes_the_hours_of_the_school(as_user, traject, carla, part, hours):
    half_day = MATHS | {"part": part, "starts_at": "", "ends_at": ""}
    as_user(carla).post(page(traject, "rooster", "nieuw"), half_day)
    slot = Slot.objects.get()
    assert (slot.starts_at, slot.ends_at) == hours


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"starts_at": ""}, "Vul het uur in."),
        ({"ends_at": "08:00"}, "Het einde komt na het begin."),
        ({"weekday": "7"}, "7 is geen beschikbare keuze"),
        ({"starts_at": "half negen"}, "geldige tijd"),
    ],
)
def test_wrong_input_is_told_and_kept(as_user, traject, carla, change, words):
    response = as_user(carla).post(page(traject, "rooster", "nieuw"), MATHS | change)
    assert response.status_code == 422
    assert words in " ".join(map(str, response.context["slot_form"].errors.values()))
    assert 'value="Wiskunde"' in response.content.decode()
    assert Slot.objects.count() == 0


@pytest.mark.parametrize(
    ("start", "end", "taken"),
    [
        ("09:00", "09:50", True),
        ("09:49", "10:30", True),
        ("08:00", "09:01", True),
        ("08:00", "12:00", True),
        ("09:50", "10:40", False),
        ("08:10", "09:00", False),
    ],
)
def test_overlap_is_refused(as_user, traject, maths, carla, start, end, taken):
    again = MATHS | {"starts_at": start, "ends_at": end}
    response = as_user(carla).post(page(traject, "rooster", "nieuw"), again)
    assert response.status_code == (422 if taken else 302)
    assert Slot.objects.count() == (1 if taken else 2)
    if taken:
        assert 'data-code="lessons.slot_overlaps"' in response.content.decode()


def test_other_day_and_other_traject_do_not_overlap(
    as_user, traject, other_traject, maths, cora
):
    client = as_user(cora)
    tuesday = client.post(page(traject, "rooster", "nieuw"), MATHS | {"weekday": "1"})
    noors = client.post(page(other_traject, "rooster", "nieuw"), MATHS)
    assert (tuesday.status_code, noors.status_code) == (302, 302)


def test_changing_a_slot_does_not_overlap_itself_but_does_others(
    as_user, traject, maths, carla
):
    client, path = as_user(carla), page(traject, "rooster", str(maths.pk))
    assert client.get(path).status_code == 200
    assert client.post(path, MATHS | {"ends_at": "10:00"}).status_code == 302
    client.post(
        page(traject, "rooster", "nieuw"),
        MATHS | {"starts_at": "10:00", "ends_at": "11:00"},
    )
    assert client.get(path).status_code == 404  # it goes on under another number
    path = page(traject, "rooster", str(Slot.objects.get(ends_at="10:00").pk))
    refused = client.post(path, MATHS | {"ends_at": "10:30"})
    assert refused.status_code == 422
    assert 'data-code="lessons.slot_overlaps"' in refused.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_planners_at_once_one_gets_the_hour(traject, carla):
    together, outcomes = Barrier(2), []
    fields = {
        "weekday": 0,
        "part": "lesson",
        "kind": "fixed",
        "starts_at": time(9),
        "ends_at": time(10),
        "subject": "",
        "room": "",
    }

    def plan():
        try:
            together.wait(timeout=10)
            plan_slot(traject=traject, fields=fields, by=carla)
            outcomes.append("planned")
        except SlotOverlaps as error:
            outcomes.append(error.code)
        finally:
            connections.close_all()

    planners = [Thread(target=plan) for _n in range(2)]
    for planner in planners:
        planner.start()
    for planner in planners:
        planner.join(timeout=20)
    assert sorted(outcomes) == ["lessons.slot_overlaps", "planned"]
    assert Slot.objects.count() == 1


def test_extra_lesson_is_on_the_schools_clock(as_user, traject, carla):
    as_user(carla).post(page(traject, "extra-lessen"), EXTRA)
    extra = ExtraLesson.objects.get()
    assert extra.starts_at == datetime(2026, 10, 15, 12, 0, tzinfo=UTC)
    assert extra.ends_at == datetime(2026, 10, 15, 13, 0, tzinfo=UTC)


def test_the_same_extra_lesson_twice_is_one(as_user, traject, carla):
    client = as_user(carla)
    for _time in range(2):
        client.post(page(traject, "extra-lessen"), EXTRA)
    assert ExtraLesson.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"on": "2026-10-13"}, "on"),
        ({"on": "2027-10-16"}, "on"),
        ({"to_time": "14:00"}, "to_time"),
        ({"from_time": ""}, "from_time"),
    ],
)
def test_impossible_extra_lesson_is_refused(as_user, traject, carla, change, field):
    response = as_user(carla).post(page(traject, "extra-lessen"), EXTRA | change)
    assert response.status_code == 422
    assert field in response.context["extra_form"].errors
    assert ExtraLesson.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_week(
    as_user, traject, carla, django_assert_num_queries, count
):
    for n in range(count):
        Slot.objects.create(
            traject=traject,
            weekday=n,
            part="lesson",
            starts_at=time(9 + n),
            ends_at=time(10 + n),
        )
    client = as_user(carla)
    with django_assert_num_queries(13):
        client.get(page(traject, "rooster"))
