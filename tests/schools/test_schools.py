from __future__ import annotations

import pytest
from django.core import mail
from django.utils import timezone

from sio.accounts.models import User
from sio.schools.actions import (
    ContactEnded,
    SchoolNotAllowed,
    change_contact,
    class_of,
    end_contact,
    invite_contact,
)
from sio.schools.models import Contact, School
from sio.schools.queries import schools_visible_to

NEW_CONTACT = {
    "name": "Sam",
    "email": "sam@example.org",
    "language": "nl-be",
    "function": "directeur",
}
NEW_SCHOOL = {
    "name": "De Brug",
    "institution_number": "099999",
    "morning_starts": "08:30",
    "morning_ends": "12:00",
    "afternoon_starts": "13:00",
    "afternoon_ends": "15:30",
}


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("cora", ["De Wegwijzer", "Het Kompas"]),
        ("carla", ["De Wegwijzer", "Het Kompas"]),
        ("sofie", ["De Wegwijzer"]),
        ("otto", ["Het Kompas"]),
        ("hans", []),
        ("paula", []),
        ("eddy", []),
    ],
)
def test_who_sees_which_schools(request, as_user, school, other_school, who, names):
    user = request.getfixturevalue(who)
    assert [school.name for school in schools_visible_to(user)] == names
    page = as_user(user).get("/scholen/").content.decode()
    for one in (school, other_school):
        assert (one.name in page) is (one.name in names)


def test_an_outsider_does_not_find_the_school(as_user, school, otto, paula):
    for user in (otto, paula):
        assert as_user(user).get(f"/scholen/{school.pk}/").status_code == 404
        path = f"/scholen/{school.pk}/contacten/nieuw/"
        assert as_user(user).post(path, NEW_CONTACT).status_code == 404
    assert not User.objects.filter(name="Sam").exists()


def test_a_consultant_invites_a_contact(
    as_user, carla, school, django_capture_on_commit_callbacks
):
    client = as_user(carla)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/scholen/{school.pk}/contacten/nieuw/", NEW_CONTACT)
    contact = Contact.objects.get(school=school)
    assert (contact.user.email, contact.function) == ("sam@example.org", "directeur")
    assert [message.to for message in mail.outbox] == [["sam@example.org"]]
    assert list(schools_visible_to(contact.user)) == [school]
    assert "Sam (directeur)" in client.get(f"/scholen/{school.pk}/").content.decode()


def test_inviting_twice_gives_one_contact(carla, school):
    first = invite_contact(school=school, by=carla, **NEW_CONTACT)
    assert invite_contact(school=school, by=carla, **NEW_CONTACT) == first


def test_a_contact_does_not_invite(as_user, sofie, school):
    path = f"/scholen/{school.pk}/contacten/nieuw/"
    assert as_user(sofie).get(path).status_code == 404
    with pytest.raises(SchoolNotAllowed):
        invite_contact(school=school, by=sofie, **NEW_CONTACT)
    assert not User.objects.filter(name="Sam").exists()


def test_an_ended_contact_sees_nothing(cora, sofie, school, traject):
    contact = Contact.objects.get(user=sofie)
    end_contact(contact=contact, by=cora)
    assert list(schools_visible_to(sofie)) == []
    with pytest.raises(ContactEnded):
        end_contact(contact=contact, by=cora)


@pytest.mark.parametrize("who", ["sofie", "otto", "hans", "paula"])
def test_others_do_not_end_a_contact(request, school, sofie, who):
    contact = Contact.objects.get(user=sofie)
    with pytest.raises(SchoolNotAllowed):
        end_contact(contact=contact, by=request.getfixturevalue(who))
    assert list(schools_visible_to(sofie)) == [school]


def test_who_ended_may_be_invited_again(carla, school):
    old = invite_contact(school=school, by=carla, **NEW_CONTACT)
    Contact.objects.filter(pk=old.pk).update(ended_at=timezone.now())
    assert invite_contact(school=school, by=carla, **NEW_CONTACT) != old


