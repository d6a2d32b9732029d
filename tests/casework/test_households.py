"""Two homes of one pupil: each sees its own, and of the other a name."""

from __future__ import annotations

import re

import pytest

from sio.core.models import AccessRecord
from sio.trajects.actions import change_self, keep_household, place_guardian
from sio.trajects.errors import AgreementNotAllowed, TrajectNotAllowed
from sio.trajects.models import AgreementText, Guardian, Household
from sio.trajects.queries import households_seen_by
from tests.casework.conftest import in_database

pytestmark = pytest.mark.django_db

OF_PAM = ["Pamstraat", "0470 77", "0471 71", "Pamnotitie", "Bij Pam", "pam@example"]
OF_PAULA = ["Paulastraat", "0473 33", "Paulanotitie", "Bij Paula"]
OF_PAULA += ["thuis.paula@example"]


def households(traject):
    return f"/trajecten/{traject.pk}/gezinnen/"


def text(response):
    return response.content.decode()


def test_each_household_sees_itself_alone(as_user, traject, paula, pam, at_paula):
    of_paula = text(as_user(paula).get(households(traject)))
    of_pam = text(as_user(pam).get(households(traject)))
    assert all(word in of_paula for word in OF_PAULA)
    assert all(word in of_pam for word in OF_PAM[:-1])
    assert not [word for word in OF_PAM if word in of_paula]
    assert not [word for word in OF_PAULA if word in of_pam]


def test_staff_see_both_and_the_addresses(
    as_user, traject, carla, paula, pam, at_paula
):
    seen = text(as_user(carla).get(households(traject)))
    assert all(word in seen for word in [*OF_PAM, *OF_PAULA])


def test_who_is_in_no_household_sees_none(as_user, traject, paula, pam, tuur):
    for user in (paula, tuur):
        assert not households_seen_by(traject, user).exists()
        seen = text(as_user(user).get(households(traject)))
        assert not [word for word in OF_PAM if word in seen]
        assert "Er staat nog geen adres in" in seen


def test_the_other_household_does_not_exist(as_user, traject, paula, pam, at_paula):
    of_pam = Household.objects.get(guardians__user=pam)
    address = f"{households(traject)}{of_pam.pk}/"
    assert as_user(paula).get(address).status_code == 404
    words = {"name": "x", "address": "x", "phone": "x", "notes": "x"}
    assert as_user(paula).post(address, words).status_code == 404
    with pytest.raises(TrajectNotAllowed):
        keep_household(household=of_pam, by=paula)
    person = pam.guardianships.get()
    page = f"/trajecten/{traject.pk}/ouders/{person.pk}/"
    assert as_user(paula).get(page).status_code == 404


def test_a_member_changes_the_own_household(as_user, traject, paula, at_paula):
    words = {"name": "Thuis", "address": "Kerkplein 1", "phone": "", "notes": "Bel 2×"}
    address = f"{households(traject)}{at_paula.pk}/"
    assert as_user(paula).post(address, words).status_code == 302
    at_paula.refresh_from_db()
    kept = {name: getattr(at_paula, name) for name in words}
    assert kept == words
    assert AccessRecord.objects.filter(page="household", what="changed").count() == 1


def test_the_consultant_makes_a_household_and_puts_people_in_it(
    as_user, traject, carla, paula
):
    client = as_user(carla)
    words = {"name": "Bij mama", "address": "A 1", "phone": "", "notes": ""}
    assert client.post(f"{households(traject)}nieuw/", words).status_code == 302
    household = Household.objects.get(traject=traject)
    person = paula.guardianships.get()
    page = f"/trajecten/{traject.pk}/ouders/{person.pk}/"
    assert client.get(page).status_code == 200
    place = {"capacity": "moeder", "household": household.pk}
    assert client.post(page, place).status_code == 302
    person.refresh_from_db()
    assert (person.household, person.may_decide) == (household, False)


