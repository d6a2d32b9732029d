"""What is due today: of each kind the first files, in a fixed number of queries.

The database finds the files of which something *may* be due, with conditions on plain
days, probably latest first; `clocks.dues` then decides. Clocks that stand still only
make things later, so plain days are wide enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sio.casework import clocks
from sio.casework.clocks import Due, Facts, Kind, Pause, Timeline, dues
from sio.casework.fivedays import Reached, day_in_brussels
from sio.casework.models import Snooze
from sio.casework.queries.due_files import (
    DUE,
    FACTS,
    MOMENTS,
    READ,
    annotated,
    candidates,
)
from sio.casework.queries.owner import ownerless, troubles
from sio.schools.workdays import SchoolCalendar, WorkCalendar
from sio.trajects.models import Traject, TrajectChange
from sio.trajects.workflow import State

PUT_OFF_READ = 100


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
    """What is due, first things first, and what of it is put off."""

    groups: list[Group]
    put_off: list[tuple[Line, Snooze]]


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

    The number of queries does not depend on how many files there are, nor does much of
    the time: of each kind no more than the part is read.
    """
    keys = {kind: _keys(kind, files, day, part) for kind in part.kinds & set(DUE)}
    if with_owner and Kind.OWNER in part.kinds:
        nobody = ownerless(day)[part.start : part.start + part.size + 1]
        keys[Kind.OWNER] = list(nobody.values_list("pk", flat=True))
    snoozes = _snoozes(files, day)
    found = _lines({*chain(*keys.values()), *(pk for pk, _kind in snoozes)}, day)
    if Kind.OWNER in keys:
        found |= _ownerless_lines(keys[Kind.OWNER], day)
    groups = [
        Group(
            kind,
            _sorted(
                found[pk, kind] for pk in keys[kind][: part.size] if (pk, kind) in found
            ),
            len(keys[kind]) > part.size,
        )
        for kind in sorted(keys, key=lambda kind: clocks.RANK[kind])
    ]
    hidden = [(found[key], one) for key, one in snoozes.items() if key in found]
    return Today([group for group in groups if group.lines or group.more], hidden)


def dues_of(traject: Traject, day: date) -> list[Due]:
    """What is due of one file, first things first; put off or not."""
    lines = _lines({traject.pk}, day).values()
    return [line.due for line in _sorted(lines)]


def _keys(kind: Kind, files: QuerySet[Traject], day: date, part: Part) -> list[int]:
    hidden = Snooze.objects.filter(
        traject=OuterRef("pk"), kind=kind, ended_at=None, until__gt=day
    )
    shown = candidates(kind, files, day).exclude(Exists(hidden))
    rows = shown.values_list("pk", flat=True)
    return list(rows[part.start : part.start + part.size + 1])


def facts_of(
    rows: Iterable[tuple[Any, ...]], pauses: dict[int, tuple[Pause, ...]]
) -> dict[int, Facts]:
    found = {}
    for row in rows:
        told = dict(zip(READ, row, strict=True))
        days = {name: told[name] and day_in_brussels(told[name]) for name in MOMENTS}
        known = {name: told[name] for name in FACTS if name not in MOMENTS}
        found[told["pk"]] = Facts(
            state_since=days["state_since"],
            received_on=days["received_at"],
            reached=Reached(days["family_at"], days["school_at"]),
            last_use_on=days["last_use"],
            spoken_on=days["spoken_at"],
            message_on=days["message_at"],
            agreed=told["agreed_home"] and told["agreed_class"],
            pauses=pauses.get(told["pk"], ()),
            **known,
        )
    return found


def _lines(keys: Collection[int], day: date) -> dict[tuple[int, Kind], Line]:
    """All that is due of these files, by file and kind."""
    if not keys:
        return {}
    rows = annotated(Traject.objects.filter(pk__in=keys)).values_list(*READ)
    files = facts_of(rows, _pauses(keys))
    begins = [
        min(
            facts.received_on if facts.state in clocks.ASKING else facts.state_since,
            facts.delivered_on or day,
            facts.last_use_on or day,
        )
        for facts in files.values()
    ]
    first = min(begins, default=day)
    workdays, timeline = WorkCalendar.load(first, day), timeline_of(first, day)
    return {
        (pk, due.kind): Line(pk, due)
        for pk, facts in files.items()
        for due in dues(facts, day, workdays, timeline)
    }


def _sorted(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (*line.due.order, line.traject_id))


def timeline_of(first: date, last: date) -> Timeline:
    """The days on which clocks run, as the table of holidays has it now."""
    schools = SchoolCalendar.load(first, last)
    return Timeline(first, last, schools.everywhere, schools.at_school)


def _pauses(keys: Collection[int]) -> dict[int, tuple[Pause, ...]]:
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


def _ownerless_lines(keys: Collection[int], day: date) -> dict[tuple[int, Kind], Line]:
    return {
        (pk, Kind.OWNER): Line(
            pk, Due(Kind.OWNER, since, (day - since).days, detail=why.value)
        )
        for pk, since, why in troubles(keys, day)
    }


def _snoozes(files: QuerySet[Traject], day: date) -> dict[tuple[int, Kind], Snooze]:
    """What is put off, soonest first, by file and kind."""
    held = Snooze.objects.filter(
        traject__in=files.order_by().values("pk"), ended_at=None, until__gt=day
    )
    newest = held.select_related("by").order_by("until", "pk")[:PUT_OFF_READ]
    return {(one.traject_id, Kind(one.kind)): one for one in newest}
