"""What is different on one date: too ill, teacher absent, elsewhere, no lesson."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.access_log import record_change
from sio.core.sides import Side
from sio.core.time import school_year, school_year_dates, today
from sio.devices.models import Device
from sio.lessons import rules
from sio.lessons.errors import ExceptionGone, ScheduleNotAllowed
from sio.lessons.live.hub import HUB
from sio.lessons.models import ScheduleException, Slot
from sio.lessons.plan import Kind
from sio.trajects.models import Traject
from sio.trajects.queries import standings

KEEP_DAYS = 30  # after the end of the school year


@transaction.atomic
def say_exception(
    *, traject: Traject, on: date, slot: Slot | None, kind: str, link: str, by: User
) -> ScheduleException:
    """Say what is different on a date, for one slot or the day (None).

    Saying the same again gives the one that is there, with the new link. Raises
    ScheduleNotAllowed unless this person may say this kind.
    """
    _check_may_say(traject, kind, by)
    exception, _made = ScheduleException.objects.update_or_create(
        traject=traject, on=on, slot=slot, kind=kind, defaults={"link": link}
    )
    record_change(traject_id=traject.pk, page="exception", by=by)
    _tell(traject.pk)
    return exception


@transaction.atomic
def undo_exception(*, exception: ScheduleException, by: User) -> None:
    """The pattern holds again. Raises ExceptionGone for who comes second."""
    _check_may_say(exception.traject, exception.kind, by)
    deleted, _models = ScheduleException.objects.filter(pk=exception.pk).delete()
    if deleted != 1:
        raise ExceptionGone(_("Dit was al ongedaan gemaakt."))
    record_change(traject_id=exception.traject_id, page="exception", by=by)
    _tell(exception.traject_id)


@transaction.atomic
def report_today_too_ill(*, device: Device) -> None:
    """The home device itself says that today does not work out. Safe to repeat."""
    traject = _traject_of_home(device)
    ScheduleException.objects.get_or_create(
        traject=traject, on=today(), slot=None, kind=Kind.PUPIL_ABSENT
    )
    _tell(traject.pk)


@transaction.atomic
def undo_today_too_ill(*, device: Device) -> None:
    """It works out after all, whoever said otherwise. Safe to repeat."""
    traject = _traject_of_home(device)
    traject.exceptions.filter(on=today(), slot=None, kind=Kind.PUPIL_ABSENT).delete()
    _tell(traject.pk)


def delete_old_exceptions(now: datetime) -> int:
    """Delete those of school years that ended over 30 days ago; how many."""
    first, _last = school_year_dates(
        school_year((now - timedelta(days=KEEP_DAYS)).date())
    )
    deleted, _models = ScheduleException.objects.filter(on__lt=first).delete()
    return deleted


def _check_may_say(traject: Traject, kind: str, by: User) -> None:
    if kind not in rules.kinds_to_say(standings(traject, by)):
        raise ScheduleNotAllowed(_("Dit kan jij niet melden. Vraag het de consulent."))


def _traject_of_home(device: Device) -> Traject:
    traject = device.traject
    if device.side != Side.HOME or traject is None:
        raise ScheduleNotAllowed(_("Dit kan alleen op een toestel van thuis."))
    return traject


def _tell(traject_pk: int) -> None:
    transaction.on_commit(partial(HUB.refresh, traject_pk), robust=True)
