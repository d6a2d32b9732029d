from __future__ import annotations

from datetime import date

import pytest
import time_machine

from sio.schools.actions import SchoolNotAllowed, copy_holidays
from sio.schools.calendar import spans_of_school_year
from sio.schools.models import Holiday
from sio.schools.queries import is_school_day

MARCH_2026 = "2026-03-02T12:00:00Z"  # school year 2025


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel(MARCH_2026, tick=False):
        yield


@pytest.fixture
def autumn(db):
    return Holiday.objects.create(
        name="Herfstvakantie",
        kind="school",
        starts_on=date(2025, 10, 27),
        ends_on=date(2025, 11, 2),
    )


def test_the_calendar_of_a_school_year_is_the_flemish_one():
    spans = {
        (span.name, span.kind.value): (span.starts_on, span.ends_on)
        for span in spans_of_school_year(2025)
    }
    # Source: Onderwijs Vlaanderen, schoolvakanties 2025-2026.
    assert spans == {
        ("Herfstvakantie", "school"): (date(2025, 10, 27), date(2025, 11, 2)),
        ("Allerheiligen", "public"): (date(2025, 11, 1), date(2025, 11, 1)),
        ("Wapenstilstand", "public"): (date(2025, 11, 11), date(2025, 11, 11)),
        ("Kerstvakantie", "school"): (date(2025, 12, 22), date(2026, 1, 4)),
        ("Kerstmis", "public"): (date(2025, 12, 25), date(2025, 12, 25)),
        ("Nieuwjaar", "public"): (date(2026, 1, 1), date(2026, 1, 1)),
        ("Krokusvakantie", "school"): (date(2026, 2, 16), date(2026, 2, 22)),
        ("Pasen", "public"): (date(2026, 4, 5), date(2026, 4, 5)),
        ("Paasvakantie", "school"): (date(2026, 4, 6), date(2026, 4, 19)),
        ("Paasmaandag", "public"): (date(2026, 4, 6), date(2026, 4, 6)),
        ("Dag van de Arbeid", "public"): (date(2026, 5, 1), date(2026, 5, 1)),
        ("O. L. H. Hemelvaart", "public"): (date(2026, 5, 14), date(2026, 5, 14)),
        ("Vrijdag na O. L. H. Hemelvaart", "school"): (
            date(2026, 5, 15),
            date(2026, 5, 15),
        ),
        ("Pinksteren", "public"): (date(2026, 5, 24), date(2026, 5, 24)),
        ("Pinkstermaandag", "public"): (date(2026, 5, 25), date(2026, 5, 25)),
        ("Zomervakantie", "school"): (date(2026, 7, 1), date(2026, 8, 31)),
        ("Nationale feestdag", "public"): (date(2026, 7, 21), date(2026, 7, 21)),
        ("O. L. V. Hemelvaart", "public"): (date(2026, 8, 15), date(2026, 8, 15)),
    }


def test_copying_twice_adds_nothing_the_second_time(cora):
    assert copy_holidays(year=2025, by=cora) == 18
    assert copy_holidays(year=2025, by=cora) == 0
    assert Holiday.objects.count() == 18


def test_copying_keeps_what_somebody_has_changed(cora, autumn):
    Holiday.objects.filter(pk=autumn.pk).update(ends_on=date(2025, 11, 3))
    assert copy_holidays(year=2025, by=cora) == 17
    autumn.refresh_from_db()
    assert autumn.ends_on == date(2025, 11, 3)


def test_two_years_do_not_get_in_each_others_way(cora):
    copy_holidays(year=2025, by=cora)
    assert copy_holidays(year=2026, by=cora) == 18


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_only_the_coordinator_copies(request, who):
    with pytest.raises(SchoolNotAllowed):
        copy_holidays(year=2025, by=request.getfixturevalue(who))
    assert not Holiday.objects.exists()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 10, 24), True),  # the Friday before
        (date(2025, 10, 27), False),
        (date(2025, 11, 2), False),
        (date(2025, 11, 3), True),
        (date(2025, 11, 8), False),  # a Saturday
    ],
)
def test_a_school_day(autumn, school, day, expected):
    assert is_school_day(day) is expected
    assert is_school_day(day, school) is expected


