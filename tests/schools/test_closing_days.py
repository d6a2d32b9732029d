from __future__ import annotations

from datetime import date

import pytest

from sio.schools.actions import (
    SchoolNotAllowed,
    delete_closing_day,
    keep_closing_day,
)
from sio.schools.models import ClosingDay
from sio.schools.queries import closing_days_visible_to

BRIDGE = {"name": "Brugdag", "starts_on": "2026-11-12", "ends_on": "2026-11-13"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def bridge(db):
    return ClosingDay.objects.create(
        name="Brug", starts_on=date(2026, 5, 15), ends_on=date(2026, 5, 15)
    )


def test_the_coordinator_adds_changes_and_takes_out(as_user, cora):
    client = as_user(cora)
    assert "nog geen sluitingsdagen" in client.get("/sluitingsdagen/").content.decode()
    assert client.post("/sluitingsdagen/nieuw/", BRIDGE).status_code == 302
    day = ClosingDay.objects.get()
    assert client.post("/sluitingsdagen/nieuw/", BRIDGE).status_code == 422  # twice
    client.post(f"/sluitingsdagen/{day.pk}/", BRIDGE | {"name": "Verlof"})
    assert "Verlof" in client.get("/sluitingsdagen/").content.decode()
    client.post(f"/sluitingsdagen/{day.pk}/weg/")
    assert client.post(f"/sluitingsdagen/{day.pk}/weg/").status_code == 404
    assert not ClosingDay.objects.exists()


def test_with_htmx_the_row_goes(as_user, cora, bridge):
    path = f"/sluitingsdagen/{bridge.pk}/weg/"
    assert as_user(cora).get(path).status_code == 405
    response = as_user(cora).post(path, headers=HTMX)
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    "wrong", [{"ends_on": "2026-11-11"}, {"starts_on": "2026-02-30"}, {"name": ""}]
)
def test_wrong_days_are_refused(as_user, cora, wrong):
    client = as_user(cora)
    assert client.post("/sluitingsdagen/nieuw/", BRIDGE | wrong).status_code == 422
    assert not ClosingDay.objects.exists()


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_others_see_and_change_none(request, as_user, bridge, who):
    user = request.getfixturevalue(who)
    client, at = as_user(user), f"/sluitingsdagen/{bridge.pk}/"
    assert client.get("/sluitingsdagen/").status_code == 404
    assert client.post("/sluitingsdagen/nieuw/", BRIDGE).status_code == 404
    assert client.post(at, BRIDGE).status_code == 404
    assert client.post(f"{at}weg/").status_code == 404
    with pytest.raises(SchoolNotAllowed):
        keep_closing_day(closing_day=bridge, by=user)
    with pytest.raises(SchoolNotAllowed):
        delete_closing_day(closing_day=bridge, by=user)
    assert list(closing_days_visible_to(user)) == []
    assert list(ClosingDay.objects.all()) == [bridge]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_do_not_grow(
    as_user, cora, django_assert_num_queries, count
):
    for n in range(1, count + 1):
        day = date(2026, 11, n)
        ClosingDay.objects.create(name=f"D{n}", starts_on=day, ends_on=day)
    client = as_user(cora)
    with django_assert_num_queries(4):
        client.get("/sluitingsdagen/")
