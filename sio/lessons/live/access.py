"""The rights of a line, read from the database: at every join, entry and minute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from asgiref.sync import sync_to_async
from django.utils import timezone

from sio.core.database import fresh_connections
from sio.core.sides import Side
from sio.devices.credentials import COOKIE_NAMES
from sio.devices.models import Device
from sio.devices.queries import device_of_credential, trajects_visible_to_device
from sio.lessons.plan import Plan
from sio.lessons.queries import Help, help_for, plan_for
from sio.trajects.models import Traject


@dataclass(frozen=True, slots=True)
class Right:
    """What a device may see now; `traject` is None if not this one (any more)."""

    device: Device | None
    traject: Traject | None


def credential_of(side: Side, cookies: Mapping[str, str]) -> str:
    """The credential in the cookie of this side; empty if there is none."""
    return cookies.get(COOKIE_NAMES[side], "")


@fresh_connections()
async def right_of(side: Side, credential: str, room: int | None) -> Right:
    """The right to this room, or for a home device (None) to its own traject's."""
    return await sync_to_async(_right_of)(side, credential, room)


def _right_of(side: Side, credential: str, room: int | None) -> Right:
    device = device_of_credential(side, credential)
    if device is None:
        return Right(None, None)
    visible = trajects_visible_to_device(device)
    if room is not None:
        visible = visible.filter(pk=room)
    return Right(device, visible.first())


@fresh_connections()
async def other_rooms_of(device: Device, room: int) -> list[int]:
    """The rooms that this device may be in, but for this one."""
    return await sync_to_async(_other_rooms_of)(device, room)


def _other_rooms_of(device: Device, room: int) -> list[int]:
    others = trajects_visible_to_device(device).exclude(pk=room)
    return [traject.pk for traject in others]


@fresh_connections()
async def plan_of(traject: Traject) -> Plan:
    """What may happen today."""
    return await sync_to_async(plan_for)(traject, timezone.now())


@fresh_connections()
async def plan_and_help_of(traject: Traject) -> tuple[Plan, Help | None]:
    """The same, and the open question to the helpdesk about this line."""
    return await sync_to_async(_plan_and_help_of)(traject)


def _plan_and_help_of(traject: Traject) -> tuple[Plan, Help | None]:
    now = timezone.now()
    return plan_for(traject, now), help_for(traject, now)
