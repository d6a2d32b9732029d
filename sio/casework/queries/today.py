"""What is due today of many files: a handful of queries, however many there are.

The database finds the files that may have something due, with conditions that are wide
enough; `clocks.dues` then decides. Clocks that stand still only make things later, so
plain days are wide enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from sio.casework import clocks
from sio.casework.clocks import Due, Facts, Kind, Pause, Timeline, dues
from sio.casework.fivedays import (
    FIRST_WARNING_DAY,
    Reached,
    Urgency,
    day_in_brussels,
    due_on,
    urgency,
)
from sio.casework.models import ContactMoment, Snooze
from sio.casework.queries.contact import counting
from sio.casework.queries.owner import troubles
from sio.core.sides import Side
from sio.core.time import school_year, school_year_dates, today
from sio.lessons.models import Use
from sio.schools.workdays import SchoolCalendar, WorkCalendar
from sio.trajects.models import Acceptance, Message, Traject, TrajectChange
from sio.trajects.queries import newest_texts
from sio.trajects.workflow import OPEN, State

With = ContactMoment.With
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


@dataclass(frozen=True)
class Line:
    """One thing that is due of one file."""

    traject_id: int
    due: Due

    @property
    def order(self) -> tuple[int, int, int, int]:
        return (*self.due.order, self.traject_id)


@dataclass(frozen=True)
class Today:
    """All that is due, first things first, and what is put off."""

    lines: list[Line]
    put_off: list[tuple[Line, Snooze]]


def today_of(files: QuerySet[Traject], day: date, *, with_owner: bool) -> Today:
    """What is due on this day of these files; `with_owner` adds those nobody has."""
    rows = list(may_be_due(files, day).values_list(*READ))
    facts = facts_of(rows, _pauses(files))
    lines = _lines(facts, day)
    if with_owner:
        lines += _ownerless_lines(day)
    snoozes = _snoozes(files, day)
    shown, hidden = [], []
    for line in sorted(lines, key=lambda line: line.order):
        snooze = snoozes.get((line.traject_id, line.due.kind))
        if snooze is None or line.due.kind in clocks.NEVER_PUT_OFF:
            shown.append(line)
        else:
            hidden.append((line, snooze))
    return Today(shown, hidden)


def dues_of(traject: Traject, day: date) -> list[Due]:
    """What is due of one file, first things first; put off or not."""
    one = Traject.objects.filter(pk=traject.pk)
    rows = list(may_be_due(one, day).values_list(*READ))
    return [line.due for line in _lines(facts_of(rows, _pauses(one)), day)]


def may_be_due(files: QuerySet[Traject], day: date) -> QuerySet[Traject]:
    """The files of which something may be due, with what `clocks` wants to know."""
    # A list, not a subquery: with it PostgreSQL finds all by indexes.
    unread = Message.objects.filter(read_at=None).values_list("traject", flat=True)
    written = Q(pk__in=set(unread.order_by()))
    # Of most files nothing can be due any more: the state alone tells.
    due = Q(state__in=OPEN) & (_asks(day) | _weighs(day) | _runs(day))
    return annotated(files).filter(written | due)


def annotated(files: QuerySet[Traject]) -> QuerySet[Traject]:
    """Files with when each side was reached, the last use, and what is agreed."""
    texts = newest_texts()
    with_moments = files.order_by().annotate(
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


def _asks(day: date) -> Q:
    enough = _end_of(day - timedelta(days=FIRST_WARNING_DAY))
    missing = Q(family_at=None) | Q(school_at=None)
    return Q(state__in=clocks.ASKING, received_at__lte=enough) & missing


def _weighs(day: date) -> Q:
    enough = _end_of(day - timedelta(days=clocks.DECISION_WORKING_DAYS))
    return Q(state=State.LATER, look_again_on__lte=day) | Q(
        state__in=clocks.WEIGHED_NOW, state_since__lte=enough
    )


def _runs(day: date) -> Q:
    def ago(days: int) -> date:
        return day - timedelta(days=days)

    certificate_by = day + timedelta(days=clocks.CERTIFICATE_DAYS)
    this_year = school_year(day)
    begun = datetime.combine(
        school_year_dates(this_year)[0], time.min, timezone.get_current_timezone()
    )
    unused = Q(last_use__lte=_end_of(ago(clocks.UNUSED_DAYS))) | Q(
        last_use=None, state_since__lte=_end_of(ago(clocks.UNUSED_DAYS))
    )
    incomplete = Q(agreed_home=None) | Q(agreed_class=None) | Q(class_told_on=None)
    settled = Q(state__in=clocks.IN_USE) | Q(
        state_since__lte=_end_of(ago(clocks.SETTLE_DAYS))
    )
    not_checked = Q(conditions_checked_for__lt=this_year) | Q(
        conditions_checked_for=None, received_at__lt=begun
    )
    undelivered = Q(
        delivered_on__lte=ago(clocks.FIRST_LESSON_DAYS),
        placed_in_advance=False,
        last_use=None,
    )
    prepared = (
        undelivered
        | (Q(state__in=clocks.IN_USE) & unused)
        | (incomplete & settled)
        | Q(return_on__lte=day)
        | not_checked
    )
    return (Q(state__in=clocks.PREPARED) & prepared) | Q(
        state__in=clocks.NEEDS_CERTIFICATE, certificate_until__lte=certificate_by
    )


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


def _agreed(texts: list[int]) -> Case:
    """An acceptance of one of these texts, or null.

    No Exists: PostgreSQL would look through the acceptances of all files for it.
    """
    accepted = Acceptance.objects.filter(traject=OuterRef("pk"), text__in=texts)
    one = Subquery(accepted.order_by().values("pk")[:1])
    return Case(When(state__in=clocks.PREPARED, then=one))


def facts_of(
    rows: Iterable[tuple[Any, ...]], pauses: dict[int, tuple[Pause, ...]]
) -> dict[int, Facts]:
    found = {}
    for row in rows:
        told = dict(zip(READ, row, strict=True))
        found[told["pk"]] = Facts(
            **{name: told[name] for name in FACTS},
            state_since=told["since_on"],
            received_on=told["received_on"],
            reached=Reached(told["family_on"], told["school_on"]),
            last_use_on=told["last_use_on"],
            spoken_on=told["spoken_on"],
            message_on=told["message_on"],
            agreed=None not in (told["agreed_home"], told["agreed_class"]),
            pauses=pauses.get(told["pk"], ()),
        )
    return found


def _lines(files: dict[int, Facts], day: date) -> list[Line]:
    if not files:
        return []
    begins = [
        min(
            facts.received_on if facts.state in clocks.ASKING else facts.state_since,
            facts.delivered_on or day,
            facts.last_use_on or day,
        )
        for facts in files.values()
    ]
    workdays = WorkCalendar.load(min(begins), day)
    timeline = timeline_of(min(begins), day)
    return [
        Line(pk, due)
        for pk, facts in files.items()
        for due in dues(facts, day, workdays, timeline)
    ]


def timeline_of(first: date, last: date) -> Timeline:
    """The days on which clocks run, as the table of holidays has it now."""
    schools = SchoolCalendar.load(first, last)
    return Timeline(first, last, schools.everywhere, schools.at_school)


def _pauses(files: QuerySet[Traject]) -> dict[int, tuple[Pause, ...]]:
    """By file: when it was suspended and resumed; one query."""
    running = files.order_by().filter(state__in=clocks.PREPARED).values("pk")
    rows = (
        TrajectChange.objects.filter(traject__in=running)
        .filter(Q(old=State.PAUSED) | Q(new=State.PAUSED))
        .order_by("at", "pk")
        .values_list("traject_id", "new", "at")
    )
    begun: dict[int, date] = {}
    found: dict[int, list[Pause]] = defaultdict(list)
    for traject_id, new, at in rows:
        on = day_in_brussels(at)
        if new == State.PAUSED:
            begun[traject_id] = on
        elif traject_id in begun:
            found[traject_id].append(Pause(begun.pop(traject_id), on))
    return {traject_id: tuple(spans) for traject_id, spans in found.items()}


def _ownerless_lines(day: date) -> list[Line]:
    return [
        Line(pk, Due(Kind.OWNER, since, (day - since).days, detail=why.value))
        for pk, since, why in troubles(day)
    ]


def _snoozes(files: QuerySet[Traject], day: date) -> dict[tuple[int, str], Snooze]:
    """What is put off today, by file and kind."""
    held = Snooze.objects.filter(
        traject__in=files.order_by().values("pk"), ended_at=None, until__gt=day
    )
    return {(one.traject_id, one.kind): one for one in held.select_related("by")}


def _end_of(day: date) -> datetime:
    """The last moment of a day in Brussels."""
    zone = timezone.get_current_timezone()
    return datetime.combine(day, time.max, zone)


@dataclass(frozen=True)
class FirstContact:
    """Until when family and school must be reached, and how pressing that is."""

    due_on: date
    urgency: Urgency


def first_contact_of(traject: Traject) -> FirstContact | None:
    """The term of the first contact; None once it is asked for no more."""
    if traject.state not in clocks.ASKING:
        return None
    received_on, now = day_in_brussels(traject.received_at), today()
    workdays = WorkCalendar.load(received_on, now)
    return FirstContact(
        due_on(received_on, workdays), urgency(received_on, now, workdays)
    )
