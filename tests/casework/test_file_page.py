"""The page of one traject: what each may see of it, and its traces."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from sio.core.models import AccessRecord
from sio.core.sides import Side
from sio.lessons.models import Use
from sio.lessons.queries import use_per_week
from sio.trajects.models import Pupil, Traject
from tests.conftest import paired

MINUTES = timedelta(minutes=1)


def page(traject):
    return f"/trajecten/{traject.pk}/"


def used(traject, started_at, minutes):
    return Use.objects.create(
        connection=uuid4(),
        traject=traject,
        started_at=started_at,
        stopped_at=started_at + minutes * MINUTES,
    )


@pytest.mark.parametrize("name", ["carla", "cora", "hans", "sofie", "paula"])
def test_who_belongs_to_it_sees_it_and_leaves_a_trace(request, as_user, traject, name):
    user = request.getfixturevalue(name)
    response = as_user(user).get(page(traject))
    assert response.status_code == 200
    assert "Tuur Peeters" in response.content.decode()
    record = AccessRecord.objects.get()
    assert (record.traject, record.what, record.page, record.by) == (
        traject.pk,
        AccessRecord.What.VIEWED,
        "traject",
        user,
    )


@pytest.mark.parametrize("name", ["chris", "otto", "piet", "eddy"])
def test_outsiders_do_not_find_it_and_leave_none(request, as_user, traject, name):
    client = as_user(request.getfixturevalue(name))
    assert client.get(page(traject)).status_code == 404
    assert AccessRecord.objects.count() == 0


def test_nobody_sees_it_without_logging_in(client, traject):
    assert client.get(page(traject)).status_code == 302


def test_device_is_not_enough(as_device, class_device, traject):
    assert as_device(class_device).get(page(traject)).status_code == 302


@pytest.mark.parametrize(
    ("name", "home", "klas", "seen"),
    [
        ("carla", True, True, (True, True)),
        ("paula", True, False, (True, False)),
        ("sofie", False, True, (False, True)),
        ("hans", False, False, (True, True)),
    ],
)
def test_devices_are_for_their_side_and_buttons_for_who_may_pair(
    request, as_user, traject, home_device, class_device, name, home, klas, seen
):
    client = as_user(request.getfixturevalue(name))
    text = client.get(page(traject)).content.decode()
    assert ("Tablet" in text, "Klasset" in text) == seen
    assert ("Toestellen thuis" in text, "Toestellen in de klas" in text) == seen
    assert ("Toestel thuis koppelen" in text, "Ontkoppel Tablet" in text) == (
        home,
        home,
    )
    assert ("Toestel in de klas koppelen" in text) is klas
    assert ("Ontkoppel Klasset" in text) is klas


def test_revoked_devices_are_shown_last_and_without_buttons(
    as_user, traject, home_device, carla
):
    old = paired(
        carla,
        side=Side.HOME,
        traject=traject,
        label="Oude laptop",
        revoked_at=timezone.now(),
        revoked_by=carla,
    )
    text = as_user(carla).get(page(traject)).content.decode()
    assert text.index("Tablet") < text.index(old.label)
    assert "ontkoppeld op" in text
    assert "Ontkoppel Oude laptop" not in text


def test_use_is_shown_per_connection_and_per_week(as_user, traject, carla):
    sunday = datetime(2026, 10, 18, 21, 30, tzinfo=UTC)  # 23:30 in Brussels
    monday = datetime(2026, 10, 18, 22, 30, tzinfo=UTC)  # Monday 00:30 there
    used(traject, sunday, 90)
    used(traject, monday, 30)
    used(traject, monday + timedelta(hours=1), 35)

    weeks = use_per_week(traject)

    assert [(str(one.monday), one.connections, one.total) for one in weeks] == [
        ("2026-10-19", 2, 65 * MINUTES),
        ("2026-10-12", 1, 90 * MINUTES),
    ]
    text = as_user(carla).get(page(traject)).content.decode()
    assert "<td>1:05</td>" in text
    assert "18/10/2026 23:30: 1:30" in text


def test_use_of_another_traject_is_not_shown(as_user, traject, other_traject, cora):
    used(other_traject, datetime(2026, 10, 14, 9, 0, tzinfo=UTC), 30)
    text = as_user(cora).get(page(traject)).content.decode()
    assert "Er is nog niet verbonden." in text


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_devices_and_use(
    as_user, traject, carla, django_assert_num_queries, count
):
    for n in range(count):
        paired(carla, side=Side.HOME, traject=traject, label=f"Toestel {n}")
        used(traject, datetime(2026, 10, 14, 9 + n, 0, tzinfo=UTC), 30)
    client = as_user(carla)
    with django_assert_num_queries(39):
        client.get(page(traject))


# Before there is an answer ------------------------------------------------------------


def weighed(traject, state="applied"):
    Traject.objects.filter(pk=traject.pk).update(state=state)
    return page(traject)


def test_a_file_that_is_weighed_shows_no_line_yet(as_user, carla, traject):
    client = as_user(carla)
    assert "Lesrooster" in client.get(page(traject)).content.decode()
    html = client.get(weighed(traject)).content.decode()
    for heading in ("Lesrooster", "Afspraken", "Toestellen"):
        assert f">{heading}" not in html


def test_a_double_file_is_told_on_top(as_user, carla, traject):
    pupil = Pupil.objects.create(first_name="Thuur", last_name="Peters")
    Traject.objects.create(pupil=pupil, school=traject.school, state="applied")
    html = as_user(carla).get(weighed(traject)).content.decode()
    assert "Er is nog een dossier dat van hetzelfde kind kan zijn." in html


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("applied", "Op de wachtlijst zetten"),
        ("waiting", "Van de wachtlijst halen"),
    ],
)
def test_the_waiting_list_is_one_press_away(as_user, carla, traject, state, words):
    assert words in as_user(carla).get(weighed(traject, state)).content.decode()


def test_the_family_sees_nothing_of_doubles_or_the_list(as_user, paula, traject):
    html = as_user(paula).get(weighed(traject)).content.decode()
    assert "wachtlijst" not in html
    assert "hetzelfde kind" not in html
