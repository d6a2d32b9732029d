"""Putting in: whole or not at all, once, and within what a box holds."""

from __future__ import annotations

import random
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from sio.postbox import limits
from sio.postbox.models import Parcel, ParcelFile, Piece
from sio.postbox.queries import days_to_choose
from sio.trajects.models import Acceptance
from tests.flush import rewriting
from tests.postbox.conftest import JPEG, PDF, content_of, docx, form_of, png, zip_of

pytestmark = pytest.mark.django_db
MONDAY = "2026-11-23 16:00+01:00"


def refused(response, code):
    assert response.status_code == 422
    text = response.content.decode()
    assert f'data-code="{code}"' in text, text
    assert not Parcel.objects.exists()
    assert not Piece.objects.exists()
    return text


def test_the_class_puts_a_worksheet_for_a_day_and_home_finds_it(
    boxes, in_class, at_home
):
    with time_machine.travel(MONDAY, tick=False):
        form = form_of(
            ("breuken.pdf", PDF),
            ("foto.png", png()),
            kind="ready",
            for_on="2026-11-24",
            subject="Wiskunde",
            note="Maak oefening 3.",
        )
        answer = in_class.post(boxes.klas, form)
        page = at_home.get(boxes.home).content.decode()
    assert (answer.status_code, answer["Location"]) == (302, boxes.klas)
    parcel = Parcel.objects.get()
    told = (parcel.side, parcel.hand, parcel.kind, parcel.for_on, parcel.note)
    assert told == ("class", "device", "ready", date(2026, 11, 24), "Maak oefening 3.")
    sizes = [(one.name, one.media_type, one.size_bytes) for one in parcel.files.all()]
    assert sizes == [
        ("breuken.pdf", "application/pdf", len(PDF)),
        ("foto.png", "image/png", len(png())),
    ]
    for words in ("Klaar voor de les: Wiskunde", "morgen, dinsdag 24 november"):
        assert words in page
    assert "Maak oefening 3." in page


def test_a_note_alone_and_a_file_alone_do(boxes, in_class, at_home):
    assert in_class.post(boxes.klas, form_of(kind="homework", note="Rust maar.")).url
    assert at_home.post(boxes.home, form_of(("blad.jpg", JPEG))).url
    sides = Parcel.objects.order_by("pk").values_list("side", "kind")
    assert list(sides) == [("class", "homework"), ("home", "work")]


def test_nothing_at_all_is_told_and_the_words_stay(boxes, at_home):
    text = refused(
        at_home.post(boxes.home, form_of(subject="Frans")), "postbox.nothing"
    )
    assert 'value="Frans"' in text


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leeg.pdf", b"", "postbox.file_empty"),
        ("werk.pdf", b"<html><script>alert(1)</script>", "postbox.kind_refused"),
        (
            "werk.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "postbox.kind_refused",
        ),
        ("werk.txt", b"  <!DOCTYPE html><p>", "postbox.kind_refused"),
        ("werk.txt", b"#!/bin/sh\nrm -rf /", "postbox.kind_refused"),
        ("werk.js", b"alert(1)", "postbox.kind_refused"),
        ("werk.jpg", b"MZ\x90\x00" + b"\0" * 100, "postbox.kind_refused"),
        ("werk", b"\x7fELF\x02", "postbox.kind_refused"),
        ("werk.zip", zip_of(a="a"), "postbox.kind_refused"),
        ("werk.docx", docx(word__vbaProject="macro"), "postbox.kind_refused"),
        ("werk.docx", docx()[:-30], "postbox.kind_refused"),
        ("werk.docx", b"PK\x03\x04" + b"\0" * 50, "postbox.kind_refused"),
    ],
)
def test_a_file_that_is_no_file_of_ours(boxes, at_home, name, content, code):
    files = [("goed.pdf", PDF), (name, content)]
    text = refused(at_home.post(boxes.home, form_of(*files, note="Kijk eens")), code)
    assert name in text
    assert "Kijk eens" in text


def test_a_file_larger_than_may_be(boxes, at_home, monkeypatch):
    monkeypatch.setattr("sio.postbox.actions.put.FILE_BYTES", 1000)
    refused(
        at_home.post(boxes.home, form_of(("groot.pdf", PDF))), "postbox.file_too_large"
    )


def test_files_too_large_together(boxes, at_home, monkeypatch):
    monkeypatch.setattr("sio.postbox.actions.put.PARCEL_BYTES", len(PDF) + 10)
    form = form_of(("a.pdf", PDF), ("b.pdf", PDF))
    refused(at_home.post(boxes.home, form), "postbox.file_too_large")


