"""The mail in August: which pairings of a class lapse on the 31st."""

from __future__ import annotations

from itertools import groupby

from django.db import transaction
from django.db.models import F

from sio.core.mail import send_mail
from sio.core.time import today
from sio.devices.models import Device
from sio.devices.queries import devices_lapsing, people_to_remind
from sio.schools.models import SchoolClass

REMINDER = "devices/mail/lapse"


def remind_of_lapses() -> int:
    """Mail each school once from 1 August on; how many classes were reminded.

    Goes to the school's contacts and the consultants of the class. A class without
    anybody to mail waits for the next time. Two calls at once send one mail: each
    device's reminder is claimed first.
    """
    lapsing = devices_lapsing(today()).order_by("school_class", "pk")
    by_class = groupby(lapsing, key=lambda one: one.school_class)
    return sum(
        _remind(school_class, list(devices)) for school_class, devices in by_class
    )


@transaction.atomic
def _remind(school_class: SchoolClass | None, devices: list[Device]) -> bool:
    """False if there is nobody to mail, or somebody else does it just now."""
    assert school_class is not None  # lapsing devices are class devices
    people = people_to_remind(school_class)
    claimed = _claim(devices) if people else []
    if not claimed:
        return False
    for person in people:
        context = {
            "person": person,
            "school_class": school_class,
            "devices": claimed,
            "last_day": claimed[0].last_day,
        }
        send_mail(
            to=person.email,
            template=REMINDER,
            context=context,
            language=person.language,
        )
    return True


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
