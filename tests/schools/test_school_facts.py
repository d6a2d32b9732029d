from __future__ import annotations

import pytest

from sio.schools.actions import SchoolNotAllowed, keep_location, keep_school
from sio.schools.models import Location, School
from sio.schools.queries import locations_visible_to, schools_matching

pytestmark = pytest.mark.usefixtures("places")
HOURS = {
    "morning_starts": "08:30",
    "morning_ends": "12:00",
    "afternoon_starts": "13:00",
    "afternoon_ends": "15:30",
}
BRIDGE = HOURS | {
    "name": "De Brug",
    "institution_number": "099999",
    "street": "Kaai 1",
    "postcode": "9000",
    "municipality": "Gent",
    "levels": ["primary", "special_primary"],
    "network": "free",
    "phone": "09 225 00 00",
    "email": "brug@example.org",
    "website": "brug.example",
    "funded": "on",
    "closed_on": "",
}
PLACE = {"number": "2", "name": "Annex", "street": "Laan 2", "postcode": "9040"}


def test_the_coordinator_keeps_all_facts_of_a_school(as_user, cora):
    client = as_user(cora)
    assert client.post("/scholen/nieuw/", BRIDGE).status_code == 302
    school = School.objects.get(name="De Brug")
    assert school.province == "BE-VOV"
    assert school.phone.as_e164 == "+3292250000"
    assert school.website == "https://brug.example"
    assert school.funded
    assert schools_matching("brug gent") == [school]
    page = client.get(f"/scholen/{school.pk}/").content.decode()
    for words in (
        "Oost-Vlaanderen",
        "lager, buitengewoon lager",
        "gesubsidieerd vrij onderwijs",
        "tel:+32-9-225-00-00",
        "brug@example.org",
        "https://brug.example",
    ):
        assert words in page
    form = client.get(f"/scholen/{school.pk}/gegevens/").content.decode()
    assert form.count(" checked") == 3  # two levels, funded


def test_the_province_follows_the_postcode(as_user, cora, school):
    change = f"/scholen/{school.pk}/gegevens/"
    client = as_user(cora)
    for postcode, province in (("1000", "BE-BRU"), ("8000", "BE-VWV"), ("", "")):
        client.post(change, BRIDGE | {"postcode": postcode})
        school.refresh_from_db()
        assert school.province == province


def test_a_school_that_closed_or_has_no_money_says_so(as_user, cora, school):
    unfunded = BRIDGE | {"closed_on": "2025-08-31"}
    del unfunded["funded"]
    client = as_user(cora)
    client.post(f"/scholen/{school.pk}/gegevens/", unfunded)
    page = client.get(f"/scholen/{school.pk}/").content.decode()
    assert "31/08/2025" in page or "31-08-2025" in page
    assert "niet gefinancierd" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"postcode": "0999"},
        {"postcode": "abcd"},
        {"levels": ["university"]},
        {"network": "x"},
        {"phone": "12"},
        {"email": "x"},
        {"website": "javascript:alert(1)"},
        {"closed_on": "2025-02-30"},
        {"name": "a\0b"},
        {"name": "x" * 10_000},
    ],
)
def test_wrong_facts_are_refused(as_user, cora, wrong):
    assert as_user(cora).post("/scholen/nieuw/", BRIDGE | wrong).status_code == 422
    assert not School.objects.exists()


def test_the_coordinator_adds_and_changes_a_location(as_user, cora, school):
    client, add = as_user(cora), f"/scholen/{school.pk}/vestigingen/nieuw/"
    assert client.post(add, PLACE).status_code == 302
    location = school.locations.get()
    change = f"/vestigingen/{location.pk}/"
    client.post(change, PLACE | {"name": "Tuin", "closed_on": "2025-08-31"})
    location.refresh_from_db()
    assert str(location) == "2 Tuin"
    assert "2 Tuin" in client.get(f"/scholen/{school.pk}/").content.decode()
    again = client.post(add, PLACE)
    assert again.status_code == 422
    assert "staat er al in" in again.content.decode()
    assert client.post(change, PLACE | {"postcode": "0000"}).status_code == 422
    assert school.locations.count() == 1


def test_two_schools_may_number_alike(as_user, cora, school, other_school):
    for one in (school, other_school):
        as_user(cora).post(f"/scholen/{one.pk}/vestigingen/nieuw/", PLACE)
        assert one.locations.count() == 1


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "otto", "paula"])
def test_others_change_no_location(request, as_user, school, who):
    user = request.getfixturevalue(who)
    location = Location.objects.create(school=school, number="1")
    client = as_user(user)
    add = f"/scholen/{school.pk}/vestigingen/nieuw/"
    assert client.post(add, PLACE).status_code == 404
    assert client.post(f"/vestigingen/{location.pk}/", PLACE).status_code == 404
    with pytest.raises(SchoolNotAllowed):
        keep_location(location=location, by=user)
    with pytest.raises(SchoolNotAllowed):
        keep_school(school=school, by=user)
    seen = who in ("carla", "sofie")
    assert list(locations_visible_to(user)) == ([location] if seen else [])
    assert list(Location.objects.values_list("number", flat=True)) == ["1"]
