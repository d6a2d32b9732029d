"""The rights of a line, read from the database: at every join, entry and minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from sio.core.gather import Gather
from sio.core.sides import Side
from sio.devices.credentials import COOKIE_NAMES
from sio.devices.models import Device
from sio.devices.queries import devices_of_credentials, trajects_visible_to_devices
from sio.lessons.plan import Plan
from sio.lessons.queries import Help, helps_for, plans_for
from sio.trajects.models import Traject


@dataclass(frozen=True, slots=True)
class Asked:
    """By whom, and for which room; None: the one of a home device."""

    side: Side
    credential: str
    room: int | None
    with_plan: bool


@dataclass(frozen=True, slots=True)
class Right:
    """What a device may see now; `traject` is None if not this one (any more)."""

    device: Device | None
    traject: Traject | None
    other_rooms: tuple[int, ...] = ()  # where it may be too


@dataclass(frozen=True, slots=True)
class Standing:
    """How a device stands at the door of a room; without a right the rest is empty."""

    right: Right
    plan: Plan
    help: Help | None  # the open question to the helpdesk about this line


NONE = Right(None, None)


def credential_of(side: Side, cookies: Mapping[str, str]) -> str:
    """The credential in the cookie of this side; empty if there is none."""
    return cookies.get(COOKIE_NAMES[side], "")


async def right_of(side: Side, credential: str, room: int | None) -> Right:
    """The right to this room, or for a home device (None) to its own traject's.

    Raises StorageAway; here and below.
    """
    asked = Asked(side, credential, room, with_plan=False)
    return (await STANDINGS.ask(asked)).right


async def standing_of(side: Side, credential: str, room: int) -> Standing:
    """The same with what may happen today, and whether the helpdesk is asked."""
    return await STANDINGS.ask(Asked(side, credential, room, with_plan=True))


def _read(asked: Sequence[Asked]) -> list[Standing]:
    devices = devices_of_credentials([(one.side, one.credential) for one in asked])
    visible = trajects_visible_to_devices(devices.values())
    rights = []
    for one in asked:
        device = devices.get((one.side, one.credential))
        rights.append(_right(device, visible[device.pk], one.room) if device else NONE)
    planned = {
        right.traject.pk: right.traject
        for one, right in zip(asked, rights, strict=True)
        if one.with_plan and right.traject
    }
    now = timezone.now()
    plans = plans_for(planned.values(), now) if planned else {}
    helps = helps_for(planned.values(), now) if planned else {}
    found = []
    for one, right in zip(asked, rights, strict=True):
        pk = right.traject.pk if one.with_plan and right.traject else None
        plan = Plan() if pk is None else plans[pk]
        found.append(Standing(right, plan, None if pk is None else helps.get(pk)))
    return found


def _right(device: Device, visible: Sequence[Traject], room: int | None) -> Right:
    mine = [traject for traject in visible if room in (None, traject.pk)]
    others = tuple(traject.pk for traject in visible if traject.pk != room)
    return Right(device, mine[0] if mine else None, others)


STANDINGS = Gather(_read)
