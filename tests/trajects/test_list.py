from __future__ import annotations

import pytest

from sio.trajects.models import Assignment, Pupil, Traject


def names(response):
    return [str(traject.pupil) for traject in response.context["trajects"]]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("carla", ["Tuur Peeters"]),
        ("chris", ["Noor Jacobs"]),
        ("cora", ["Noor Jacobs", "Tuur Peeters"]),
        ("hans", ["Noor Jacobs", "Tuur Peeters"]),
        ("sofie", ["Tuur Peeters"]),
        ("otto", ["Noor Jacobs"]),
        ("paula", ["Tuur Peeters"]),
        ("piet", ["Noor Jacobs"]),
        ("eddy", []),
    ],
)
def test_each_sees_their_own(as_user, request, traject, other_traject, who, expected):
    response = as_user(request.getfixturevalue(who)).get("/trajecten/")
    assert names(response) == expected
    page = response.content.decode()
    for name in ("Tuur Peeters", "Noor Jacobs"):
        assert (name in page) is (name in expected)


def test_searching_finds_parts_of_both_names(as_user, cora, traject, other_traject):
    client = as_user(cora)
    assert names(client.get("/trajecten/?zoek=tuu")) == ["Tuur Peeters"]
    assert names(client.get("/trajecten/?zoek=jacobs+noor")) == ["Noor Jacobs"]
    assert names(client.get("/trajecten/?zoek=tuur+jacobs")) == []


def test_searching_needs_no_accents_and_no_capitals(as_user, cora, school_class):
    pupil = Pupil.objects.create(first_name="Zoë", last_name="Łukasiewicz")
    Traject.objects.create(
        pupil=pupil, school_class=school_class, school=school_class.school
    )
    for typed in ("zoe", "ZOË", "lukas", "Łukas"):
        response = as_user(cora).get("/trajecten/", {"zoek": typed})
        assert names(response) == ["Zoë Łukasiewicz"]


@pytest.mark.parametrize("typed", ["%", "_", "tuur%", "t_ur"])
def test_signs_stand_for_themselves_in_a_search(as_user, cora, traject, typed):
    assert names(as_user(cora).get("/trajecten/", {"zoek": typed})) == []


def test_searching_does_not_find_what_is_not_yours(as_user, paula, other_traject):
    response = as_user(paula).get("/trajecten/?zoek=noor")
    assert names(response) == []
    assert "Niemand gevonden." in response.content.decode()


@pytest.mark.parametrize("typed", ["%00tuu", "t%00uu", "%00"])
def test_what_no_name_can_hold_finds_what_is_left(as_user, carla, typed):
    # PostgreSQL refuses a text with this character.
    response = as_user(carla).get(f"/trajecten/?zoek={typed}")
    assert response.status_code == 200
    assert names(response) == ["Tuur Peeters"]


def test_htmx_gets_only_the_rows(as_user, carla):
    response = as_user(carla).get("/trajecten/", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert html.strip().startswith('<div id="rows"')
    assert "Tuur Peeters" in html


def test_missing_agreements_are_shown(as_user, carla, traject):
    assert "nog niet: Thuis" in as_user(carla).get("/trajecten/").content.decode()


def test_accepted_agreements_are_shown(as_user, carla, agreed):
    html = as_user(carla).get("/trajecten/").content.decode()
    assert "in orde" in html
    assert "nog niet" not in html


def test_post_is_refused(as_user, carla):
    assert as_user(carla).post("/trajecten/").status_code == 405


@pytest.mark.parametrize("who", ["carla", "cora", "sofie", "paula", "hans"])
def test_who_may_start_one_finds_how(as_user, request, traject, who):
    html = as_user(request.getfixturevalue(who)).get("/trajecten/").content.decode()
    assert ("/trajecten/nieuw/" in html) is (who in ("carla", "cora"))


def make_files(school_class, count):
    for n in range(count):
        pupil = Pupil.objects.create(first_name=f"P{n:02}", last_name="X")
        Traject.objects.create(
            pupil=pupil, school_class=school_class, school=school_class.school
        )


@pytest.mark.parametrize("count", [1, 3, 30])
@pytest.mark.parametrize("query", ["", "?zoek=p+x"])
def test_queries_do_not_grow(
    as_user, cora, school_class, django_assert_num_queries, count, query
):
    make_files(school_class, count)
    client = as_user(cora)
    with django_assert_num_queries(10):
        assert len(names(client.get(f"/trajecten/{query}"))) == count


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_of_a_consultant_do_not_grow(
    as_user, carla, school_class, django_assert_num_queries, count
):
    make_files(school_class, count)
    for traject in Traject.objects.exclude(assignments__user=carla):
        Assignment.objects.create(user=carla, traject=traject)
    client = as_user(carla)
    with django_assert_num_queries(13):
        assert len(names(client.get("/trajecten/"))) == count + 1


def test_a_long_list_has_pages(as_user, cora, school_class):
    make_files(school_class, 51)
    client = as_user(cora)
    assert len(names(client.get("/trajecten/"))) == 50
    assert names(client.get("/trajecten/?blad=2")) == ["P50 X"]
