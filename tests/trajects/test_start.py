from __future__ import annotations

from datetime import date, timedelta

import pytest

from sio.core.models import AccessRecord
from sio.core.time import school_year, today
from sio.schools.models import SchoolClass
from sio.trajects.actions import start_traject
from sio.trajects.errors import DateImpossible, NotAConsultant, TrajectNotAllowed
from sio.trajects.models import Pupil, Traject
from sio.trajects.queries import trajects_visible_to

BORN = date(2014, 5, 6)


@pytest.fixture
def new(school, chris):
    return {
        "first_name": "Lena",
        "last_name": "De Smet",
        "birth_date": "2014-05-06",
        "school": school.pk,
        "class_name": "4B",
        "year": school_year(today()),
        "consultant": chris.pk,
    }


def test_a_consultant_starts_one(as_user, chris, new, school):
    response = as_user(chris).post("/trajecten/nieuw/", new)

    traject = Traject.objects.get(pupil__first_name="Lena")
    assert response.headers["Location"] == f"/trajecten/{traject.pk}/"
    assert traject.state == "preparing"
    assert traject.school_class == SchoolClass.objects.get(school=school, name="4B")
    assert [change.new for change in traject.changes.all()] == ["preparing"]
    assert [assignment.user for assignment in traject.assignments.all()] == [chris]
    assert [(row.what, row.by) for row in AccessRecord.objects.all()] == [
        ("changed", chris)
    ]
    assert traject in trajects_visible_to(chris)


def test_a_class_that_exists_is_used(as_user, chris, new, school_class):
    as_user(chris).post("/trajecten/nieuw/", new | {"class_name": "5A"})
    traject = Traject.objects.get(pupil__first_name="Lena")
    assert traject.school_class == school_class


def test_the_coordinator_starts_one_for_a_consultant(as_user, cora, chris, new):
    as_user(cora).post("/trajecten/nieuw/", new)
    traject = Traject.objects.get(pupil__first_name="Lena")
    assert [assignment.user for assignment in traject.assignments.all()] == [chris]


def test_who_starts_one_for_a_colleague_goes_to_the_list(as_user, carla, chris, new):
    response = as_user(carla).post("/trajecten/nieuw/", new)
    assert response.headers["Location"] == "/trajecten/"
    assert Traject.objects.filter(pupil__first_name="Lena").exists()


def test_the_consultant_who_looks_is_chosen_already(as_user, carla):
    form = as_user(carla).get("/trajecten/nieuw/").context["form"]
    assert form.fields["consultant"].initial == carla


@pytest.mark.parametrize("who", ["hans", "sofie", "paula", "eddy"])
def test_others_start_none(as_user, request, new, school_class, who):
    user = request.getfixturevalue(who)
    client = as_user(user)
    assert client.get("/trajecten/nieuw/").status_code == 404
    assert client.post("/trajecten/nieuw/", new).status_code == 404
    with pytest.raises(TrajectNotAllowed):
        start_traject(
            first_name="Lena",
            last_name="De Smet",
            birth_date=BORN,
            school_class=school_class,
            consultant=user,
            by=user,
        )
    assert not Pupil.objects.filter(first_name="Lena").exists()


def test_only_a_consultant_can_guide(cora, hans, school_class):
    with pytest.raises(NotAConsultant):
        start_traject(
            first_name="Lena",
            last_name="De Smet",
            birth_date=BORN,
            school_class=school_class,
            consultant=hans,
            by=cora,
        )
    assert not Pupil.objects.filter(first_name="Lena").exists()


def test_an_incomplete_form_is_shown_again(as_user, chris, new):
    response = as_user(chris).post("/trajecten/nieuw/", new | {"first_name": " "})
    assert response.status_code == 422
    assert not Pupil.objects.filter(last_name="De Smet").exists()


def test_the_birth_date_is_asked_and_kept(as_user, chris, new):
    as_user(chris).post("/trajecten/nieuw/", new)
    assert Pupil.objects.get(first_name="Lena").birth_date == BORN


@pytest.mark.parametrize(
    "born", ["", "gisteren", "1950-01-01", str(today() + timedelta(days=1))]
)
def test_without_a_birth_date_that_can_be_none_is_started(as_user, chris, new, born):
    response = as_user(chris).post("/trajecten/nieuw/", new | {"birth_date": born})
    assert response.status_code == 422
    assert not Pupil.objects.filter(first_name="Lena").exists()


def test_nobody_is_born_tomorrow(chris, school_class):
    with pytest.raises(DateImpossible):
        start_traject(
            first_name="Lena",
            last_name="De Smet",
            birth_date=today() + timedelta(days=1),
            school_class=school_class,
            consultant=chris,
            by=chris,
        )