def test_too_many_files(boxes, at_home):
    form = form_of(*[(f"{n}.jpg", JPEG) for n in range(limits.PARCEL_FILES + 1)])
    refused(at_home.post(boxes.home, form), "postbox.too_many_files")


def test_what_was_sent_without_its_end_is_not_kept(boxes, at_home):
    form = form_of(("a.pdf", PDF))
    del form["end"]
    refused(at_home.post(boxes.home, form), "postbox.broken")


def test_of_two_refusals_the_first_is_told(boxes, at_home):
    form = form_of(("leeg.pdf", b""))
    del form["end"]
    refused(at_home.post(boxes.home, form), "postbox.file_empty")


def test_a_second_press_puts_nothing_in(boxes, at_home):
    token = str(uuid.uuid4())
    for _press in range(2):
        form = form_of(("a.pdf", PDF), token=token)
        assert at_home.post(boxes.home, form).status_code == 302
    assert ParcelFile.objects.count() == 1


def test_a_full_box_says_so(boxes, at_home, worksheet, monkeypatch):
    monkeypatch.setattr("sio.postbox.actions.put.BOX_BYTES", 2 * len(PDF) - 1)
    answer = at_home.post(boxes.home, form_of(("a.pdf", PDF)))
    assert 'data-code="postbox.box_full"' in answer.content.decode()
    assert list(Parcel.objects.all()) == [worksheet]


def test_a_day_has_its_end_for_each_side(boxes, at_home, worksheet, monkeypatch):
    monkeypatch.setattr("sio.postbox.actions.put.DAY_PARCELS", 1)
    assert at_home.post(boxes.home, form_of(note="een")).status_code == 302
    answer = at_home.post(boxes.home, form_of(note="twee"))
    assert 'data-code="postbox.day_full"' in answer.content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert at_home.post(boxes.home, form_of(note="drie")).status_code == 302


def test_without_an_agreement_nothing_goes_in(boxes, at_home, agreed):
    with rewriting():
        Acceptance.objects.all().delete()
    assert 'type="file"' not in at_home.get(boxes.home).content.decode()
    refused(at_home.post(boxes.home, form_of(note="hallo")), "postbox.closed")


@pytest.mark.parametrize(
    "words",
    [{"token": "x"}, {"kind": "ready"}, {"for_on": "1990-01-01"}, {"note": "x" * 1001}],
)
def test_words_that_no_form_of_ours_gives(boxes, at_home, words):
    answer = at_home.post(boxes.home, form_of(("a.pdf", PDF), **words))
    assert answer.status_code == 422
    assert not Parcel.objects.exists()


def test_htmx_gets_the_answer_alone_and_then_the_page(boxes, at_home):
    headers = {"HX-Request": "true"}
    refusal = at_home.post(boxes.home, form_of(), headers=headers)
    assert refusal.status_code == 422
    assert "<html" not in refusal.content.decode()
    assert 'data-code="postbox.nothing"' in refusal.content.decode()
    done = at_home.post(boxes.home, form_of(note="hallo"), headers=headers)
    assert (done.status_code, done["HX-Redirect"]) == (200, boxes.home)


def test_a_form_without_its_secret_is_refused(boxes, as_device, home_device):
    client = as_device(home_device)
    client.handler.enforce_csrf_checks = True
    assert client.post(boxes.home, form_of(("a.pdf", PDF))).status_code == 403
    assert not Parcel.objects.filter(put_at__isnull=False).exists()


def test_a_large_file_comes_back_as_it_was(boxes, at_home, in_class):
    large = PDF + bytes(range(256)) * 4096  # four pieces and a bit
    at_home.post(boxes.home, form_of(("groot.pdf", large)))
    file = ParcelFile.objects.get()
    assert (file.piece_count, file.size_bytes) == (5, len(large))
    fetched = in_class.post(f"{boxes.klas}bestanden/{file.pk}/")
    assert content_of(fetched) == large


def test_a_large_file_of_office_is_looked_into(boxes, at_home):
    picture = random.Random(5).randbytes(700_000)  # three pieces
    form = form_of(("spreekbeurt.docx", docx(word__media__foto=picture)))
    assert at_home.post(boxes.home, form).status_code == 302
    file = ParcelFile.objects.get()
    assert (file.name, file.piece_count) == ("spreekbeurt.docx", 3)


def test_only_school_days_can_be_chosen(agreed):
    with time_machine.travel("2026-12-17 10:00+01:00"):
        days = days_to_choose(agreed)
    assert days[:3] == [date(2026, 12, 17), date(2026, 12, 18), date(2027, 1, 4)]
