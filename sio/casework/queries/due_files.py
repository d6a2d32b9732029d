"""Of which files each thing may be due: conditions wide enough for the clocks.

Days are plain days here. Clocks that stand still only make things later, so nothing is
left out; what is found too much, `clocks.dues` takes out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, TruncDate
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
SIDES = (With.FAMILY, With.SCHOOL)
FACTS = (
    "state",
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
# Days in Brussels, which the database makes of moments: it has thousands to make.
DAYS = {
    "since_on": "state_since",
    "received_on": "received_at",
    "last_use_on": "last_use",
    "family_on": "family_at",
    "school_on": "school_at",
    "spoken_on": "spoken_at",
    "message_on": "message_at",
}
READ = ("pk", *FACTS, *DAYS, "agreed_home", "agreed_class")


def candidates(
    kinds: Collection[Kind],
    files: QuerySet[Traject],
    day: date,
    also: Collection[int] = (),
) -> QuerySet[Traject]:
    """The files of which one of these may be due, and some others, in no order; READ.

    Wider than the clocks: these decide with what stands still.
    """
    wanted = Q(pk__in=also)
    for kind in sorted(kinds, key=list(DUE).index):
        wanted |= DUE[kind](day)
    return annotated(files).filter(wanted)


def keys_in_order(
    kind: Kind, files: QuerySet[Traject], day: date, span: slice, but: Collection[int]
) -> list[int]:
    """The keys of that span of the files of which this is due, latest first.

    Only of kinds in ORDERED; `but` are left out. The last ones may prove not due yet.
    """
    due = _with_sides(files).filter(DUE[kind](day)).exclude(pk__in=but)
    in_order = due.order_by(ORDERED[kind], "pk")
    return list(in_order.values_list("pk", flat=True)[span])


def annotated(files: QuerySet[Traject]) -> QuerySet[Traject]:
    """Files with all that clocks look at; for READ."""
    texts = _newest_texts()
    with_moments = _with_sides(files).annotate(
        family_at=_reached(With.FAMILY, clocks.ASKING, "happened_at"),
        school_at=_reached(With.SCHOOL, clocks.ASKING, "happened_at"),
        spoken_at=_reached(With.FAMILY, clocks.IN_USE, "-happened_at"),
        last_use=_last_use(),
        message_at=Subquery(_unread().values("at")[:1]),
        agreed_home=_agreed(texts[Side.HOME]),
        agreed_class=_agreed(texts[Side.CLASS]),
    )
    days = {name: TruncDate(moment) for name, moment in DAYS.items()}
    return with_moments.annotate(**days)


def unreached(files: QuerySet[Traject], received_by: date) -> QuerySet[Traject]:
    """Files received by that day of which a side was not reached, oldest first."""
    missing = _with_sides(files).filter(_unreached_of(received_by))
    return missing.order_by("received_at", "pk")


def _with_sides(files: QuerySet[Traject]) -> QuerySet[Traject]:
    """With how many were reached of the two, family and school.

    A number: of two moments that are both there, PostgreSQL cannot guess how many
    files have them, and reads them all.
    """
    mine = counting().filter(traject=OuterRef("pk"), with_whom__in=SIDES)
    number = (
        mine.order_by().values("traject").annotate(n=Count("with_whom", distinct=True))
    )
    return files.order_by().annotate(sides=Coalesce(Subquery(number.values("n")), 0))


def _contact(day: date) -> Q:
    return _unreached_of(_ago(day, FIRST_WARNING_DAY))


def _unreached_of(received_by: date) -> Q:
    asks = Q(state__in=clocks.ASKING, received_at__lte=_end_of(received_by))
    return asks & Q(sides__lt=len(SIDES))


def _message(_day: date) -> Q:
    # A list, not a subquery: with it PostgreSQL finds all by indexes.
    unread = Message.objects.filter(read_at=None).order_by()
    return Q(pk__in=set(unread.values_list("traject", flat=True)))


def _look_again(day: date) -> Q:
    return Q(state=State.LATER, look_again_on__lte=day)


def _decision(day: date) -> Q:
    enough = _end_of(_ago(day, clocks.DECISION_WORKING_DAYS))
    weighed = Q(state__in=clocks.WEIGHED_NOW, state_since__lte=enough)
    return weighed & Q(sides=len(SIDES))


def _not_prepared(day: date) -> Q:
    enough = _end_of(_ago(day, clocks.PREPARE_WORKING_DAYS))
    return Q(state=State.AGREED, state_since__lte=enough)


def _still_paused(day: date) -> Q:
    enough = _end_of(_ago(day, clocks.PAUSED_DAYS))
    return Q(state=State.PAUSED, state_since__lte=enough)


def _first_lesson(day: date) -> Q:
    return Q(
        state__in=clocks.PREPARED,
        delivered_on__lte=_ago(day, clocks.FIRST_LESSON_DAYS),
        placed_in_advance=False,
        last_use=None,
    )


def _agreement(day: date) -> Q:
    return _settled(day) & (Q(agreed_home=None) | Q(agreed_class=None))


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


# First what columns of the file alone tell, for then the rest is not looked up.
DUE: dict[Kind, Callable[[date], Q]] = {
    Kind.MESSAGE: _message,
    Kind.LOOK_AGAIN: _look_again,
    Kind.NOT_PREPARED: _not_prepared,
    Kind.STILL_PAUSED: _still_paused,
    Kind.CERTIFICATE: _certificate,
    Kind.RETURN: _return,
    Kind.CLASS_TOLD: _class_told,
    Kind.CONDITIONS: _conditions,
    Kind.FIRST_LESSON: _first_lesson,
    Kind.UNUSED: _unused,
    Kind.AGREEMENT: _agreement,
    Kind.DECISION: _decision,
    Kind.CONTACT: _contact,
}
# Who waits longest is latest: of these the database knows the order, and there are
# many. Others stand still in the holidays of one school, or are few.
ORDERED = {
    Kind.CONTACT: "received_at",
    Kind.DECISION: "state_since",
    Kind.NOT_PREPARED: "state_since",
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


def _newest_texts() -> dict[str, list[int]]:
    """The keys of the newest version of each side's agreement, in all languages."""
    newest: dict[str, list[int]] = {side: [] for side in Side}
    rows = AgreementText.objects.order_by("side", "version", "pk")
    for (side, _version), texts in groupby(
        rows.values_list("side", "version", "pk"), key=lambda row: row[:2]
    ):
        newest[side] = [pk for *_key, pk in texts]
    return newest


def _agreed(texts: list[int]) -> Case:
    """An acceptance of one of these texts, or null.

    No Exists: PostgreSQL would look through the acceptances of all files for it.
    """
    accepted = Acceptance.objects.filter(traject=OuterRef("pk"), text__in=texts or [0])
    one = Subquery(accepted.order_by().values("pk")[:1])
    return Case(When(state__in=clocks.PREPARED, then=one))


def _ago(day: date, days: int) -> date:
    return day - timedelta(days=days)


def _end_of(day: date) -> datetime:
    """The last moment of a day in Brussels."""
    zone = timezone.get_current_timezone()
    return datetime.combine(day, time.max, zone)
