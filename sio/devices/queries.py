"""Reads that more than one caller needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeAlias

from django.db.models import F, Q, QuerySet

from sio.accounts.models import Role, User
from sio.accounts.queries import roles_of
from sio.core.sides import Side
from sio.core.time import today
from sio.devices import rules
from sio.devices.credentials import COOKIE_NAMES, hash_of
from sio.devices.models import Device, PairingCode
from sio.schools.models import SchoolClass
from sio.trajects.models import Traject
from sio.trajects.workflow import State

Place: TypeAlias = Traject | SchoolClass


def devices_valid() -> QuerySet[Device]:
    """Devices that are not revoked and have not lapsed; newest pairing first.

    The day on which one lapses is a day in Brussels.
    """
    still_valid = Q(valid_until=None) | Q(valid_until__gt=today())
    return Device.objects.filter(still_valid, revoked_at=None).select_related(
        "traject", "school_class__school"
    )


def device_of_credential(side: Side, credential: str) -> Device | None:
    """The valid device of this side that holds the credential, or None."""
    return (
        devices_valid().filter(side=side, credential_hash=hash_of(credential)).first()
    )


def device_of_cookies(side: Side, cookies: Mapping[str, str]) -> Device | None:
    """The valid device whose cookie of this side stands among `cookies`, or None."""
    credential = cookies.get(COOKIE_NAMES[side], "")
    return device_of_credential(side, credential) if credential else None


def trajects_visible_to_device(device: Device) -> QuerySet[Traject]:
    """Home: its own traject; class: those of its class. Never an ended one.

    By first name of the pupil. The device itself must be valid already.
    """
    trajects = Traject.objects.exclude(state=State.ENDED).select_related(
        "pupil", "school_class__school"
    )
    if device.side == Side.HOME:
        return trajects.filter(devices=device)
    return trajects.filter(school_class=device.school_class_id).order_by(
        "pupil__first_name", "pk"
    )


def standing(user: User, place: Place) -> frozenset[str]:
    """What this person is now to a traject, or to a class: words of devices.rules."""
    trajects = Traject.objects.exclude(state=State.ENDED)
    if isinstance(place, Traject):
        trajects = Traject.objects.filter(pk=place.pk)
        contacts = user.contacts.filter(school__classes__trajects=place)
    else:
        trajects = trajects.filter(school_class=place)
        contacts = user.contacts.filter(school__classes=place)
    assigned = user.assignments.filter(traject__in=trajects, ended_at=None)
    guards = user.guardianships.filter(traject__in=trajects, ended_at=None)
    roles = roles_of(user)
    held = {
        rules.COORDINATOR: Role.Kind.COORDINATOR in roles,
        rules.CONSULTANT: Role.Kind.CONSULTANT in roles and assigned.exists(),
        rules.GUARDIAN: guards.exists(),
        rules.CONTACT: contacts.filter(ended_at=None).exists(),
    }
    return frozenset(word for word, holds in held.items() if holds and user.is_active)


def place_of(thing: Device | PairingCode) -> Place:
    """The traject of a home device or code, the class of one for class."""
    place = thing.traject or thing.school_class
    assert place is not None  # the constraint in models.py
    return place


def devices_of(traject: Traject, side: Side) -> QuerySet[Device]:
    """The traject's home devices or its class's devices, revoked ones too."""
    devices = Device.objects.select_related("paired_by", "revoked_by")
    if side is Side.HOME:
        return devices.filter(traject=traject)
    return devices.filter(school_class=traject.school_class_id)


def devices_paired_by(user: User) -> QuerySet[Device]:
    """What this person paired and was not revoked; newest first."""
    return Device.objects.filter(paired_by=user, revoked_at=None).select_related(
        "traject__pupil", "school_class__school"
    )


def devices_lapsing(day: date) -> QuerySet[Device]:
    """Class devices within a month of their lapse that nobody was reminded of."""
    soon = day + timedelta(days=rules.RENEW_DAYS)
    return (
        devices_valid()
        .filter(side=Side.CLASS, valid_until__lte=soon)
        .exclude(reminded_of=F("valid_until"))
    )
