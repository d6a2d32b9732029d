"""Endings that cut a live line, and pairings: devices below, the line here.

Each revokes first and tells the hub after the commit, so that a line which comes back
in between finds its right gone. If the hub cannot be told, the lines find out by
themselves within a minute: they read their rights again and again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from django.db import transaction

from sio.accounts.actions import end_role, hold_person
from sio.accounts.models import Role, User
from sio.core.sides import Side
from sio.devices.actions import Pairing, revoke_device, revoke_devices
from sio.devices.actions import pair_device as pair_device_itself
from sio.devices.models import Device
from sio.devices.queries import devices_resting_on
from sio.lessons.actions.help import close_questions_of
from sio.lessons.live.hub import HUB
from sio.postbox.actions import empty_box
from sio.schools.actions import end_contact
from sio.schools.models import Contact, SchoolClass
from sio.trajects import actions as trajects
from sio.trajects.models import Guardian, Traject
from sio.trajects.workflow import MAY_CONNECT, OVER, State


@transaction.atomic
def pair_device(
    *, code: str, label: str, address: str, cookies: Mapping[str, str]
) -> Pairing:
    """As devices.actions.pair_device; also cuts the line of the device it replaces."""
    pairing = pair_device_itself(
        code=code, label=label, address=address, cookies=cookies
    )
    if pairing.replaced is not None:
        _cut([pairing.replaced])
    return pairing


@transaction.atomic
def unpair_device(*, device: Device, by: User) -> None:
    """Revoke a pairing and cut its line. Raises as devices.actions.revoke_device."""
    revoke_device(device=device, by=by)
    _cut([device])


@transaction.atomic
def end_traject(*, traject: Traject, reason: str, outcome: str, by: User) -> None:
    """End a traject and everybody's line in it. Raises MoveNotAllowed the 2nd time.

    Its home devices are revoked: they belong to nothing else. Its post-box is emptied.
    """
    # What records comes last, here and below: from then on it holds the access log.
    revoke_devices(devices=traject.devices.filter(revoked_at=None), by=by)
    empty_box(traject)
    trajects.move_traject(
        traject=traject, to=State.ENDED, reason=reason, outcome=outcome, by=by
    )
    _after_commit(partial(HUB.expel, traject.pk, None, "traject_ended"))


@transaction.atomic
def move_traject(
    *, traject: Traject, to: State, reason: str, by: User, outcome: str = ""
) -> None:
    """Move a traject; its lines learn of it at once, or end if it may not connect.

    Raises as trajects.actions.move_traject.
    """
    if to == State.ENDED:
        end_traject(traject=traject, reason=reason, outcome=outcome, by=by)
        return
    trajects.move_traject(traject=traject, to=to, reason=reason, by=by)
    _tell_lines(traject, to)


def end_lines_after(*, traject: Traject, to: State, by: User) -> None:
    """What a move that another app makes ends here, in the transaction of that move.

    Lines as in `move_traject`; where nothing may be expected any more (OVER), the home
    devices are revoked too, and the post-box is emptied. Call it before the move.
    """
    if to in OVER:
        revoke_devices(devices=traject.devices.filter(revoked_at=None), by=by)
        empty_box(traject)
    _tell_lines(traject, to)


@transaction.atomic
def change_settings(
    *,
    traject: Traject,
    adhoc_allowed: bool,
    auto_answer: bool,
    keep_photos: bool,
    nursery: bool,
    by: User,
) -> None:
    """As trajects.actions.change_settings; the lines get the new plan."""
    trajects.change_settings(
        traject=traject,
        adhoc_allowed=adhoc_allowed,
        auto_answer=auto_answer,
        keep_photos=keep_photos,
        nursery=nursery,
        by=by,
    )
    _after_commit(partial(HUB.refresh, traject.pk))


@transaction.atomic
def put_in_class(*, traject: Traject, school_class: SchoolClass, by: User) -> None:
    """As trajects.actions.put_in_class; the old class's devices lose their line."""
    left = traject.school_class_id
    trajects.put_in_class(traject=traject, school_class=school_class, by=by)
    if left is not None and left != school_class.pk:
        for device in Device.objects.filter(school_class=left, revoked_at=None):
            _after_commit(partial(HUB.expel, traject.pk, device.pk, "revoked"))
    _after_commit(partial(HUB.refresh, traject.pk))


@transaction.atomic
def end_role_of(*, role: Role, by: User) -> list[Device]:
    """End a staff role with what rests on it; gives the devices, now revoked.

    A consultant's assignments end too, and the questions that the helpdesk had open.
    """
    hold_person(role.user_id)
    resting = devices_resting_on(role)
    end_role(role=role, by=by)
    if role.kind == Role.Kind.HELPDESK:
        close_questions_of(user=role.user, by=by)
    revoked = _revoke_and_cut(resting, by)
    if role.kind == Role.Kind.CONSULTANT:
        trajects.end_assignments_of(user=role.user, by=by)
    return revoked


@transaction.atomic
def end_contact_of(*, contact: Contact, by: User) -> list[Device]:
    """End a school contact with the devices paired under it; gives those."""
    hold_person(contact.user_id)
    resting = devices_resting_on(contact)
    end_contact(contact=contact, by=by)
    return _revoke_and_cut(resting, by)


@transaction.atomic
def end_guardianship_of(*, guardian: Guardian, by: User) -> list[Device]:
    """End a guardianship with the devices paired under it; gives those."""
    hold_person(guardian.user_id)
    resting = devices_resting_on(guardian)
    revoked = _revoke_and_cut(resting, by)
    trajects.end_guardianship(guardian=guardian, by=by)
    # What that guardian agreed to holds no longer.
    _after_commit(partial(HUB.refresh, guardian.traject_id))
    return revoked


def _revoke_and_cut(devices: list[Device], by: User) -> list[Device]:
    revoked = revoke_devices(devices=devices, by=by)
    _cut(revoked)
    return revoked


def _cut(devices: Iterable[Device]) -> None:
    for device in devices:
        for room in _rooms_of(device):
            _after_commit(partial(HUB.expel, room, device.pk, "revoked"))


def _rooms_of(device: Device) -> list[int]:
    """Home: its traject; class: every traject of its class."""
    if device.side == Side.HOME:
        return [device.traject_id] if device.traject_id else []
    trajects_here = Traject.objects.filter(school_class=device.school_class_id)
    return list(trajects_here.order_by().values_list("pk", flat=True))


def _tell_lines(traject: Traject, to: State) -> None:
    if to not in MAY_CONNECT:
        _after_commit(partial(HUB.expel, traject.pk, None, "traject_ended"))
    _after_commit(partial(HUB.refresh, traject.pk))


def _after_commit(tell: partial[None]) -> None:
    # robust: what was revoked stays revoked, also if Redis is away just then.
    transaction.on_commit(tell, robust=True)
