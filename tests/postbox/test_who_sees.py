"""Who sees a box: the two sides of this child, as long as their right lasts."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from sio.core.models import AccessRecord
from sio.lessons import actions as lessons
from sio.postbox.models import Parcel, ParcelFile
from sio.schools.models import SchoolClass
from sio.trajects.actions import break_glass
from sio.trajects.models import Traject
from tests.conftest import paired
from tests.postbox.conftest import PDF, content_of, form_of

pytestmark = pytest.mark.django_db
INSIDERS = ["paula", "pam", "sofie"]
OUTSIDERS = ["carla", "cora", "hans", "pia", "chris", "otto", "piet", "eddy"]
SECRETS = ["breuken.pdf", "Maak oefening 3.", "Wiskunde"]


def told(client, address):
    answer = client.get(address)
    return answer.status_code, [
        word for word in SECRETS if word in answer.content.decode()
    ]


def everything_refused(client, base, file):
    """Status of every way into what lies there, looking and doing."""
    keys = f"{base}bestanden/{file.pk}/", f"{base}pakjes/{file.parcel_id}/"
    asked = [
        client.get(base),
        client.post(base, form_of(("a.pdf", PDF))),
        client.post(keys[0]),
        client.post(f"{keys[1]}gelezen/"),
        client.post(f"{keys[1]}terug/"),
    ]
    return {answer.status_code for answer in asked}


@pytest.mark.parametrize("name", INSIDERS)
def test_family_and_school_see_and_fetch_it_and_each_look_is_written_down(
    name, request, as_user, boxes, file, agreed
):
    person = request.getfixturevalue(name)
    client = as_user(person)
    assert told(client, boxes.person) == (200, SECRETS)
    fetched = client.post(f"{boxes.person}bestanden/{file.pk}/")
    assert content_of(fetched) == PDF
    side = "class" if name == "sofie" else "home"
    assert (ParcelFile.objects.get().picked_at is None) == (side == "class")
    looks = AccessRecord.objects.filter(by=person.pk).order_by("sequence")
    assert list(looks.values_list("what", "page", "traject")) == [
        ("viewed", "postbox", agreed.pk),
        ("viewed", "postbox file", agreed.pk),
    ]


@pytest.mark.parametrize("name", OUTSIDERS)
def test_nobody_else_finds_it_our_own_staff_neither(
    name, request, as_user, boxes, file
):
    client = as_user(request.getfixturevalue(name))
    assert everything_refused(client, boxes.person, file) == {404}
    assert Parcel.objects.count() == 1


def test_an_emergency_opens_no_box(as_user, chris, boxes, file, agreed):
    break_glass(
        number=agreed.pk,
        last_name="",
        birth_date=None,
        reason="Er is brand op school en niemand neemt op.",
        by=chris,
    )
    assert everything_refused(as_user(chris), boxes.person, file) == {404}


def test_a_stranger_is_sent_away(boxes, file):
    assert everything_refused(Client(), boxes.home, file) == {403}
    assert everything_refused(Client(), boxes.klas, file) == {403}
    assert everything_refused(Client(), boxes.person, file) == {302}


def test_a_device_of_another_child_finds_nothing(
    as_device, carla, other_class, other_traject, boxes, file
):
    home = as_device(paired(carla, side="home", traject=other_traject, label="x"))
    klas = as_device(paired(carla, side="class", school_class=other_class, label="x"))
    assert told(home, boxes.home) == (200, [])
    assert home.post(f"{boxes.home}bestanden/{file.pk}/").status_code == 404
    assert home.post(f"{boxes.home}pakjes/{file.parcel_id}/terug/").status_code == 404
    assert everything_refused(klas, boxes.klas, file) == {404}


def test_a_lost_tablet_sees_nothing_from_that_moment(
    at_home, home_device, carla, boxes, file
):
    assert told(at_home, boxes.home) == (200, SECRETS)
    lessons.unpair_device(device=home_device, by=carla)
    assert everything_refused(at_home, boxes.home, file) == {403}
    assert Parcel.objects.count() == 1


def test_a_former_partner_whose_right_ended_sees_nothing(
    as_user, pam, carla, boxes, file
):
    client = as_user(pam)
    assert told(client, boxes.person) == (200, SECRETS)
    lessons.end_guardianship_of(guardian=pam.guardianships.get(), by=carla)
    assert everything_refused(client, boxes.person, file) == {404}


def test_a_contact_who_left_the_school_sees_nothing(as_user, sofie, boxes, file):
    client = as_user(sofie)
    sofie.contacts.update(ended_at=timezone.now())
    assert everything_refused(client, boxes.person, file) == {404}


def test_a_new_class_does_not_see_what_was_for_the_old_one(
    as_device, carla, boxes, file, school, agreed, at_home
):
    later = SchoolClass.objects.create(
        name="5B", school=school, school_year=agreed.own_class.school_year
    )
    Traject.objects.filter(pk=agreed.pk).update(school_class=later)
    new = as_device(paired(carla, side="class", school_class=later, label="x"))
    assert told(new, boxes.klas) == (200, [])
    assert new.post(f"{boxes.klas}bestanden/{file.pk}/").status_code == 404
    assert told(at_home, boxes.home) == (200, SECRETS)


def test_the_class_chooses_the_pupil_by_its_own_address(in_class, boxes, file):
    assert told(in_class, boxes.klas) == (200, SECRETS)


def test_the_file_page_leads_family_and_school_to_the_box(
    as_user, paula, sofie, cora, boxes, agreed
):
    page = f"/trajecten/{agreed.pk}/"
    for person in (paula, sofie):
        assert boxes.person in as_user(person).get(page).content.decode()
    assert boxes.person not in as_user(cora).get(page).content.decode()
