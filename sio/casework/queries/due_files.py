"""Of which files each thing may be due: conditions wide enough for the clocks.

Days are plain days here. Clocks that stand still only make things later, so nothing is
left out; what is found too much, `clocks.dues` takes out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from sio.casework import clocks
from sio.casework.clocks import Kind
from sio.casework.fivedays import A_DAY, FIRST_WARNING_DAY
from sio.casework.models import ContactMoment
from sio.casework.queries.contact import counting
from sio.core.sides import Side
from sio.core.time import school_year, school_year_dates
from sio.lessons.models import Use
from sio.trajects.models import Acceptance, AgreementText, Message, Traject
from sio.trajects.workflow import State

With = ContactMoment.With
FACTS = (
    "state",
    "state_since",
    "received_at",
    "school_id",
    "look_again_on",
    "delivered_on",
    "placed_in_advance",
    "advance_ended_on",
    "class_told_on",
    "certificate_until",
    "return_on",
    "conditions_checked_for",
)
MOMENTS = (
    "state_since",
    "received_at",
    "last_use",
    "family_at",
    "school_at",
    "spoken_at",
    "message_at",
)
READ = ("pk", *FACTS, *MOMENTS[2:], "agreed_home", "agreed_class")


def candidates(kind: Kind, files: QuerySet[Traject], day: date) -> QuerySet[Traject]:
    """The files of which this may be due, what is probably latest first.

    Wider than the clocks: these decide with what stands still.
    """
    condition, order = DUE[kind]
    wanted = {name: ANNOTATIONS[name]() for name in NEEDED.get(kind, ())}
    return files.annotate(**wanted).filter(condition(day)).order_by(order, "pk")


def annotated(files: QuerySet[Traject]) -> QuerySet[Traject]:
    """Files with all that clocks look at; for READ."""
    wanted = {name: make() for name, make in ANNOTATIONS.items()}
    return files.order_by().annotate(**wanted)


def _contact(day: date) -> Q:
    enough = _end_of(_ago(day, FIRST_WARNING_DAY))
    missing = Q(family_at=None) | Q(school_at=None)
    return Q(state__in=clocks.ASKING, received_at__lte=enough) & missing


def _message(_day: date) -> Q:
    return Q(pk__in=Message.objects.filter(read_at=None).values("traject"))


def _look_again(day: date) -> Q:
    return Q(state=State.LATER, look_again_on__lte=day)


def _decision(day: date) -> Q:
    enough = _end_of(_ago(day, clocks.DECISION_WORKING_DAYS))
    spoken = Q(family_at__isnull=False, school_at__isnull=False)
    asked = ~Q(state__in=clocks.ASKING) | spoken
    return Q(state__in=clocks.WEIGHED_NOW, state_since__lte=enough) & asked


def _first_lesson(day: date) -> Q:
    return Q(
        state__in=clocks.PREPARED,
        delivered_on__lte=_ago(day, clocks.FIRST_LESSON_DAYS),
        placed_in_advance=False,
        last_use=None,
    )


def _agreement(day: date) -> Q:
    return _settled(day) & (Q(agreed_home=False) | Q(agreed_class=False))


def _unused(day: date) -> Q:
    enough = _end_of(_ago(day, clocks.UNUSED_DAYS))
    never = Q(last_use=None, delivered_on=None, placed_in_advance=False)
    return Q(state__in=clocks.IN_USE) & (
        Q(last_use__lte=enough) | (never & Q(state_since__lte=enough))
    )


def _certificate(day: date) -> Q:
    by = day + timedelta(days=clocks.CERTIFICATE_DAYS)
    return Q(state__in=clocks.NEEDS_CERTIFICATE, certificate_until__lte=by)


def _return(day: date) -> Q:
    return Q(state__in=clocks.PREPARED, return_on__lte=day)


def _class_told(day: date) -> Q:
    return _settled(day) & Q(class_told_on=None)


def _conditions(day: date) -> Q:
    year = school_year(day)
    begun = _end_of(school_year_dates(year)[0] - A_DAY)
    never = Q(conditions_checked_for=None, received_at__lte=begun)
    checked = Q(conditions_checked_for__lt=year)
    return Q(state__in=clocks.PREPARED) & (checked | never)


def _settled(day: date) -> Q:
    enough = _end_of(_ago(day, clocks.SETTLE_DAYS))
    return Q(state__in=clocks.IN_USE) | Q(
        state=State.PREPARING, state_since__lte=enough
    )


# Of each kind: which files, and what puts the latest first.
DUE: dict[Kind, tuple[Callable[[date], Q], str]] = {
    Kind.CONTACT: (_contact, "received_at"),
    Kind.MESSAGE: (_message, "message_at"),
    Kind.LOOK_AGAIN: (_look_again, "look_again_on"),
    Kind.DECISION: (_decision, "state_since"),
    Kind.FIRST_LESSON: (_first_lesson, "delivered_on"),
    Kind.AGREEMENT: (_agreement, "state_since"),
    Kind.UNUSED: (_unused, "last_use"),
    Kind.CERTIFICATE: (_certificate, "certificate_until"),
    Kind.RETURN: (_return, "return_on"),
    Kind.CLASS_TOLD: (_class_told, "state_since"),
    Kind.CONDITIONS: (_conditions, "received_at"),
}
NEEDED: dict[Kind, tuple[str, ...]] = {
    Kind.CONTACT: ("family_at", "school_at"),
    Kind.MESSAGE: ("message_at",),
    Kind.DECISION: ("family_at", "school_at"),
    Kind.FIRST_LESSON: ("last_use",),
    Kind.AGREEMENT: ("agreed_home", "agreed_class"),
    Kind.UNUSED: ("last_use",),
}


def _reached(with_whom: str, states: frozenset[State], order: str) -> Case:
    """When this side was reached, first or last; only of files in these states."""
    mine = counting().filter(traject=OuterRef("pk"), with_whom=with_whom)
    moment = Subquery(mine.order_by(order).values("happened_at")[:1])
    return Case(When(state__in=states, then=moment))


def _last_use() -> Case:
    last = Use.objects.filter(traject=OuterRef("pk")).order_by("-started_at")
    newest = Subquery(last.values("started_at")[:1])
    return Case(When(state__in=clocks.PREPARED, then=newest))


def _unread() -> QuerySet[Message]:
    """Messages of this file that nobody of ours has read, oldest first."""
    return Message.objects.filter(traject=OuterRef("pk"), read_at=None).order_by("at")


def _message_at() -> Subquery:
    return Subquery(_unread().values("at")[:1])


def _agreed(side: Side) -> Exists:
    """Whether this side accepted the newest version; asked of the database itself."""
    newest = AgreementText.objects.filter(side=side).order_by("-version")
    accepted = Acceptance.objects.filter(
        traject=OuterRef("pk"),
        text__side=side,
        text__version=Subquery(newest.values("version")[:1]),
    )
    return Exists(accepted)


# What of other tables is asked, by the name that it gets.
ANNOTATIONS: dict[str, Callable[[], Any]] = {
    "family_at": partial(_reached, With.FAMILY, clocks.ASKING, "happened_at"),
    "school_at": partial(_reached, With.SCHOOL, clocks.ASKING, "happened_at"),
    "spoken_at": partial(_reached, With.FAMILY, clocks.IN_USE, "-happened_at"),
    "last_use": _last_use,
    "message_at": _message_at,
    "agreed_home": partial(_agreed, Side.HOME),
    "agreed_class": partial(_agreed, Side.CLASS),
}


def _ago(day: date, days: int) -> date:
    return day - timedelta(days=days)


def _end_of(day: date) -> datetime:
    """The last moment of a day in Brussels."""
    zone = timezone.get_current_timezone()
    return datetime.combine(day, time.max, zone)
