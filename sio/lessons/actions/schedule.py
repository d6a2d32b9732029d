"""The weekly pattern and extra lessons."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.access_log import record_change
from sio.core.time import today
from sio.lessons import rules
from sio.lessons.errors import ScheduleNotAllowed, SlotGone, SlotOverlaps
from sio.lessons.live.hub import HUB
from sio.lessons.models import ExtraLesson, ScheduleException, Slot
from sio.lessons.queries import slots_now
from sio.trajects.models import Traject
from sio.trajects.queries import standings


class SlotFields(TypedDict):
    """What a form gives of a slot; times are on the school's clock."""

    weekday: int
    part: str
    kind: str
    starts_at: time
    ends_at: time
    subject: str
    room: str


@transaction.atomic
def plan_slot(*, traject: Traject, fields: SlotFields, by: User) -> Slot:
    """Add a slot from today on.

    Raises ScheduleNotAllowed, or SlotOverlaps if the hour is taken.
    """
    _check_may_plan(traject, by)
    _check_free(traject, fields, except_slot=None)
    slot = Slot.objects.create(traject=traject, starts_on=today(), **fields)
    _changed(traject, by)
    return slot


@transaction.atomic
def change_slot(*, slot: Slot, fields: SlotFields, by: User) -> None:
    """From today on it is so; its exceptions to come stay with it.

    What it was before ends, and stays for the weeks that are past. Raises as plan_slot,
    or SlotGone if somebody else changed it or took it out.
    """
    _check_may_plan(slot.traject, by)
    _check_free(slot.traject, fields, except_slot=slot)
    now = Slot.objects.filter(pk=slot.pk, ended_on=None)
    if now.filter(starts_on__gte=today()).update(**fields) != 1:
        if now.update(ended_on=today()) != 1:
            raise SlotGone(_("Dit is intussen gewijzigd. Kijk naar het rooster."))
        new = Slot.objects.create(traject=slot.traject, starts_on=today(), **fields)
        ScheduleException.objects.filter(slot=slot, on__gte=today()).update(slot=new)
    _changed(slot.traject, by)


@transaction.atomic
def delete_slot(*, slot: Slot, by: User) -> None:
    """Take a slot out of the week from today on, with its exceptions to come.

    Safe to call twice. The weeks that are past keep it.
    """
    _check_may_plan(slot.traject, by)
    now = Slot.objects.filter(pk=slot.pk, ended_on=None)
    now.filter(starts_on__gte=today()).delete()
    if now.update(ended_on=today()):
        ScheduleException.objects.filter(slot=slot, on__gte=today()).delete()
    _changed(slot.traject, by)


@transaction.atomic
def plan_extra(
    *,
    traject: Traject,
    starts_at: datetime,
    ends_at: datetime,
    subject: str,
    room: str,
    by: User,
) -> ExtraLesson:
    """Add a lesson on one date; the same again gives the one that is there."""
    _check_may_plan(traject, by)
    extra, _made = ExtraLesson.objects.get_or_create(
        traject=traject,
        starts_at=starts_at,
        ends_at=ends_at,
        subject=subject,
        room=room,
    )
    _changed(traject, by)
    return extra


@transaction.atomic
def delete_extra(*, extra: ExtraLesson, by: User) -> None:
    """Take an extra lesson away. Safe to call twice."""
    _check_may_plan(extra.traject, by)
    ExtraLesson.objects.filter(pk=extra.pk).delete()
    _changed(extra.traject, by)


def _check_may_plan(traject: Traject, by: User) -> None:
    if not rules.may_plan(standings(traject, by)):
        raise ScheduleNotAllowed(_("Het lesrooster past de consulent aan."))


def _check_free(
    traject: Traject, fields: SlotFields, *, except_slot: Slot | None
) -> None:
    Traject.objects.select_for_update().get(pk=traject.pk)  # one planner at a time
    same_hours = slots_now(traject).filter(
        weekday=fields["weekday"],
        starts_at__lt=fields["ends_at"],
        ends_at__gt=fields["starts_at"],
    )
    if except_slot is not None:
        same_hours = same_hours.exclude(pk=except_slot.pk)
    taken = same_hours.first()
    if taken is not None:
        raise SlotOverlaps(
            _("Dan staat er al iets in het rooster: van %(start)s tot %(end)s.")
            % {"start": f"{taken.starts_at:%H:%M}", "end": f"{taken.ends_at:%H:%M}"}
        )


def _changed(traject: Traject, by: User) -> None:
    record_change(traject_id=traject.pk, page="schedule", by=by)
    transaction.on_commit(partial(HUB.refresh, traject.pk), robust=True)
