"""Reads that more than one caller needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import TypeAlias

from django.db.models import F, Q, QuerySet

from sio.accounts.models import Role, User
from sio.accounts.queries import working_roles
from sio.core.sides import Side
from sio.core.time import today
from sio.devices import rules
from sio.devices.credentials import COOKIE_NAMES, hash_of
from sio.devices.models import Device, PairingCode
from sio.schools.models import Contact, SchoolClass
from sio.trajects.models import Assignment, Guardian, Traject
from sio.trajects.queries import standings
from sio.trajects.rights import Standing
from sio.trajects.workflow import RUNNING

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
    return devices_of_credentials([(side, credential)]).get((side, credential))


def devices_of_credentials(
    asked: Collection[tuple[Side, str]],
) -> dict[tuple[Side, str], Device]:
    """The same for many, in one query; who has no valid device is left out."""
    hashes = {hash_of(credential) for _side, credential in asked}
    found = {
        (device.side, device.credential_hash): device
        for device in devices_valid().filter(credential_hash__in=hashes).order_by()
    }
    pairs = {
        (side, credential): (side, hash_of(credential)) for side, credential in asked
    }
    return {pair: found[key] for pair, key in pairs.items() if key in found}


def device_of_cookies(side: Side, cookies: Mapping[str, str]) -> Device | None:
    """The valid device whose cookie of this side stands among `cookies`, or None."""
    credential = cookies.get(COOKIE_NAMES[side], "")
    return device_of_credential(side, credential) if credential else None


def trajects_visible_to_device(device: Device) -> QuerySet[Traject]:
    """Home: its own traject; class: those of its class. Only while they run.

    By first name of the pupil. The device itself must be valid already.
    """
    trajects = _trajects_running()
    if device.side == Side.HOME:
        return trajects.filter(devices=device)
    return trajects.filter(school_class=device.school_class_id).order_by(
        "pupil__first_name", "pk"
    )


def trajects_visible_to_devices(
    devices: Collection[Device],
) -> dict[int, list[Traject]]:
    """The same for many, by pk of the device, in one query."""
    homes = {one.traject_id for one in devices if one.side == Side.HOME}
    classes = {one.school_class_id for one in devices if one.side == Side.CLASS}
    here = Q(pk__in=homes - {None}) | Q(school_class__in=classes - {None})
    by_home: dict[int | None, list[Traject]] = {}
    by_class: dict[int | None, list[Traject]] = {}
    for traject in _trajects_running().filter(here).order_by("pupil__first_name", "pk"):
        by_home[traject.pk] = [traject]
        by_class.setdefault(traject.school_class_id, []).append(traject)
    return {
        one.pk: by_home.get(one.traject_id, [])
        if one.side == Side.HOME
        else by_class.get(one.school_class_id, [])
        for one in devices
    }


def _trajects_running() -> QuerySet[Traject]:
    running = Traject.objects.filter(state__in=RUNNING)
    return running.select_related("pupil", "school_class__school")


def standing(user: User, place: Place) -> frozenset[Standing]:
    """What this person is now to a traject, or to a class; empty for an outsider.

    To a class: coordinator, consultant of a running traject in it, or contact of
    its school.
    """
    if isinstance(place, Traject):
        return standings(place, user)
    if not user.is_active:
        return frozenset()
    roles = working_roles(user)
    running = place.trajects.filter(state__in=RUNNING)
    assigned = user.assignments.filter(traject__in=running, ended_at=None)
    contacts = user.contacts.filter(school=place.school_id, ended_at=None)
    held = {
        Standing.COORDINATOR: Role.Kind.COORDINATOR in roles,
        Standing.CONSULTANT: Role.Kind.CONSULTANT in roles and assigned.exists(),
        Standing.CONTACT: contacts.exists(),
    }
    return frozenset(standing for standing, holds in held.items() if holds)


def place_of(thing: Device | PairingCode) -> Place:
    """The traject of a home device or code, the class of one for class."""
    place = thing.traject or thing.school_class
    assert place is not None  # the constraint in models.py
    return place


def devices_of(traject: Traject) -> QuerySet[Device]:
    """The traject's home devices and its class's devices, revoked ones too.

    Views start here, from a traject that the user sees.
    """
    here = Q(traject=traject) | Q(school_class=traject.school_class_id)
    return Device.objects.filter(here).select_related("paired_by", "revoked_by")


def devices_resting_on(right: Role | Contact | Guardian) -> list[Device]:
    """The devices that are revoked when this right of a person ends; newest first.

    They are what the person paired and, without this right, might not have.
    """
    lost = _standing_of(right)
    paired = Device.objects.filter(paired_by=right.user, revoked_at=None)
    if isinstance(right, Contact):
        paired = paired.filter(school_class__school=right.school_id)
    elif isinstance(right, Guardian):
        paired = paired.filter(traject=right.traject_id)
    return [
        device
        for device in paired.select_related("traject__pupil", "school_class__school")
        if lost is not None and _rests_on(lost, device, right.user)
    ]


def devices_lapsing(day: date) -> QuerySet[Device]:
    """Class devices within a month of their lapse that nobody was reminded of."""
    soon = day + timedelta(days=rules.RENEW_DAYS)
    not_told = Q(reminded_of=None) | ~Q(reminded_of=F("valid_until"))
    return devices_valid().filter(not_told, side=Side.CLASS, valid_until__lte=soon)


def people_to_remind(school_class: SchoolClass) -> list[User]:
    """The school's contacts and the consultants of the class's trajects, by name."""
    running = school_class.trajects.filter(state__in=RUNNING)
    contacts = Q(
        pk__in=Contact.objects.filter(
            school=school_class.school_id, ended_at=None
        ).values("user")
    )
    assigned = Assignment.objects.filter(traject__in=running, ended_at=None)
    consultants = Q(pk__in=assigned.values("user")) & Q(
        roles__kind=Role.Kind.CONSULTANT, roles__ended_at=None
    )
    people = User.objects.filter(contacts | consultants, is_active=True)
    return list(people.distinct().order_by("name", "pk"))


def _standing_of(right: Role | Contact | Guardian) -> Standing | None:
    if isinstance(right, Contact):
        return Standing.CONTACT
    if isinstance(right, Guardian):
        return Standing.GUARDIAN
    return Standing(right.kind) if right.kind != Role.Kind.HELPDESK else None


def _rests_on(lost: Standing, device: Device, person: User) -> bool:
    kept = standing(person, place_of(device)) - {lost}
    return not rules.may_pair(kept, Side(device.side))
