"""The coordinator hands in a list of schools, looks, and confirms."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sio.schools.actions import (
    SchoolListGone,
    SchoolNotAllowed,
    delete_upload,
    keep_upload,
    take_in_upload,
)
from sio.schools.models import School, SchoolListUpload

pytestmark = pytest.mark.usefixtures("places")
INPUT = "/scholen/invoer/"
LINES = (
    b"instellingsnummer;naam;postcode;gemeente\n"
    b"099999;De Brug;9000;Gent\n;Zonder;9000;Gent\n"
)


def file(content=LINES, name="scholen.csv"):
    return {"file": SimpleUploadedFile(name, content, "text/csv")}


@pytest.fixture
def upload(cora):
    return keep_upload(name="scholen.csv", content=LINES, by=cora)


def test_first_what_would_change_then_the_change(as_user, cora, other_school):
    client = as_user(cora)
    assert "instellingsnummer" in client.get(INPUT).content.decode()
    response = client.post(INPUT, file())
    upload = SchoolListUpload.objects.get()
    assert response.headers["Location"] == f"{INPUT}{upload.pk}/"
    page = client.get(f"{INPUT}{upload.pk}/").content.decode()
    assert "<dt>Nieuwe scholen</dt><dd>1</dd>" in page
    assert "Regel 3: Er is geen instellingsnummer." in page
    assert "054321 Het Kompas" in page  # not in the list, stays
    assert School.objects.count() == 1
    assert "scholen.csv" in client.get(INPUT).content.decode()
    done = client.post(f"{INPUT}{upload.pk}/verwerking/", follow=True)
    assert "Nieuwe scholen: 1" in done.content.decode()
    assert School.objects.filter(name="De Brug").exists()
    assert client.post(f"{INPUT}{upload.pk}/verwerking/").status_code == 404
    assert not SchoolListUpload.objects.exists()


def test_a_list_that_changes_nothing_says_so(as_user, cora, upload):
    client = as_user(cora)
    client.post(f"{INPUT}{upload.pk}/verwerking/")
    client.post(INPUT, file())
    again = SchoolListUpload.objects.get()
    page = client.get(f"{INPUT}{again.pk}/").content.decode()
    assert "verandert niets" in page


def test_changes_are_named(as_user, cora, upload):
    client = as_user(cora)
    client.post(f"{INPUT}{upload.pk}/verwerking/")
    client.post(INPUT, file(LINES.replace(b"Brug", b"Tunnel")))
    page = client.get(f"{INPUT}{SchoolListUpload.objects.get().pk}/").content.decode()
    assert "099999 De Tunnel: naam" in page


def test_a_list_is_thrown_away(as_user, cora, upload):
    client = as_user(cora)
    assert client.get(f"{INPUT}{upload.pk}/weg/").status_code == 405
    page = client.post(f"{INPUT}{upload.pk}/weg/", follow=True).content.decode()
    assert "Er is niets veranderd" in page
    assert client.post(f"{INPUT}{upload.pk}/weg/").status_code == 404
    assert not School.objects.exists()


def test_of_two_who_confirm_one_wins(cora, upload):
    take_in_upload(upload=upload, by=cora)
    with pytest.raises(SchoolListGone):
        take_in_upload(upload=upload, by=cora)
    with pytest.raises(SchoolListGone):
        delete_upload(upload=upload, by=cora)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"naam\nx\n", "ontbreken kolommen"),
        (LINES.decode().encode("utf-16"), "Bewaar het als CSV UTF-8"),
        (b"", "leeg"),
        (b"x" * (10 * 1024 * 1024 + 1), "groter dan 10"),
    ],
)
def test_what_is_no_list_is_refused_at_once(as_user, cora, content, words):
    response = as_user(cora).post(INPUT, file(content))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not SchoolListUpload.objects.exists()


def test_a_form_without_a_file_says_so(as_user, cora):
    assert as_user(cora).post(INPUT, {}).status_code == 422


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_others_do_not_find_it(request, as_user, upload, who):
    user = request.getfixturevalue(who)
    client = as_user(user)
    assert client.get(INPUT).status_code == 404
    assert client.post(INPUT, file()).status_code == 404
    assert client.get(f"{INPUT}{upload.pk}/").status_code == 404
    assert client.post(f"{INPUT}{upload.pk}/verwerking/").status_code == 404
    assert client.post(f"{INPUT}{upload.pk}/weg/").status_code == 404
    with pytest.raises(SchoolNotAllowed):
        keep_upload(name="x", content=LINES, by=user)
    with pytest.raises(SchoolNotAllowed):
        take_in_upload(upload=upload, by=user)
    with pytest.raises(SchoolNotAllowed):
        delete_upload(upload=upload, by=user)
    assert SchoolListUpload.objects.get() == upload
    assert not School.objects.filter(name="De Brug").exists()