def test_nobody_is_put_in_another_pupils_household(
    as_user, traject, other_traject, carla, paula
):
    theirs = Household.objects.create(traject=other_traject, name="x")
    person = paula.guardianships.get()
    page = f"/trajecten/{traject.pk}/ouders/{person.pk}/"
    response = as_user(carla).post(page, {"capacity": "x", "household": theirs.pk})
    assert response.status_code == 422
    with pytest.raises(TrajectNotAllowed):
        place_guardian(
            guardian=person,
            household=theirs,
            capacity="x",
            may_decide=True,
            by=carla,
        )
    assert as_user(carla).get(f"{households(traject)}{theirs.pk}/").status_code == 404


def test_everybody_changes_the_own_data_alone(as_user, traject, paula, pam):
    person = paula.guardianships.get()
    page = f"/trajecten/{traject.pk}/ouders/{person.pk}/"
    words = {"name": "Paula Ñuñez 李", "phone": "0499", "language": "fr"}
    assert as_user(paula).get(page).status_code == 200
    assert as_user(paula).post(page, words).status_code == 302
    paula.refresh_from_db()
    person.refresh_from_db()
    assert (paula.name, paula.language, person.phone) == (words["name"], "fr", "0499")
    with pytest.raises(TrajectNotAllowed):
        change_self(guardian=person, by=pam, **words)
    with pytest.raises(TrajectNotAllowed):
        change_self(guardian=person, by=pam, **words)


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "x" * 10_240}, {"name": "a\0b"}, {"phone": "1" * 41}],
)
def test_bad_input_comes_back(as_user, traject, paula, wrong):
    person = paula.guardianships.get()
    page = f"/trajecten/{traject.pk}/ouders/{person.pk}/"
    words = {"name": "Paula", "phone": "", "language": "nl-be"} | wrong
    assert as_user(paula).post(page, words).status_code == 422
    paula.refresh_from_db()
    assert paula.name == "Paula"


@pytest.mark.parametrize(
    "wrong", [{"address": "x" * 10_240}, {"notes": "a\0b"}, {"name": ""}]
)
def test_a_wrong_household_comes_back(as_user, traject, carla, wrong):
    words = {"name": "x", "address": "", "phone": "", "notes": ""} | wrong
    response = as_user(carla).post(f"{households(traject)}nieuw/", words)
    assert response.status_code == 422
    assert not Household.objects.exists()


def test_the_database_holds_no_address(as_user, traject, paula, pam, at_paula):
    dump = in_database()
    for word in ["Pamstraat", "0470 77", "0471 71", "Pamnotitie", "Paulastraat"]:
        assert word not in dump, word
    assert "Peeters" in dump


@pytest.mark.parametrize("page", ["", "inzage/"])
def test_the_file_tells_one_household_nothing_of_the_other(
    as_user, traject, carla, paula, pam, at_paula, page
):
    # Whatever is in the log by now was made by the other household.
    household = Household.objects.get(guardians__user=pam)
    keep_household(household=household, by=pam)
    seen = text(as_user(paula).get(f"/trajecten/{traject.pk}/{page}"))
    assert not [word for word in OF_PAM if word in seen]
    pages = set(AccessRecord.objects.values_list("page", "why"))
    assert not [one for one in pages if re.search("Pam|0470", " ".join(one))]


def test_names_and_capacities_are_known_to_both(as_user, traject, paula, pam):
    seen = text(as_user(paula).get(f"/trajecten/{traject.pk}/"))
    assert "Pam (vader)" in seen


def test_who_does_not_decide_accepts_nothing(as_user, traject, paula):
    Guardian.objects.filter(user=paula).update(may_decide=False)
    agreement, _made = AgreementText.objects.get_or_create(
        side="home", version=1, language="nl-be", defaults={"body": "x"}
    )
    page = f"/trajecten/{traject.pk}/overeenkomst/home/"
    assert "Ik heb alles gelezen" not in text(as_user(paula).get(page))
    words = {"text": agreement.pk, "capacity": "moeder", "read": "on"}
    response = as_user(paula).post(page, words)
    assert response.status_code == 422
    assert AgreementNotAllowed.code in text(response)
    assert not traject.acceptances.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_households(
    as_user, traject, carla, django_assert_num_queries, count
):
    for number in range(count):
        Household.objects.create(traject=traject, name=f"{number}")
    client = as_user(carla)
    with django_assert_num_queries(13):
        client.get(households(traject))
