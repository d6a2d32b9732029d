"""Two at once, and a disk that is full: one clear outcome, and nothing half kept."""

from __future__ import annotations

import logging
import threading

import pytest
from django.db import connection

from sio.postbox.models import Parcel, ParcelFile, Piece
from tests.core.test_storage_away import full_disk, locked_database
from tests.postbox.conftest import PDF, form_of

pytestmark = pytest.mark.django_db(transaction=True)


def both(*presses):
    """What each of them was answered."""
    answers, gate = [], threading.Barrier(len(presses))

    def press(one):
        try:
            gate.wait()
            answers.append(one())
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[one]) for one in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_who_put_in_at_once_do_not_overfill_the_box(
    boxes, at_home, in_class, monkeypatch
):
    monkeypatch.setattr("sio.postbox.actions.put.BOX_BYTES", len(PDF) + 10)
    answers = both(
        lambda: at_home.post(boxes.home, form_of(("a.pdf", PDF))),
        lambda: in_class.post(boxes.klas, form_of(("b.pdf", PDF), kind="ready")),
    )
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Parcel.objects.count() == ParcelFile.objects.count() == 1


def test_one_form_pressed_twice_at_once_is_put_in_once(boxes, as_device, home_device):
    token = "6ad0fbb1-3b5c-4bd4-8e3c-0c8a3ad2c5a1"
    clients = [as_device(home_device) for _ in range(2)]
    answers = both(
        *(
            lambda client=client: client.post(
                boxes.home, form_of(("a.pdf", PDF), token=token)
            )
            for client in clients
        )
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Parcel.objects.count() == ParcelFile.objects.count() == 1


def test_a_full_disk_is_told_and_the_words_stay(boxes, at_home, agreed, caplog):
    # Not in the lesson's own words: it is the box that has no room.
    with full_disk(agreed), caplog.at_level(logging.CRITICAL):
        form = form_of(("a.pdf", PDF * 2000), note="Voor juf An")
        answer = at_home.post(boxes.home, form)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'data-code="postbox.no_room"' in text
    assert "Voor juf An" in text
    assert not Parcel.objects.filter(put_at__isnull=False).exists()
    assert Piece.objects.count() == 0
    assert at_home.post(boxes.home, form_of(("a.pdf", PDF))).status_code == 302


def test_a_database_that_is_locked_is_told(boxes, at_home, caplog):
    with locked_database(), caplog.at_level(logging.CRITICAL):
        answer = at_home.post(boxes.home, form_of(note="hallo"))
    assert answer.status_code in (302, 503)  # PostgreSQL locks another table
    kept = Parcel.objects.filter(put_at__isnull=False).count()
    assert kept == (1 if answer.status_code == 302 else 0)
