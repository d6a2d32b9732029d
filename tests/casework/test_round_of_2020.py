"""The contact round of spring 2020, through the results that staff see.

Source: 001_203f8ff310e66b5b.txt, answer 1 and 3.
"""

from __future__ import annotations

import pytest

from sio.casework.demo_round import (
    BUSY,
    FURTHER_USE,
    OTHER_TEACHING,
    PROGRAMME,
    WHY_NOT,
    load_round_of_2020,
)
from sio.casework.queries.rounds import results_of
from sio.trajects.models import Assignment, Pupil, Traject
from sio.trajects.workflow import State


@pytest.fixture(params=[40, 60, 137])
def round_2020(request, cora, carla, school_class):
    trajects = [
        Traject.objects.create(
            pupil=Pupil.objects.create(first_name=f"Kind {number}", last_name="Demo"),
            school=school_class.school,
            school_class=school_class,
            state=State.ACTIVE if number % 5 else State.PREPARING,
        )
        for number in range(request.param)
    ]
    Assignment.objects.bulk_create(
        Assignment(user=carla, traject=one) for one in trajects[::2]
    )
    return load_round_of_2020(trajects=trajects, by=cora)


@pytest.fixture
def results(round_2020):
    return results_of(round_2020)


def test_001_203f8ff310e66b5b_not_all_were_contacted(results):
    # "niet alle Bednet-trajecten werden reeds gecontacteerd"
    assert results.contacted < results.total


def test_001_203f8ff310e66b5b_about_ninety_percent_is_busy(results):
    # "zo'n 90% van de SIO-leerlingen met schoolwerk bezig is"
    busy = results.of(BUSY)
    assert busy.asked == results.contacted
    assert 88 <= busy.percent("yes") <= 92


def test_001_203f8ff310e66b5b_who_is_not_busy_is_mostly_too_ill(results):
    # "is de voornaamste reden dat deze leerlingen te ziek zijn of herstellen"
    why_not = results.of(WHY_NOT)
    assert why_not.asked == results.contacted - results.of(PROGRAMME).asked
    most = max(why_not.lines, key=lambda line: line.count)
    assert most.code == "too_ill"
    assert most.percent > 50


def test_001_203f8ff310e66b5b_of_the_busy_over_eighty_percent_is_on_the_class_programme(
    results,
):
    # "Een ruime 80% van de SIO-leerlingen die met schoolwerk bezig is"
    programme = results.of(PROGRAMME)
    busy = {line.code: line.count for line in results.of(BUSY).lines}["yes"]
    assert programme.asked == busy < results.contacted
    assert 80 < programme.percent("class") < 86
    # "De overige … een individueel traject; bij een klein aantal … onduidelijk of …
    # een combinatie": fewer each than an individual one.
    for few in ("mixed", "unclear"):
        assert 0 < programme.percent(few) < programme.percent("own")


def test_001_203f8ff310e66b5b_under_ten_percent_has_toah_or_hospital_school(results):
    # "Een kleine 10% van de leerlingen krijgt nog les via TOAH of ziekenhuisschool"
    teaching = results.of(OTHER_TEACHING)
    assert teaching.asked == results.contacted
    assert 7 < teaching.percent("yes") < 10


def test_001_203f8ff310e66b5b_over_half_expects_no_further_use(results):
    # "meer dan 50% van de gezinnen inschat dat Bednet niet meer gebruikt zal worden"
    assert 50 < results.of(FURTHER_USE).percent("no") < 60


def test_the_page_says_of_how_many(as_user, cora, round_2020, results):
    page = as_user(cora).get(f"/bevragingen/{round_2020.pk}/").content.decode()
    assert f"{results.contacted} van {results.total} gecontacteerd" in page
    assert "onvolledige cijfers" in page
    assert "Kind" not in page
