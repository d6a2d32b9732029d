"""What is due today: of each kind the first files, in a fixed number of queries.

The database finds the files of which something *may* be due, with conditions on plain
days; `clocks.dues` then decides. Clocks that stand still only
make things later, so plain days are wide enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sio.casework import clocks
from sio.casework.clocks import Due, Facts, Kind, Pause, Timeline, dues
from sio.casework.fivedays import Reached, day_in_brussels
from sio.casework.models import Snooze
from sio.casework.queries.due_files import (
    DUE,
    FACTS,
    ORDERED,
    READ,
    annotated,
    candidates,
    keys_in_order,
)
from sio.casework.queries.owner import ownerless, troubles
from sio.schools.workdays import SchoolCalendar, WorkCalendar
from sio.trajects.models import Traject, TrajectChange
from sio.trajects.workflow import State

OF_WHAT = ("traject", "kind")
PutOff = frozenset[tuple[int, Kind]]


@dataclass(frozen=True)
class Line:
    """One thing that is due of one file."""

    traject_id: int
    due: Due


@dataclass(frozen=True)
class Group:
    """What is due of one kind, latest first; `more` says that this is not all."""

    kind: Kind
    lines: list[Line]
    more: bool


@dataclass(frozen=True)
class Today:
    """What is due, first things first, and how much is put off."""

    groups: list[Group]
    put_off: int


@dataclass(frozen=True)
class Part:
    """Which part of each group to read: of `kinds`, `size` files from `start` on."""

    size: int
    start: int = 0
    kinds: frozenset[Kind] = frozenset(Kind)


def today_of(
    files: QuerySet[Traject], day: date, part: Part, *, with_owner: bool
) -> Today:
    """What is due on this day of these files; `with_owner` adds those nobody has.

    The number of queries does not depend on how many files there are.
    """
    kinds = part.kinds & set(DUE)
    held = _held(files, day)
    put_off = frozenset((pk, Kind(kind)) for pk, kind in held.values_list(*OF_WHAT))
    pages = {
        kind: _page(kind, files, day, part, put_off) for kind in kinds & set(ORDERED)
    }
    also: set[int] = set().union(*pages.values())
    found = _lines(candidates(kinds - set(ORDERED), files, day, also), day)
    shown = _shown(found, kinds, put_off)
    groups = [
        _page_group(kind, shown[kind], pages[kind], part)
        if kind in pages
        else _group(kind, shown[kind], part)
        for kind in kinds
    ]
    if with_owner and Kind.OWNER in part.kinds:
        groups.append(_ownerless_group(day, part))
    groups.sort(key=lambda group: clocks.RANK[group.kind])
    return Today([group for group in groups if group.lines or group.more], len(put_off))


def put_off_of(
    files: QuerySet[Traject], day: date, span: slice
) -> list[tuple[Snooze, Line | None]]:
    """That span of what is put off, soonest back first; None if it is done already."""
    held = list(_held(files, day).select_related("by")[span])
    keys = {one.traject_id for one in held}
    found = _lines(annotated(Traject.objects.filter(pk__in=keys)), day)
    return [(one, found.get((one.traject_id, Kind(one.kind)))) for one in held]


def dues_of(traject: Traject, day: date) -> list[Due]:
    """What is due of one file, first things first; put off or not."""
    lines = _lines(annotated(Traject.objects.filter(pk=traject.pk)), day)
    return [line.due for line in _sorted(lines.values())]


def _page(
    kind: Kind, files: QuerySet[Traject], day: date, part: Part, put_off: PutOff
) -> list[int]:
    """The keys of the lines of this part, and of one more."""
    span = slice(part.start, part.start + part.size + 1)
    waiting = [pk for pk, of_kind in put_off if of_kind == kind]
    return keys_in_order(kind, files, day, span, waiting)


def _shown(
    found: Mapping[tuple[int, Kind], Line], kinds: Collection[Kind], put_off: PutOff
) -> dict[Kind, dict[int, Line]]:
    """Of each of these kinds the lines that are not put off, by file."""
    shown: dict[Kind, dict[int, Line]] = {kind: {} for kind in kinds}
    for (pk, kind), line in found.items():
        if kind in kinds and (pk, kind) not in put_off:
            shown[kind][pk] = line
    return shown


def _group(kind: Kind, lines: Mapping[int, Line], part: Part) -> Group:
    end = part.start + part.size
    return Group(kind, _sorted(lines.values())[part.start : end], len(lines) > end)


def _page_group(
    kind: Kind, lines: Mapping[int, Line], keys: list[int], part: Part
) -> Group:
    """The lines of a page that is in order already."""
    due = [lines[pk] for pk in keys if pk in lines]
    return Group(kind, due[: part.size], len(due) > part.size)


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


def _lines(files: QuerySet[Traject], day: date) -> dict[tuple[int, Kind], Line]:
    """All that is due of these annotated files, by file and kind; a few queries."""
    rows = list(files.values_list(*READ))
    prepared = {pk for pk, state, *_more in rows if state in clocks.PREPARED}
    known = facts_of(rows, pauses_of(prepared))
    begins = [
        min(
            facts.state_since,
            facts.received_on if facts.state in clocks.ASKING else day,
            facts.delivered_on or day,
            facts.last_use_on or day,
        )
        for facts in known.values()
    ]
    first = min(begins, default=day)
    workdays, timeline = WorkCalendar.load(first, day), timeline_of(first, day)
    return {
        (pk, due.kind): Line(pk, due)
        for pk, facts in known.items()
        for due in dues(facts, day, workdays, timeline)
    }


def _sorted(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (*line.due.order, line.traject_id))


def timeline_of(first: date, last: date) -> Timeline:
    """The days on which clocks run, as the table of holidays has it now."""
    schools = SchoolCalendar.load(first, last)
    return Timeline(first, last, schools.everywhere, schools.at_school)


def pauses_of(keys: Collection[int]) -> dict[int, tuple[Pause, ...]]:
    """By file: when it was suspended and resumed; one query."""
    rows = (
        TrajectChange.objects.filter(traject__in=keys)
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


def _ownerless_group(day: date, part: Part) -> Group:
    rows = ownerless(day)[part.start : part.start + part.size + 1]
    keys = list(rows.values_list("pk", flat=True))
    lines = [
        Line(pk, Due(Kind.OWNER, since, (day - since).days, detail=why.value))
        for pk, since, why in troubles(keys[: part.size], day)
    ]
    return Group(Kind.OWNER, _sorted(lines), len(keys) > part.size)


def _held(files: QuerySet[Traject], day: date) -> QuerySet[Snooze]:
    """What is put off on this day, soonest back first."""
    held = Snooze.objects.filter(ended_at=None, until__gt=day)
    return held.filter(traject__in=files.order_by().values("pk")).order_by(
        "until", "pk"
    )
