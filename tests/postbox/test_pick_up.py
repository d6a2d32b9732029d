"""Picking up: by the other side, as something that can do nothing, and when."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.utils import timezone

from sio.core.sides import Side
from sio.postbox.actions import pick_up
from sio.postbox.models import Parcel, ParcelFile
from sio.postbox.queries import Holder, something_waits, where_something_waits
from sio.trajects.models import Pupil, Traject
from sio.trajects.workflow import State
from tests.postbox.conftest import JPEG, PDF, content_of, form_of

pytestmark = pytest.mark.django_db


def fetch(client, base, file):
    return client.post(f"{base}bestanden/{file.pk}/")


def test_the_content_comes_as_an_attachment_that_can_do_nothing(boxes, at_home, file):
    answer = fetch(at_home, boxes.home, file)
    assert content_of(answer) == PDF
    told = {name: answer[name] for name in answer.headers}
    assert told["Content-Type"] == "application/pdf"
    assert told["Content-Disposition"] == 'attachment; filename="breuken.pdf"'
    assert told["Content-Length"] == str(len(PDF))
    assert told["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Cache-Control"] == "no-store, private"
    assert told["X-Frame-Options"] == "DENY"


def test_the_other_side_picks_up_once_and_both_read_when(
    boxes, at_home, in_class, file
):
    assert "Nieuw" in at_home.get(boxes.home).content.decode()
    assert "Nog niet opgehaald" in in_class.get(boxes.klas).content.decode()
    fetch(at_home, boxes.home, file)
    first = ParcelFile.objects.get().picked_at
    fetch(at_home, boxes.home, file)
    assert ParcelFile.objects.get().picked_at == first
    for client, page in ((at_home, boxes.home), (in_class, boxes.klas)):
        text = client.get(page).content.decode()
        assert "Opgehaald op" in text
        assert "Nieuw" not in text


def test_looking_at_the_own_is_no_picking_up(boxes, in_class, file):
    assert content_of(fetch(in_class, boxes.klas, file)) == PDF
    assert ParcelFile.objects.get().picked_at is None


def test_nothing_is_picked_up_by_a_link(boxes, at_home, file):
    assert at_home.get(f"{boxes.home}bestanden/{file.pk}/").status_code == 405
    assert ParcelFile.objects.get().picked_at is None


def test_a_note_alone_is_read_by_a_press(boxes, at_home, in_class):
    in_class.post(boxes.klas, form_of(kind="homework", note="Bladzijde 12."))
    note = Parcel.objects.get()
    address = f"pakjes/{note.pk}/gelezen/"
    assert "Bladzijde 12." in at_home.get(boxes.home).content.decode()
    assert in_class.post(boxes.klas + address).status_code == 422
    assert Parcel.objects.get().read_at is None
    assert at_home.post(boxes.home + address).url == boxes.home
    first = Parcel.objects.get().read_at
    at_home.post(boxes.home + address)
    assert Parcel.objects.get().read_at == first
    assert "Gelezen" in in_class.get(boxes.klas).content.decode()


def test_the_bell_rings_until_it_is_picked_up(boxes, at_home, in_class, agreed, file):
    ready = "er ligt iets klaar"
    assert ready in at_home.get("/thuis/").content.decode()
    assert ready in at_home.get(f"{boxes.home}bel/").content.decode()
    assert ready not in in_class.get(f"/klas/{agreed.pk}/").content.decode()
    fetch(at_home, boxes.home, file)
    assert ready not in at_home.get("/thuis/").content.decode()
    at_home.post(boxes.home, form_of(("blad.jpg", JPEG)))
    assert ready in in_class.get(f"/klas/{agreed.pk}/").content.decode()
    assert ready in in_class.get(f"{boxes.klas}bel/").content.decode()


def test_only_who_put_it_in_takes_it_back(boxes, at_home, in_class, file):
    address = f"pakjes/{file.parcel_id}/terug/"
    refused = at_home.post(boxes.home + address)
    assert 'data-code="postbox.not_allowed"' in refused.content.decode()
    assert in_class.post(boxes.klas + address).url == boxes.klas
    assert not Parcel.objects.exists()
    assert in_class.post(boxes.klas + address).status_code == 404


def test_what_is_broken_on_our_disk_is_told_and_is_not_picked_up(boxes, at_home, file):
    file.pieces.update(sealed=b"x" * 500)
    answer = fetch(at_home, boxes.home, file)
    assert 'data-code="postbox.damaged"' in answer.content.decode()
    assert ParcelFile.objects.get().picked_at is None


@pytest.mark.django_db(transaction=True)
def test_two_who_pick_up_at_once_both_get_it(boxes, file, home_device, agreed):
    holder = Holder(agreed, Side.HOME, device=home_device)
    fetched, gate = [], threading.Barrier(2)

    def look():
        try:
            mine = ParcelFile.objects.select_related("parcel").get(pk=file.pk)
            gate.wait()
            fetched.append(b"".join(pick_up(file=mine, holder=holder)))
        finally:
            connection.close()

    threads = [threading.Thread(target=look) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert fetched == [PDF, PDF]
    assert ParcelFile.objects.get().picked_at <= timezone.now()
    assert something_waits(agreed, Side.HOME) is False


def test_a_class_with_more_pupils_asks_once(
    agreed, school_class, django_assert_num_queries
):
    pupil = Pupil.objects.create(first_name="Amir", last_name="Claes")
    other = Traject.objects.create(
        pupil=pupil,
        school=school_class.school,
        school_class=school_class,
        state=State.ACTIVE,
    )
    for trajects in ([agreed], [agreed, other]):
        with django_assert_num_queries(1):
            assert where_something_waits(trajects, Side.CLASS) == set()
