"""What is due today: of each kind the first files, in a fixed number of queries.

The database finds the files of which something *may* be due, with conditions on plain
days; `clocks.dues` then decides. Clocks that stand still only
make things later, so plain days are wide enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
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

    The number of queries does not depend on how many files there are.
    """
    kinds = part.kinds & set(DUE)
    snoozes = _snoozes(files, day)
    also = {pk for pk, _kind in snoozes}
    found = _lines(candidates(kinds, files, day, also), day)
    shown: dict[Kind, list[Line]] = {kind: [] for kind in kinds}
    for (pk, kind), line in found.items():
        if kind in kinds and (pk, kind) not in snoozes:
            shown[kind].append(line)
    groups = [_group(kind, lines, part) for kind, lines in shown.items()]
    if with_owner and Kind.OWNER in part.kinds:
        groups.append(_ownerless_group(day, part))
    groups.sort(key=lambda group: clocks.RANK[group.kind])
    hidden = [(found[key], one) for key, one in snoozes.items() if key in found]
    return Today([group for group in groups if group.lines or group.more], hidden)


def dues_of(traject: Traject, day: date) -> list[Due]:
    """What is due of one file, first things first; put off or not."""
    lines = _lines(annotated(Traject.objects.filter(pk=traject.pk)), day)
    return [line.due for line in _sorted(lines.values())]


def _group(kind: Kind, lines: list[Line], part: Part) -> Group:
    end = part.start + part.size
    return Group(kind, _sorted(lines)[part.start : end], len(lines) > end)


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
    known = facts_of(rows, _pauses(prepared))
    begins = [
        min(
            facts.received_on if facts.state in clocks.ASKING else facts.state_since,
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


def _ownerless_group(day: date, part: Part) -> Group:
    rows = ownerless(day)[part.start : part.start + part.size + 1]
    keys = list(rows.values_list("pk", flat=True))
    lines = [
        Line(pk, Due(Kind.OWNER, since, (day - since).days, detail=why.value))
        for pk, since, why in troubles(keys[: part.size], day)
    ]
    return Group(Kind.OWNER, _sorted(lines), len(keys) > part.size)


def _snoozes(files: QuerySet[Traject], day: date) -> dict[tuple[int, Kind], Snooze]:
    """What is put off, soonest first, by file and kind."""
    held = Snooze.objects.filter(
        traject__in=files.order_by().values("pk"), ended_at=None, until__gt=day
    )
    newest = held.select_related("by").order_by("until", "pk")[:PUT_OFF_READ]
    return {(one.traject_id, Kind(one.kind)): one for one in newest}
