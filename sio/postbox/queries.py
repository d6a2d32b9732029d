"""Which boxes somebody stands before, and what lies in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Prefetch, Q, QuerySet, Sum

from sio.accounts.models import User
from sio.core.sides import Side
from sio.core.time import today
from sio.devices.models import Device
from sio.devices.queries import devices_valid, trajects_visible_to_device
from sio.postbox import clamd, rules
from sio.postbox.models import Kind, Parcel, ParcelFile, Wish
from sio.schools.workdays import SchoolCalendar
from sio.trajects.models import Traject
from sio.trajects.queries import missing_agreements, standings, trajects_visible_to
from sio.trajects.workflow import RUNNING

DAYS_TO_CHOOSE = 10  # school days
DAYS_AHEAD = 45  # hold ten school days, whatever the holidays


@dataclass(frozen=True)
class Holder:
    """Who stands before a box, on which side: a paired device, or a grown-up."""

    traject: Traject
    side: Side
    device: Device | None = None
    user: User | None = None


@dataclass(frozen=True)
class Box:
    """What one side sees of a box: what is for it, new first, and what it put in."""

    for_me: list[Parcel]
    from_me: list[Parcel]
    checks: bool  # ClamAV looks at files


def holder_of_device(device: Device, pk: int | None = None) -> Holder | None:
    """The holder of the box that this valid device may use; of a class by its pk.

    Only while the traject runs, as with its lessons.
    """
    trajects = trajects_visible_to_device(device)
    traject = trajects.filter(pk=pk).first() if pk is not None else trajects.first()
    return Holder(traject, Side(device.side), device=device) if traject else None


def holder_of_user(user: User | AnonymousUser, pk: int) -> Holder | None:
    """The same of a grown-up: of the family or the school, never our own staff."""
    running = trajects_visible_to(user).filter(state__in=RUNNING)
    traject = running.filter(pk=pk).first()
    if traject is None or not isinstance(user, User):
        return None
    mine = standings(traject, user)
    if not rules.may_look(mine):
        return None
    return Holder(traject, rules.side_of(mine), user=user)


def still_holds(holder: Holder) -> bool:
    """Whether the right is there now, read anew: it may have ended meanwhile."""
    pk = holder.traject.pk
    if holder.user is not None:
        user = User.objects.get(pk=holder.user.pk)
        now = holder_of_user(user, pk)
        return (
            now is not None
            and now.side == holder.side
            and rules.may_use(standings(now.traject, user))
        )
    assert holder.device is not None
    device = devices_valid().filter(pk=holder.device.pk).first()
    return device is not None and holder_of_device(device, pk) is not None


def has_agreed(traject: Traject) -> bool:
    """Both sides accepted the agreement, without which there is no lesson either."""
    return not missing_agreements(traject)


def parcels_seen_by(holder: Holder) -> QuerySet[Parcel]:
    """Whole parcels of both sides, newest first; the class sees those of its own class.

    Views start here.
    """
    return _seen_from([holder.traject], holder.side)


def files_seen_by(holder: Holder) -> QuerySet[ParcelFile]:
    """The files in them."""
    parcels = parcels_seen_by(holder).order_by()
    return ParcelFile.objects.filter(parcel__in=parcels).select_related("parcel")


def box_of(holder: Holder) -> Box:
    """Everything that this side sees, in two queries."""
    files = Prefetch("files", ParcelFile.objects.select_related("parcel"))
    parcels = list(parcels_seen_by(holder).prefetch_related(files))
    for_me = [one for one in parcels if one.side != holder.side]
    return Box(
        for_me=sorted(for_me, key=_new_first),
        from_me=[one for one in parcels if one.side == holder.side],
        checks=clamd.is_set(),
    )


def is_new(parcel: Parcel) -> bool:
    """Something of it was not picked up, or its note alone not read."""
    files = list(parcel.files.all())
    if not files:
        return parcel.read_at is None
    return any(one.picked_at is None and not one.is_held_back for one in files)


def something_waits(traject: Traject, side: Side) -> bool:
    """Whether something new lies there for this side, that it could pick up now."""
    return traject.pk in where_something_waits([traject], side)


def where_something_waits(trajects: Iterable[Traject], side: Side) -> set[int]:
    """The keys of those, in one query."""
    theirs = _seen_from(trajects, side).filter(side=side.other).order_by()
    ready = rules.handed_out(checks=clamd.is_set())
    new_file = Q(files__picked_at=None, files__verdict__in=ready)
    waiting = theirs.filter(new_file | Q(files=None, read_at=None))
    return set(waiting.values_list("traject_id", flat=True).distinct())


def bytes_in(parcels: QuerySet[Parcel]) -> int:
    """How much lies in these."""
    files = ParcelFile.objects.filter(parcel__in=parcels.order_by())
    return files.aggregate(sum=Sum("size_bytes"))["sum"] or 0


def days_to_choose(traject: Traject) -> list[date]:
    """The school days from today on for which something may be put in."""
    first = today()
    calendar = SchoolCalendar.load(first, first + timedelta(days=DAYS_AHEAD))
    ahead = (first + timedelta(days=n) for n in range(DAYS_AHEAD))
    open_days = [d for d in ahead if calendar.is_school_day(d, traject.school_id)]
    return open_days[:DAYS_TO_CHOOSE]


def kinds_to_choose(side: Side) -> list[Kind]:
    """The class says what it is for; home hands in its work."""
    return [Kind.READY, Kind.HOMEWORK] if side is Side.CLASS else [Kind.WORK]


def wish_of(holder: Holder) -> Wish | None:
    """That this grown-up wants a mail when there is something, if so."""
    return Wish.objects.filter(traject=holder.traject, user=holder.user).first()


def people_to_tell(traject: Traject, side: Side, day: date) -> list[User]:
    """Who of this side wants a mail, may still look, and got none today."""
    wishes = traject.post_wishes.exclude(told_on=day).select_related("user")
    people = (wish.user for wish in wishes.order_by("pk"))
    return [user for user in people if _is_on(traject, side, user)]


def _is_on(traject: Traject, side: Side, user: User) -> bool:
    holder = holder_of_user(user, traject.pk)
    return holder is not None and holder.side == side


def _seen_from(trajects: Iterable[Traject], side: Side) -> QuerySet[Parcel]:
    parcels = Parcel.objects.filter(traject__in=trajects, put_at__isnull=False)
    if side is Side.CLASS:
        return parcels.filter(school_class=F("traject__school_class"))
    return parcels


def _new_first(parcel: Parcel) -> tuple[bool, date, int]:
    return not is_new(parcel), parcel.for_on or date.max, -parcel.pk
