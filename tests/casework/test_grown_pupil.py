"""The pupil's own account, from twelve; and from eighteen the pupil's own word."""

from __future__ import annotations

import pytest

from sio.trajects.actions import invite_guardian, let_parent_go, let_parent_stay
from sio.trajects.errors import (
    AddressOfParent,
    AlreadyEnded,
    NotAnAdult,
    PupilHasAccount,
    PupilTooYoung,
    TrajectNotAllowed,
)
from sio.trajects.models import Guardian
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rights import Standing
from tests.casework.conftest import grown

pytestmark = pytest.mark.django_db

PUPIL = {
    "name": "Tuur",
    "email": "tuur@example.org",
    "language": "nl-be",
    "capacity": "leerling",
    "kind": "pupil",
}


def invite(traject, carla, **words):
    return invite_guardian(traject=traject, by=carla, **(PUPIL | words))


def test_the_pupil_of_twelve_gets_an_account(as_user, traject, carla):
    grown(traject, 12)
    address = f"/trajecten/{traject.pk}/ouders/nieuw/"
    assert as_user(carla).post(address, PUPIL).status_code == 302
    guardian = Guardian.objects.get(traject=traject)
    assert guardian.kind == "pupil"
    assert standings(traject, guardian.user) == {Standing.PUPIL}
    assert invite(traject, carla) == guardian  # twice is once


def test_not_before_and_not_while_nobody_knows_how_old(as_user, traject, carla):
    with pytest.raises(PupilTooYoung):
        invite(traject, carla)
    grown(traject, 11)
    with pytest.raises(PupilTooYoung):
        invite(traject, carla)
    response = as_user(carla).post(f"/trajecten/{traject.pk}/ouders/nieuw/", PUPIL)
    assert response.status_code == 422
    assert not Guardian.objects.exists()


def test_one_account_and_never_at_a_parents_address(traject, carla, paula, tuur):
    with pytest.raises(PupilHasAccount):
        invite(traject, carla, email="ander@example.org")
    tuur.guardianships.get().delete()
    with pytest.raises(AddressOfParent):
        invite(traject, carla, email="PAULA@example.org")


def page(traject, guardian, verb):
    return f"/trajecten/{traject.pk}/ouders/{guardian.pk}/{verb}/"


def test_the_grown_pupil_lets_a_parent_stay_and_takes_it_back(
    as_user, traject, paula, pam, tuur
):
    grown(traject, 18)
    mother = paula.guardianships.get()
    assert not trajects_visible_to(paula).exists()
    client = as_user(tuur)
    assert (
        "Paula mag meekijken"
        in client.get(f"/trajecten/{traject.pk}/ouders/toegang/").content.decode()
    )

    for _press in range(2):
        assert client.post(page(traject, mother, "blijft")).status_code == 302
    assert trajects_visible_to(paula).get() == traject
    assert not trajects_visible_to(pam).exists()
    assert as_user(paula).get(f"/trajecten/{traject.pk}/").status_code == 200

    for _press in range(2):
        assert client.post(page(traject, mother, "weg")).status_code == 302
    assert not trajects_visible_to(paula).exists()
    assert as_user(paula).get(f"/trajecten/{traject.pk}/").status_code == 404


def test_before_eighteen_nothing_can_be_chosen(as_user, traject, paula, tuur):
    mother = paula.guardianships.get()
    seen = as_user(tuur).get(f"/trajecten/{traject.pk}/ouders/toegang/")
    assert "Daarna kies jij" in seen.content.decode()
    assert "mag meekijken" not in seen.content.decode()
    assert as_user(tuur).post(page(traject, mother, "weg")).status_code == 422
    with pytest.raises(NotAnAdult):
        let_parent_go(guardian=mother, by=tuur)
    assert trajects_visible_to(paula).exists()


@pytest.mark.parametrize("name", ["carla", "cora", "pam", "sofie", "hans"])
def test_nobody_chooses_for_the_pupil(request, as_user, traject, paula, tuur, name):
    user = request.getfixturevalue(name)
    mother = paula.guardianships.get()
    grown(traject, 18)
    with pytest.raises(TrajectNotAllowed):
        let_parent_stay(guardian=mother, by=user)
    for verb in ("blijft", "weg"):
        assert as_user(user).post(page(traject, mother, verb)).status_code in (404, 422)
        assert as_user(user).get(page(traject, mother, verb)).status_code == 405
    assert not trajects_visible_to(paula).exists()


def test_an_ended_guardianship_stays_ended(as_user, traject, eddy, tuur):
    grown(traject, 18)
    gone = eddy.guardianships.get()
    with pytest.raises(AlreadyEnded):
        let_parent_stay(guardian=gone, by=tuur)
    assert as_user(tuur).post(page(traject, gone, "blijft")).status_code == 404


def test_staff_look_on(as_user, traject, carla, paula, tuur):
    grown(traject, 18)
    seen = as_user(carla).get(f"/trajecten/{traject.pk}/ouders/toegang/")
    assert "ziet het dossier niet" in seen.content.decode()
    assert "mag meekijken" not in seen.content.decode()
