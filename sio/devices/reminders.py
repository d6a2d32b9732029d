"""The mail in August: which pairings of a class lapse on the 31st."""

from __future__ import annotations

from itertools import groupby

from django.db import transaction
from django.db.models import F

from sio.accounts.models import User
from sio.core.mail import MailFailed, send_mail
from sio.core.time import today
from sio.devices.models import Device
from sio.devices.queries import devices_lapsing, people_to_remind
from sio.schools.models import SchoolClass

REMINDER = "devices/mail/lapse"


def remind_of_lapses() -> tuple[int, int]:
    """Mail each school once from 1 August on; (classes reminded, classes not).

    Goes to the school's contacts and the consultants of the class. A class without
    anybody to mail, or of whom nobody could be mailed, waits for the next time; one
    mailbox that is gone must not bring the others a mail every hour. Two calls at once
    send one mail: each device's reminder is claimed first.
    """
    reminded = unsent = 0
    lapsing = devices_lapsing(today()).order_by("school_class", "pk")
    for school_class, devices in groupby(lapsing, key=lambda one: one.school_class):
        assert school_class is not None  # lapsing devices are class devices
        if _remind(school_class, list(devices)):
            reminded += 1
        else:
            unsent += 1
    return reminded, unsent


def _remind(school_class: SchoolClass, devices: list[Device]) -> bool:
    people = people_to_remind(school_class)
    if not people:
        return False
    claimed = _claim(devices)
    if not claimed:
        return True  # somebody else is mailing just now
    told = [one for one in people if _mailed(one, school_class, claimed)]
    if told:
        return True
    pks = [device.pk for device in claimed]
    Device.objects.filter(pk__in=pks).update(reminded_of=None)
    return False


def _mailed(person: User, school_class: SchoolClass, devices: list[Device]) -> bool:
    """False if the mail server took none for this person."""
    context = {
        "person": person,
        "school_class": school_class,
        "devices": devices,
        "last_day": devices[0].last_day,
    }
    try:
        send_mail(
            to=person.email,
            template=REMINDER,
            context=context,
            language=person.language,
        )
    except MailFailed:
        return False
    return True


@transaction.atomic
def _claim(devices: list[Device]) -> list[Device]:
    """Those whose reminder nobody else has taken since they were read."""
    return [
        device
        for device in devices
        if devices_lapsing(today())
        .filter(pk=device.pk)
        .update(reminded_of=F("valid_until"))
        == 1
    ]