def test_the_coordinator_adds_and_changes_a_school(as_user, cora):
    client = as_user(cora)
    client.post("/scholen/nieuw/", NEW_SCHOOL)
    school = School.objects.get(name="De Brug")
    client.post(f"/scholen/{school.pk}/gegevens/", NEW_SCHOOL | {"name": "De Tunnel"})
    school.refresh_from_db()
    assert school.name == "De Tunnel"


def test_a_number_that_exists_is_refused(as_user, cora, school):
    new = NEW_SCHOOL | {"institution_number": school.institution_number}
    response = as_user(cora).post("/scholen/nieuw/", new)
    assert response.status_code == 422
    assert School.objects.count() == 1


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_others_add_and_change_none(as_user, request, school, who):
    client = as_user(request.getfixturevalue(who))
    assert client.post("/scholen/nieuw/", NEW_SCHOOL).status_code == 404
    path = f"/scholen/{school.pk}/gegevens/"
    assert client.post(path, NEW_SCHOOL).status_code == 404
    assert [one.name for one in School.objects.all()] == [school.name]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_do_not_grow(
    as_user, cora, django_assert_num_queries, count
):
    for n in range(count):
        School.objects.create(name=f"S{n}", institution_number=f"{n}")
    client = as_user(cora)
    with django_assert_num_queries(6):
        client.get("/scholen/")


def test_a_class_is_found_by_its_name_or_made(school):
    made = class_of(school=school, name=" 5  A ", year=2025)
    assert made.name == "5 A"
    assert class_of(school=school, name="5 A", year=2025) == made
    assert class_of(school=school, name="5 A", year=2026) != made


OWN = {"name": "Sofie D'Hondt", "function": "directeur", "language": "fr"}


def own_data(user):
    return f"/contacten/{user.contacts.get().pk}/gegevens/"


def test_a_contact_changes_the_own_data(as_user, sofie):
    client = as_user(sofie)
    assert "sofie@example.org" in client.get(own_data(sofie)).content.decode()
    for _click in range(2):
        assert client.post(own_data(sofie), OWN).status_code == 302
    sofie.refresh_from_db()
    kept = (sofie.name, sofie.contacts.get().function, sofie.language)
    assert kept == (OWN["name"], OWN["function"], OWN["language"])


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"function": "x" * 81}, {"language": "xx"}, {"name": "a\0"}]
)
def test_wrong_own_data_comes_back(as_user, sofie, wrong):
    assert as_user(sofie).post(own_data(sofie), OWN | wrong).status_code == 422
    sofie.refresh_from_db()
    assert (sofie.name, sofie.contacts.get().function) == ("Sofie", "zorgcoördinator")


@pytest.mark.parametrize("who", ["otto", "carla", "cora", "paula", "hans"])
def test_nobody_changes_the_data_of_another(request, as_user, sofie, who):
    user = request.getfixturevalue(who)
    client = as_user(user)
    assert client.get(own_data(sofie)).status_code == 404
    assert client.post(own_data(sofie), OWN).status_code == 404
    with pytest.raises(SchoolNotAllowed):
        change_contact(contact=sofie.contacts.get(), by=user, **OWN)
    assert sofie.contacts.get().function == "zorgcoördinator"


def test_own_data_end_with_the_contact(as_user, sofie):
    address = own_data(sofie)
    sofie.contacts.update(ended_at=timezone.now())
    assert as_user(sofie).post(address, OWN).status_code == 404
    with pytest.raises(SchoolNotAllowed):
        change_contact(contact=sofie.contacts.get(), by=sofie, **OWN)


def test_the_school_page_and_the_file_lead_to_the_own_data(
    as_user, traject, school, sofie, carla
):
    link = f'href="{own_data(sofie)}"'
    for address in (f"/scholen/{school.pk}/", f"/trajecten/{traject.pk}/"):
        assert link in as_user(sofie).get(address).content.decode()
        assert link not in as_user(carla).get(address).content.decode()
