"""The rights of a line, read from the database: at every join, entry and minute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from sio.core.database import in_thread
from sio.core.sides import Side
from sio.devices.credentials import COOKIE_NAMES
from sio.devices.models import Device
from sio.devices.queries import device_of_credential, trajects_visible_to_device
from sio.lessons.plan import Plan
from sio.lessons.queries import plan_for
from sio.trajects.models import Traject


@dataclass(frozen=True, slots=True)
class Right:
    """What a device may see now; `traject` is None if not this one (any more)."""

    device: Device | None
    traject: Traject | None


def credential_of(side: Side, cookies: Mapping[str, str]) -> str:
    """The credential in the cookie of this side; empty if there is none."""
    return cookies.get(COOKIE_NAMES[side], "")


@in_thread
def right_of(side: Side, credential: str, room: int | None) -> Right:
    """The right to this room, or for a home device (None) to its own traject's."""
    return _right_of(side, credential, room)


@in_thread
def plan_of(traject: Traject) -> Plan:
    """What may happen today."""
    return plan_for(traject, timezone.now())


@dataclass(frozen=True, slots=True)
class Standing:
    """All that an entry asks of the database, read at once: a press waits for it."""

    right: Right
    plan: Plan | None  # None without a right
    other_rooms: tuple[int, ...]  # that the device may be in, but for this one


@in_thread
def standing_of(side: Side, credential: str, room: int) -> Standing:
    """How a device stands at the door of this room, as the database has it now."""
    right = _right_of(side, credential, room)
    if right.device is None or right.traject is None:
        return Standing(right, None, ())
    plan = plan_for(right.traject, timezone.now())
    return Standing(right, plan, _other_rooms_of(right.device, room))


def _right_of(side: Side, credential: str, room: int | None) -> Right:
    device = device_of_credential(side, credential)
    if device is None:
        return Right(None, None)
    visible = trajects_visible_to_device(device)
    if room is not None:
        visible = visible.filter(pk=room)
    return Right(device, visible.first())


def _other_rooms_of(device: Device, room: int) -> tuple[int, ...]:
    if device.side == Side.HOME:
        return ()  # one pupil, one room
    others = trajects_visible_to_device(device).exclude(pk=room)
    return tuple(others.values_list("pk", flat=True))
