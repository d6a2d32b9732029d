"""Choosing a school in a form of staff: type, look, point at it; nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sio.core.time import school_year, today
from sio.schools.models import Holiday, School
from sio.trajects.models import Traject

pytestmark = pytest.mark.django_db

START = "/trajecten/nieuw/"
DAYS = "/vakantiedagen/nieuw/"


@pytest.fixture
def file_page(traject):
    return f"/trajecten/{traject.pk}/gegevens/klas/"


@pytest.fixture
def closed(db):
    day = today() - timedelta(1)
    return School.objects.create(
        name="Oude school", institution_number="000009", closed_on=day
    )


@pytest.fixture
def typed(chris):
    """What stands on the form of a new file before a school is chosen."""
    return {
        "first_name": "Lena",
        "birth_date": "2014-05-06",
        "last_name": "De Smet",
        "class_name": "4B",
        "year": str(school_year(today()) + 1),
        "consultant": str(chris.pk),
    }


def days(**more):
    words = {"name": "Studiedag", "kind": "own"}
    return words | {"starts_on": "2026-03-04", "ends_on": "2026-03-04"} | more


def held(response):
    """Each field of the form as the page shows it."""
    form = response.context["form"]
    return {name: str(form[name].value()) for name in form.fields}


# The page stays small ---------------------------------------------------------------


@pytest.mark.parametrize("page", [START, DAYS, "file_page"])
def test_the_page_is_as_small_with_300_schools_as_with_3(
    request, as_user, carla, cora, school, other_school, page
):
    page = request.getfixturevalue(page) if page == "file_page" else page
    client = as_user(cora)
    few = looked_at(client, page)
    School.objects.bulk_create(
        School(name=f"School {n}", institution_number=f"9{n:05}") for n in range(300)
    )
    assert looked_at(client, page) == few


def looked_at(client, page):
    """How many bytes and queries one look takes."""
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(page)
    assert response.status_code == 200
    return len(response.content), len(queries)


# Without a script -------------------------------------------------------------------


def test_looking_keeps_what_was_typed_and_starts_nothing(
    as_user, cora, other_school, typed
):
    client = as_user(cora)
    look = typed | {"school_search": "kompas", "school_look": "1"}
    response = client.post(START, look)
    page = response.content.decode()
    assert response.status_code == 200
    assert held(response) == typed | {"school": "None"}
    assert f'name="school" value="{other_school.pk}">' in page
    assert 'class="errorlist"' not in page
    assert not Traject.objects.filter(pupil__first_name="Lena").exists()

    found = {"school_search": "kompas", "school_found": "kompas"}
    client.post(START, typed | found | {"school": other_school.pk})
    assert Traject.objects.get(pupil__first_name="Lena").school == other_school


def test_the_school_of_a_file_is_on_until_another_is_chosen(
    as_user, carla, file_page, school, other_school, traject
):
    client = as_user(carla)
    assert f'value="{school.pk}" checked' in client.get(file_page).content.decode()
    words = {"class_name": "6B", "year": traject.school_year, "school": school.pk}
    look = words | {"school_search": "kompas", "school_look": "1"}
    page = client.post(file_page, look).content.decode()
    assert f'value="{school.pk}" checked' in page
    assert f'value="{other_school.pk}">' in page
    assert 'value="6B"' in page
    found = {"school_search": "kompas", "school_found": "kompas"}
    client.post(file_page, words | found | {"school": other_school.pk})
    traject.refresh_from_db()
    assert traject.school == other_school


@pytest.mark.parametrize(
    "pressed", [{}, {"school_enter": "1", "school_found": "kompas"}]
)
def test_words_not_looked_for_never_keep_the_school_of_before(
    as_user, carla, file_page, school, traject, pressed
):
    words = {"class_name": "6B", "year": traject.school_year, "school": school.pk}
    response = as_user(carla).post(
        file_page, words | {"school_search": "kompas"} | pressed
    )
    assert response.status_code == 200
    traject.refresh_from_db()
    assert traject.school_class.name == "5A"


def test_enter_in_another_line_sends_the_form(as_user, carla, file_page, traject):
    words = {"class_name": "6B", "year": traject.school_year}
    enter = {"school": traject.school_id, "school_search": "", "school_enter": "1"}
    assert as_user(carla).post(file_page, words | enter).status_code == 302
    traject.refresh_from_db()
    assert traject.school_class.name == "6B"


def test_days_are_for_all_schools_unless_one_is_chosen(as_user, cora, other_school):
    client = as_user(cora)
    assert 'value="" checked' in client.get(DAYS).content.decode()
    look = days(school="", school_search="kompas", school_look="1")
    page = client.post(DAYS, look).content.decode()
    assert 'value="" checked' in page
    assert "2026-03-04" in page
    client.post(DAYS, days(school=other_school.pk))
    holiday = Holiday.objects.get(name="Studiedag")
    assert holiday.school == other_school
    again = client.get(f"/vakantiedagen/{holiday.pk}/").content.decode()
    assert f'value="{other_school.pk}" checked' in again
    client.post(f"/vakantiedagen/{holiday.pk}/", days(school=""))
    holiday.refresh_from_db()
    assert holiday.school is None


# Wrong, unknown, closed -------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("", "Zoek de school en duid ze aan."),
        ("0", "Die school kennen we niet."),
        ("x", "Die school kennen we niet."),
        ("a\0b", "Null-tekens zijn niet toegestaan."),
        ("9" * 5000, "Die school kennen we niet."),
    ],
)
def test_no_such_school_says_so_and_keeps_the_rest(
    as_user, cora, school, typed, wrong, said
):
    response = as_user(cora).post(START, typed | {"school": wrong})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert held(response) == typed | {"school": wrong}


def test_a_closed_school_is_named_with_its_day(as_user, cora, closed, typed):
    client = as_user(cora)
    response = client.post(START, typed | {"school": closed.pk})
    assert response.status_code == 422
    assert "Oude school is gesloten sinds " in response.content.decode()
    assert "Kies een andere school." in response.content.decode()
    response = client.post(DAYS, days(school=closed.pk))
    assert response.status_code == 422
    assert not Holiday.objects.exists()


def test_a_file_at_a_school_that_closed_is_still_corrected(
    as_user, carla, file_page, school, traject
):
    School.objects.filter(pk=school.pk).update(closed_on=today())
    client = as_user(carla)
    assert "Gesloten sinds " in client.get(file_page).content.decode()
    words = {"class_name": "6B", "year": traject.school_year, "school": school.pk}
    assert client.post(file_page, words).status_code == 302


def test_who_may_not_guide_a_file_chooses_no_school(
    as_user, chris, sofie, file_page, other_school, traject
):
    words = {"class_name": "6B", "year": 2026, "school": other_school.pk}
    for who in (chris, sofie):
        client = as_user(who)
        for more in ({}, {"school_search": "kompas", "school_look": "1"}):
            assert client.post(file_page, words | more).status_code == 404
    traject.refresh_from_db()
    assert traject.school != other_school
