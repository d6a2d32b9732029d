"""What ends or breaks in between: a right, a file, the database."""

from __future__ import annotations

import uuid

import pytest
from django.db import OperationalError
from django.utils import timezone

from sio.core.models import AccessRecord
from sio.core.sides import Side
from sio.postbox import clamd, demo
from sio.postbox.actions import (
    Receiving,
    Words,
    check_file,
    note_read,
    pick_up,
    put_in,
    set_wish,
    take_back,
)
from sio.postbox.errors import BoxNotAllowed, FileDamaged, FileGone, NoRoom
from sio.postbox.models import Kind, Parcel, ParcelFile
from sio.postbox.queries import Holder, box_of
from tests.postbox.conftest import PDF, content_of, form_of

pytestmark = pytest.mark.django_db
FULL, LOCKED = "database or disk is full", "database is locked"


@pytest.fixture
def tablet(agreed, home_device):
    return Holder(agreed, Side.HOME, device=home_device)


@pytest.fixture
def mother(agreed, paula):
    return Holder(agreed, Side.HOME, user=paula)


def words(**more):
    told = {"token": uuid.uuid4(), "kind": Kind.WORK, "for_on": None}
    return Words(**told | {"subject": "", "note": "hallo"} | more)


def revoke(holder):
    """As while a large file comes in."""
    if holder.device:
        type(holder.device).objects.update(revoked_at=timezone.now())
    else:
        holder.user.guardianships.update(ended_at=timezone.now())


@pytest.mark.parametrize("who", ["tablet", "mother"])
def test_a_right_that_ended_on_the_way_does_nothing_any_more(who, request, file):
    holder = request.getfixturevalue(who)
    receiving = Receiving(holder)
    receiving.begin("werk.pdf")
    receiving.feed(PDF)
    receiving.end()
    revoke(holder)
    doing = [
        lambda: put_in(receiving=receiving, words=words()),
        lambda: pick_up(file=file, holder=holder),
        lambda: note_read(parcel=file.parcel, holder=holder),
        lambda: take_back(parcel=file.parcel, holder=holder),
        lambda: set_wish(holder=holder, wanted=True),
    ]
    for do in doing:
        with pytest.raises(BoxNotAllowed):
            do()
    receiving.let_go()
    assert list(ParcelFile.objects.all()) == [file]
    assert ParcelFile.objects.get().picked_at is None


def test_what_a_person_does_is_written_down(boxes, as_user, paula, in_class):
    in_class.post(boxes.klas, form_of(kind="homework", note="Lees."))
    note = Parcel.objects.get()
    client = as_user(paula)
    client.post(f"{boxes.person}pakjes/{note.pk}/gelezen/")
    client.post(boxes.person, form_of(("werk.pdf", PDF)))
    mine = Parcel.objects.get(side="home")
    assert mine.hand == "grown_up"
    client.post(f"{boxes.person}pakjes/{mine.pk}/terug/")
    changed = AccessRecord.objects.filter(by=paula.pk, what="changed")
    assert list(changed.values_list("page", flat=True)) == ["postbox"] * 3


def test_what_is_gone_meanwhile_is_said(file, tablet, agreed, class_device):
    klas = Holder(agreed, Side.CLASS, device=class_device)
    parcel = file.parcel
    with pytest.raises(FileGone):
        note_read(parcel=parcel, holder=tablet)  # it has a file: that is picked up
    take_back(parcel=parcel, holder=klas)
    parcel.pk = file.parcel_id
    with pytest.raises(FileGone):
        take_back(parcel=parcel, holder=klas)


def test_a_file_without_content_is_damaged(file, tablet):
    file.piece_count = 0
    with pytest.raises(FileDamaged):
        pick_up(file=file, holder=tablet)


def test_what_is_damaged_gets_no_verdict(file, settings, monkeypatch, caplog):
    assert check_file(file.pk)  # nobody looks
    settings.CLAMD = "/nowhere"
    monkeypatch.setattr(clamd, "look_at", lambda contents: list(contents))
    file.pieces.all().delete()
    assert check_file(file.pk)
    assert "postbox.damaged" in caplog.text
    assert ParcelFile.objects.get().verdict == "open"
    assert check_file(0)  # thrown away meanwhile


@pytest.mark.parametrize(
    ("said", "raised"), [(FULL, NoRoom), (LOCKED, OperationalError)]
)
def test_a_database_that_fails_at_the_very_end(tablet, monkeypatch, said, raised):
    def fail(holder):
        raise OperationalError(said)

    monkeypatch.setattr("sio.postbox.actions.put._tell", fail)
    with pytest.raises(raised):
        put_in(receiving=Receiving(tablet), words=words())
    assert not Parcel.objects.exists()


@pytest.mark.parametrize("said", [FULL, LOCKED])
def test_a_database_that_fails_on_the_way(tablet, monkeypatch, said):
    def fail(parcel, name):
        raise OperationalError(said)

    monkeypatch.setattr("sio.postbox.actions.put.Arriving", fail)
    receiving = Receiving(tablet)
    if said == FULL:
        receiving.begin("werk.pdf")
        receiving.feed(PDF)
        receiving.end()
        assert receiving.refusal.code == "postbox.no_room"
    else:
        with pytest.raises(OperationalError):
            receiving.begin("werk.pdf")
    receiving.let_go()
    assert not Parcel.objects.exists()


def test_what_cannot_be_deleted_now_is_left_to_the_clock(tablet, monkeypatch):
    def fail(parcels):
        raise OperationalError(FULL)

    receiving = Receiving(tablet)
    receiving.begin("werk.pdf")
    monkeypatch.setattr("sio.postbox.actions.put.throw_away", fail)
    receiving.let_go()
    assert Parcel.objects.get().put_at is None


def test_the_demo_puts_something_in_once(tablet, class_device, in_class, boxes):
    for _time in range(2):
        demo.load_box(tablet.traject)
    seen = box_of(tablet)
    assert [len(seen.for_me), len(seen.from_me)] == [2, 1]
    (mine,) = seen.from_me
    fetched = in_class.post(f"{boxes.klas}bestanden/{mine.files.get().pk}/")
    content = content_of(fetched)
    assert content.startswith(b"%PDF-1.4")
    assert content.endswith(b"%%EOF\n")
