"""Reads that more than one caller needs."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet
from django.utils import timezone

from sio.core.sides import Side
from sio.devices.credentials import COOKIE_NAMES, hash_of
from sio.devices.models import Device
from sio.trajects.models import Traject
from sio.trajects.workflow import State


def devices_valid() -> QuerySet[Device]:
    """Devices that are not revoked and have not lapsed; newest pairing first.

    The day on which one lapses is a day in Brussels.
    """
    today = timezone.localdate()
    still_valid = Q(valid_until=None) | Q(valid_until__gt=today)
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
