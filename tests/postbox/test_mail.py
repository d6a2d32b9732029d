"""Who wants it gets a mail that there is something: once a day, and not what."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from sio.core.models import OutgoingMail
from sio.postbox.models import Wish
from tests.postbox.conftest import PDF, form_of

pytestmark = pytest.mark.django_db


def put(client, page, **words):
    form = form_of(("breuken.pdf", PDF), note="Maak oefening 3.", **words)
    assert client.post(page, form).status_code == 302


def mails():
    return [(mail.address, mail.template) for mail in OutgoingMail.objects.all()]


def wants(as_user, person, boxes):
    client = as_user(person)
    assert "Mail mij" in client.get(boxes.person).content.decode()
    assert client.post(f"{boxes.person}mail/", {"wanted": "1"}).url == boxes.person
    assert "Geen mail meer" in client.get(boxes.person).content.decode()
    return client


def test_nobody_gets_a_mail_without_asking(boxes, in_class, paula):
    put(in_class, boxes.klas, kind="ready")
    assert mails() == []


def test_the_other_side_alone_is_told_and_not_what(
    boxes, as_user, in_class, at_home, paula, sofie
):
    for person in (paula, sofie):
        wants(as_user, person, boxes)
    put(in_class, boxes.klas, kind="ready")
    assert mails() == [(paula.email, "postbox/mail/ready")]
    text = OutgoingMail.objects.get().subject + OutgoingMail.objects.get().body
    for word in ("Tuur", "Peeters", "breuken", "oefening", "5A", "Wegwijzer"):
        assert word not in text
    put(at_home, boxes.home)
    assert {address for address, _kind in mails()} == {paula.email, sofie.email}


def test_once_a_day(boxes, as_user, in_class, paula):
    wants(as_user, paula, boxes)
    for _time in range(2):
        put(in_class, boxes.klas, kind="ready")
    assert len(mails()) == 1
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        put(in_class, boxes.klas, kind="ready")
    assert len(mails()) == 2


def test_who_wants_none_any_more_gets_none(boxes, as_user, in_class, paula):
    client = wants(as_user, paula, boxes)
    client.post(f"{boxes.person}mail/", {"wanted": "0"})
    put(in_class, boxes.klas, kind="ready")
    assert mails() == []
    assert not Wish.objects.exists()


def test_who_may_no_longer_look_gets_none(boxes, as_user, in_class, pam):
    wants(as_user, pam, boxes)
    pam.guardianships.update(ended_at=timezone.now())
    put(in_class, boxes.klas, kind="ready")
    assert mails() == []
