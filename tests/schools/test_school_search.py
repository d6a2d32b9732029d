from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from sio.core.time import today
from sio.schools.models import School
from sio.schools.queries import schools_matching
from sio.schools.searching import searchable, words_of
from sio.schools.views.school import SEARCHES_PER_WINDOW

HTMX = {"HX-Request": "true"}


def add(name, number, **more):
    return School.objects.create(name=name, institution_number=number, **more)


@pytest.fixture
def schools(db):
    return [
        add("École Émile Zola", "000001", postcode="1000", municipality="Brussel"),
        add("Sint-Jansschool", "000002", postcode="9000", municipality="Gent"),
        add("Sint-Janscollege", "000003", postcode="8000", municipality="Brugge"),
        add("Ἀκαδημία", "000004", postcode="3000", municipality="Leuven"),
        add("Oude school", "000005", closed_on=today(), postcode="9000"),
        add("Gaat dicht", "000006", closed_on=today() + timedelta(1), postcode="9000"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ecole", [0]),
        ("ÉCOLE zol", [0]),
        ("jans", [2, 1]),
        ("sint jans gent", [1]),
        ("sint-jans 9000", [1]),
        ("9000", [5, 1]),  # one is closed since today, one will be tomorrow
        ("000003", [2]),
        ("akad", [3]),
        ("college", []),  # the middle of a word
        ("oude", []),
        ("", []),
        (" - % _ ", []),
        ("%", []),
        ("a\0b", []),
        ("x" * 10_000, []),
    ],
)
def test_a_school_is_found_by_the_beginnings_of_its_words(schools, text, found):
    assert schools_matching(text) == [schools[n] for n in found]


def test_no_more_than_asked(schools):
    assert len(schools_matching("sint", 1)) == 1


def test_what_changes_is_found_by_its_new_name(schools):
    schools[0].name = "Het Kompas"
    schools[0].save()
    assert schools_matching("ecole") == []
    assert schools_matching("kompas") == [schools[0]]


@given(st.text(max_size=60))
def test_a_text_matches_itself_and_its_beginnings(text):
    held = searchable(text)
    assert all(f" {word}" in held for word in words_of(text))
    assert held == held.casefold()
    assert searchable(held) == held


# The public search -----------------------------------------------------------------


def test_anybody_may_look_for_a_school(schools):
    response = Client().get("/scholen/zoek/", {"q": "jans", "name": "school_pk"})
    page = response.content.decode()
    assert response.status_code == 200
    for school in schools[1:3]:
        assert f'<input type="radio" name="school_pk" value="{school.pk}">' in page
    assert "<html" in page  # works without a script
    part = Client().get("/scholen/zoek/", {"q": "jans"}, headers=HTMX).content.decode()
    assert "<html" not in part
    assert f'name="school" value="{schools[1].pk}"' in part


def test_one_letter_is_too_little_and_nothing_is_said(schools):
    for text in ("", "j", "é", "--"):
        page = Client().get("/scholen/zoek/", {"q": text}).content.decode()
        assert ("minstens twee letters" in page) is bool(text)
        assert "radio" not in page
    page = Client().get("/scholen/zoek/", {"q": "zzz"}).content.decode()
    assert "Geen school gevonden" in page


def test_a_closed_school_is_told_if_nothing_else_is_found(schools):
    page = Client().get("/scholen/zoek/", {"q": "oude"}).content.decode()
    day = date_format(today(), "SHORT_DATE_FORMAT")
    assert f"Oude school is gesloten sinds {day}." in page
    assert "radio" not in page


def test_the_one_that_is_chosen_stays_on_top(schools):
    asked = {"school_search": "jans", "school": schools[0].pk, "name": "school"}
    page = Client().get("/scholen/zoek/", asked, headers=HTMX).content.decode()
    assert page.count("radio") == 3
    assert f'value="{schools[0].pk}" checked' in page
    for odd in ("0", "x", "²", "9" * 18, "9" * 5000):
        page = Client().get("/scholen/zoek/", asked | {"school": odd}).content.decode()
        assert "checked" not in page


def test_the_name_of_the_field_is_not_believed(schools):
    bad = {"q": "jans", "name": '"><script>'}
    page = Client().get("/scholen/zoek/", bad, headers=HTMX).content.decode()
    assert "script" not in page
    assert 'name="school"' in page


def test_what_is_typed_is_shown_as_text(schools):
    page = Client().get("/scholen/zoek/", {"q": "<b>x</b>"}).content.decode()
    assert "<b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_twenty_at_most_and_it_says_so(db):
    School.objects.bulk_create(
        School(name=f"School {n}", institution_number=f"{n:06}") for n in range(30)
    )
    page = Client().get("/scholen/zoek/", {"q": "school"}).content.decode()
    assert page.count('type="radio"') == 20
    assert "misschien meer" in page


def test_a_flood_is_stopped_with_a_sentence(db):
    client = Client()
    for _ in range(SEARCHES_PER_WINDOW):
        assert client.get("/scholen/zoek/").status_code == 200
    response = client.get("/scholen/zoek/", {"q": "jans"})
    assert response.status_code == 422
    assert "schools.too_many_searches" in response.content.decode()
    elsewhere = client.get("/scholen/zoek/", REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_takes_one_query(db, django_assert_num_queries, count):
    for n in range(count):
        add(f"School {n}", f"{n:06}")
    with django_assert_num_queries(1):
        Client().get("/scholen/zoek/", {"q": "school"})


# The list of the office ------------------------------------------------------------


def test_the_list_is_searched_as_you_type(as_user, cora, schools):
    client = as_user(cora)
    page = client.get("/scholen/", {"q": "brugge"}).content.decode()
    assert "Sint-Janscollege" in page
    assert "Sint-Jansschool" not in page
    part = client.get("/scholen/", {"q": "oude"}, headers=HTMX).content.decode()
    assert "<html" not in part
    assert "Oude school" in part  # the office sees closed ones too
    assert "gesloten" in part
    none = client.get("/scholen/", {"q": "zzz"}).content.decode()
    assert "Geen school gevonden" in none


def test_the_list_comes_in_pages(as_user, cora):
    School.objects.bulk_create(
        School(name=f"School {n:03}", institution_number=f"{n:06}") for n in range(120)
    )
    client = as_user(cora)
    first = client.get("/scholen/").content.decode()
    assert ("School 049" in first, "School 050" in first) == (True, False)
    assert "Blad 1 van 3 · 120 scholen" in first
    last = client.get("/scholen/", {"blad": "3"}).content.decode()
    assert ("School 119" in last, "School 099" in last) == (True, False)
    for odd in ("x", "-1", "999"):
        assert client.get("/scholen/", {"blad": odd}).status_code == 200


def test_a_contact_finds_own_schools_only(as_user, sofie, school, other_school):
    page = as_user(sofie).get("/scholen/", {"q": "kompas"}).content.decode()
    assert other_school.name not in page
