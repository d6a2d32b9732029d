"""The facts of a file: each on a small form, none of them in the impossible."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sio.core.models import AccessRecord
from sio.core.time import this_school_year, today
from sio.schools.models import SchoolClass
from sio.trajects.actions import (
    confirm_certificate,
    keep_informed,
    keep_pupil,
    keep_start_facts,
    tell_class,
)
from sio.trajects.errors import DateImpossible, TrajectNotAllowed
from sio.trajects.models import CertificateConfirmation, Informed
from tests.casework.conftest import in_database
from tests.conftest import paired

pytestmark = pytest.mark.django_db

TOMORROW = timedelta(days=1)
PUPIL = {
    "first_name": "Tuur",
    "last_name": "Peeters",
    "birth_date": "2014-02-28",
    "home_postcode": "3000",
}


def post(client, traject, part, words):
    return client.post(f"/trajecten/{traject.pk}/{part}/", words)


def changed(page):
    return AccessRecord.objects.filter(what="changed", page=page).count()


# The pupil ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["Łukasz Žižek", "علي حسن", "李 小龍", "O’Neill-D'Hondt"]
)
def test_the_pupil_by_any_name(as_user, carla, traject, name):
    words = PUPIL | {"first_name": name}
    client = as_user(carla)
    assert post(client, traject, "gegevens/leerling", words).status_code == 302
    traject.pupil.refresh_from_db()
    pupil = traject.pupil
    assert (pupil.first_name, pupil.birth_date) == (name, date(2014, 2, 28))
    assert (pupil.home_postcode, pupil.home_province) == ("3000", "BE-VBR")
    assert name in client.get(f"/trajecten/{traject.pk}/").content.decode().replace(
        "&#x27;", "'"
    )
    assert changed("pupil") == 1


def test_a_place_abroad_or_none_has_no_province(as_user, carla, traject):
    for postcode in ("", "9999"):
        words = PUPIL | {"home_postcode": postcode}
        assert (
            post(as_user(carla), traject, "gegevens/leerling", words).status_code == 302
        )
        traject.pupil.refresh_from_db()
        assert traject.pupil.home_province == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_date": str(today() + TOMORROW)},
        {"birth_date": "1900-01-01"},
        {"birth_date": "2014-02-30"},
        {"birth_date": "gisteren"},
        {"first_name": ""},
        {"first_name": "x" * 10_240},
        {"last_name": "a\0b"},
        {"home_postcode": "0123"},
        {"home_postcode": "3٠٠٠"},
    ],
)
def test_an_impossible_pupil_comes_back(as_user, carla, traject, wrong):
    response = post(as_user(carla), traject, "gegevens/leerling", PUPIL | wrong)
    assert response.status_code == 422
    traject.pupil.refresh_from_db()
    assert traject.pupil.birth_date is None


def test_a_birth_date_that_is_missing_is_asked_of_who_guides(
    as_user, carla, sofie, paula, traject
):
    address, asked = f"/trajecten/{traject.pk}/", "De geboortedatum ontbreekt."
    for user in (sofie, paula):
        assert asked not in as_user(user).get(address).content.decode()
    client = as_user(carla)
    assert asked in client.get(address).content.decode()
    # Who does not know it yet saves the rest.
    unknown = PUPIL | {"birth_date": ""}
    assert post(client, traject, "gegevens/leerling", unknown).status_code == 302
    assert post(client, traject, "gegevens/leerling", PUPIL).status_code == 302
    assert asked not in client.get(address).content.decode()
    # What is known is not emptied.
    assert post(client, traject, "gegevens/leerling", unknown).status_code == 422
    traject.pupil.refresh_from_db()
    assert traject.pupil.birth_date == date(2014, 2, 28)


# The class ----------------------------------------------------------------------------


def test_the_class_is_found_or_made(as_user, carla, traject, other_school):
    year = this_school_year()
    words = {"school": other_school.pk, "class_name": " 6  B ", "year": year + 1}
    assert post(as_user(carla), traject, "gegevens/klas", words).status_code == 302
    traject.refresh_from_db()
    made = SchoolClass.objects.get(name="6 B")
    assert (traject.school_class, traject.school) == (made, other_school)
    assert traject.school_year == year + 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"school": "0"},
        {"class_name": ""},
        {"class_name": "x" * 10_240},
        {"year": "1999"},
    ],
)
def test_an_impossible_class_comes_back(as_user, carla, traject, school, wrong):
    words = {"school": school.pk, "class_name": "5A", "year": this_school_year()}
    response = post(as_user(carla), traject, "gegevens/klas", words | wrong)
    assert response.status_code == 422
    assert changed("class") == 0


def test_the_old_class_no_longer_finds_the_room(
    as_user, as_device, carla, traject, class_device, other_class
):
    client = as_device(class_device)
    assert client.get(f"/klas/{traject.pk}/").status_code == 200
    words = {
        "school": other_class.school_id,
        "class_name": other_class.name,
        "year": other_class.school_year,
    }
    post(as_user(carla), traject, "gegevens/klas", words)
    assert client.get(f"/klas/{traject.pk}/").status_code == 404
    new = paired(carla, side="class", school_class=other_class, label="Ander")
    assert as_device(new).get(f"/klas/{traject.pk}/").status_code == 200


# Who was told -------------------------------------------------------------------------

TOLD = {
    "clb_name": "CLB Noord",
    "clb_person": "Nele Janssens",
    "clb_told_on": str(today()),
    "physician": "yes",
    "physician_told_by": "de moeder",
    "physician_told_on": str(today()),
}


def test_clb_and_physician_are_kept_their_people_encrypted(as_user, carla, traject):
    for _press in range(2):
        client = as_user(carla)
        response = post(client, traject, "gegevens/clb-en-arts", TOLD)
        assert response.status_code == 302
    informed = Informed.objects.get(traject=traject)
    kept = {name: str(getattr(informed, name)) for name in TOLD}
    assert kept == TOLD
    dump = in_database()
    assert "CLB Noord" in dump
    assert "Nele" not in dump
    assert "de moeder" not in dump


@pytest.mark.parametrize("name", ["clb_told_on", "physician_told_on"])
def test_nobody_was_told_tomorrow(as_user, carla, traject, name):
    words = TOLD | {name: str(today() + TOMORROW)}
    response = post(as_user(carla), traject, "gegevens/clb-en-arts", words)
    assert response.status_code == 422
    informed = Informed(traject=traject, **{name: today() + TOMORROW})
    with pytest.raises(DateImpossible):
        keep_informed(informed=informed, by=carla)
    assert not Informed.objects.exists()


# Material, return, conditions ---------------------------------------------------------

START = {
    "level": "primary",
    "delivered_on": str(today()),
    "placed_in_advance": "on",
    "return_on": str(today() + timedelta(days=60)),
    "conditions_checked_for": str(this_school_year()),
}


def test_material_return_and_conditions(as_user, carla, traject):
    assert post(as_user(carla), traject, "gegevens/materiaal", START).status_code == 302
    traject.refresh_from_db()
    assert (traject.level, traject.placed_in_advance) == ("primary", True)
    assert str(traject.delivered_on) == START["delivered_on"]
    assert str(traject.return_on) == START["return_on"]
    assert traject.conditions_checked_for == this_school_year()
    empty = dict.fromkeys(START, "")
    post(as_user(carla), traject, "gegevens/materiaal", empty)
    traject.refresh_from_db()
    assert (traject.delivered_on, traject.conditions_checked_for) == (None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"delivered_on": str(today() + TOMORROW)},
        {"return_on": "2999-01-01"},
        {"return_on": "0001-01-01"},
        {"conditions_checked_for": "1999"},
        {"level": "university"},
    ],
)
def test_impossible_material_comes_back(as_user, carla, traject, wrong):
    response = post(as_user(carla), traject, "gegevens/materiaal", START | wrong)
    assert response.status_code == 422
    traject.refresh_from_db()
    assert (traject.delivered_on, traject.level) == (None, "")


# The class's parents ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["carla", "cora", "sofie"])
def test_the_school_says_that_the_parents_know(request, as_user, traject, name):
    client = as_user(request.getfixturevalue(name))
    words = {"told_on": str(today())}
    assert post(client, traject, "klas-ingelicht", words).status_code == 302
    traject.refresh_from_db()
    assert traject.class_told_on == today()
    post(client, traject, "klas-ingelicht", {"told_on": ""})
    traject.refresh_from_db()
    assert traject.class_told_on is None


def test_they_were_not_told_tomorrow(as_user, traject, sofie):
    words = {"told_on": str(today() + TOMORROW)}
    assert post(as_user(sofie), traject, "klas-ingelicht", words).status_code == 422
    with pytest.raises(DateImpossible):
        tell_class(traject=traject, told_on=today() + TOMORROW, by=sofie)


# The certificate ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["carla", "sofie"])
def test_the_school_confirms_and_its_history_stays(request, as_user, traject, name):
    user = request.getfixturevalue(name)
    first, second = today() + timedelta(days=30), today() + timedelta(days=20)
    for day in (first, second):
        words = {"valid_until": str(day), "said_by": "Sofie"}
        assert post(as_user(user), traject, "attest", words).status_code == 302
    rows = CertificateConfirmation.objects.values_list("valid_until", "by")
    assert list(rows) == [(second, user.pk), (first, user.pk)]
    traject.refresh_from_db()
    assert traject.certificate_until == second  # the newest holds, and not the longest
    seen = as_user(user).get(f"/trajecten/{traject.pk}/attest/").content.decode()
    assert seen.count("geldig tot en met") == 2
    assert "'Sofie'" not in in_database("accounts_user")


def test_one_that_is_over_is_kept_with_a_warning(as_user, traject, sofie):
    words = {"valid_until": str(today() - TOMORROW), "said_by": "Sofie"}
    client = as_user(sofie)
    address = f"/trajecten/{traject.pk}/attest/"
    response = client.post(address, words, follow=True)
    seen = response.content.decode()
    assert "dit attest is al verlopen" in seen
    assert "Het attest is verlopen" in seen
    assert traject.certificates.count() == 1


def test_the_schools_contact_is_filled_in(as_user, traject, sofie, carla):
    address = f"/trajecten/{traject.pk}/attest/"
    assert 'value="Sofie"' in as_user(sofie).get(address).content.decode()
    assert 'value="Carla"' not in as_user(carla).get(address).content.decode()


@pytest.mark.parametrize("days", [733, -733])
def test_two_years_away_is_a_slip(as_user, traject, sofie, days):
    day = today() + timedelta(days=days)
    words = {"valid_until": str(day), "said_by": "Sofie"}
    response = post(as_user(sofie), traject, "attest", words)
    assert response.status_code == 422
    assert DateImpossible.code in response.content.decode()
    with pytest.raises(DateImpossible):
        confirm_certificate(traject=traject, valid_until=day, said_by="x", by=sofie)
    assert not traject.certificates.exists()


@pytest.mark.parametrize(
    "wrong", [{"valid_until": "morgen"}, {"said_by": ""}, {"said_by": "x" * 10_240}]
)
def test_an_impossible_certificate_comes_back(as_user, traject, sofie, wrong):
    words = {"valid_until": str(today()), "said_by": "Sofie"} | wrong
    assert post(as_user(sofie), traject, "attest", words).status_code == 422


def test_no_document_can_be_left(as_user, traject, sofie):
    seen = as_user(sofie).get(f"/trajecten/{traject.pk}/attest/").content.decode()
    assert 'type="file"' not in seen
    assert "multipart" not in seen


# Who may not --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["paula", "hans", "chris"])
def test_who_may_not_is_refused_by_the_actions_too(request, traject, name):
    user = request.getfixturevalue(name)
    refused = [
        lambda: keep_pupil(traject=traject, pupil=traject.pupil, by=user),
        lambda: keep_informed(informed=Informed(traject=traject), by=user),
        lambda: keep_start_facts(traject=traject, by=user),
        lambda: tell_class(traject=traject, told_on=None, by=user),
        lambda: confirm_certificate(
            traject=traject, valid_until=today(), said_by="x", by=user
        ),
    ]
    for press in refused:
        with pytest.raises(TrajectNotAllowed):
            press()