def test_a_day_off_of_one_school_is_a_school_day_elsewhere(school, other_school):
    day = date(2025, 10, 1)
    Holiday.objects.create(
        name="Pedagogische studiedag",
        kind="own",
        starts_on=day,
        ends_on=day,
        school=school,
    )
    assert not is_school_day(day, school)
    assert is_school_day(day, other_school)
    assert is_school_day(day)


def test_the_coordinator_copies_adds_changes_and_deletes(as_user, cora):
    client = as_user(cora)
    response = client.post("/vakantiedagen/kopie/", {"jaar": "2025"}, follow=True)
    assert response.redirect_chain == [("/vakantiedagen/?jaar=2025", 302)]
    assert "27/10/2025" in response.content.decode()

    days = {"name": "Studiedag", "kind": "own", "school": ""}
    client.post(
        "/vakantiedagen/nieuw/",
        days | {"starts_on": "2026-03-04", "ends_on": "2026-03-04"},
    )
    holiday = Holiday.objects.get(name="Studiedag")
    client.post(
        f"/vakantiedagen/{holiday.pk}/",
        days | {"starts_on": "05/03/2026", "ends_on": "06/03/2026"},
    )
    holiday.refresh_from_db()
    assert (holiday.starts_on, holiday.ends_on) == (
        date(2026, 3, 5),
        date(2026, 3, 6),
    )

    client.post(f"/vakantiedagen/{holiday.pk}/weg/")
    assert not Holiday.objects.filter(pk=holiday.pk).exists()


def test_an_end_before_the_start_is_shown(as_user, cora):
    response = as_user(cora).post(
        "/vakantiedagen/nieuw/",
        {
            "name": "Studiedag",
            "kind": "own",
            "starts_on": "2026-03-04",
            "ends_on": "2026-03-03",
        },
    )
    assert response.status_code == 422
    assert "De laatste dag ligt voor de eerste." in response.content.decode()
    assert not Holiday.objects.exists()


def test_deleting_twice_finds_nothing_the_second_time(as_user, cora, autumn):
    client = as_user(cora)
    assert client.post(f"/vakantiedagen/{autumn.pk}/weg/").status_code == 302
    assert client.post(f"/vakantiedagen/{autumn.pk}/weg/").status_code == 404


def test_htmx_gets_an_empty_answer_for_the_row(as_user, cora, autumn):
    response = as_user(cora).post(
        f"/vakantiedagen/{autumn.pk}/weg/", headers={"HX-Request": "true"}
    )
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("path", ["kopie/", "{pk}/weg/"])
def test_writing_refuses_get(as_user, cora, autumn, path):
    response = as_user(cora).get("/vakantiedagen/" + path.format(pk=autumn.pk))
    assert response.status_code == 405


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula", "otto"])
def test_others_do_not_find_the_table(as_user, request, autumn, who):
    client = as_user(request.getfixturevalue(who))
    for path in ("", "nieuw/", f"{autumn.pk}/"):
        assert client.get(f"/vakantiedagen/{path}").status_code == 404
    assert client.post(f"/vakantiedagen/{autumn.pk}/weg/").status_code == 404
    assert client.post("/vakantiedagen/kopie/").status_code == 404
    assert Holiday.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_do_not_grow(
    as_user, cora, school, django_assert_num_queries, count
):
    for n in range(count):
        day = date(2026, 3, 10 + n)
        Holiday.objects.create(
            name=f"D{n}", kind="own", starts_on=day, ends_on=day, school=school
        )
    client = as_user(cora)
    with django_assert_num_queries(4):
        client.get("/vakantiedagen/")


def test_a_strange_year_shows_this_one(as_user, cora, autumn):
    for year in ("x", "99999", "-1", "٢٠٢٥x"):
        page = as_user(cora).get("/vakantiedagen/", {"jaar": year})
        assert page.context["year"] in (2025, 2024, 2027)
