"""Which material stands still: a badge on a file, and numbers; clocks honoured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sio.casework import clocks
from sio.casework.clocks import Kind
from sio.casework.queries.due_files import READ, candidates
from sio.casework.queries.today import facts_of, pauses_of, timeline_of
from sio.trajects.models import Traject

STILL = frozenset({Kind.FIRST_LESSON, Kind.UNUSED})


@dataclass(frozen=True)
class Still:
    """Keys of files: delivered two weeks ago and never used; not used for four weeks.

    Whether somebody put it off or spoke about it meanwhile or not.
    """

    not_begun: frozenset[int]
    unused: frozenset[int]


def standing_still(files: QuerySet[Traject], day: date) -> Still:
    """Of these files; as many queries for many as for one."""
    rows = list(candidates(STILL, files, day).values_list(*READ))
    known = facts_of(rows, pauses_of([row[0] for row in rows]))
    begins = (
        min(facts.state_since, facts.delivered_on or day, facts.last_use_on or day)
        for facts in known.values()
    )
    timeline = timeline_of(min(begins, default=day), day)
    return Still(
        frozenset(
            pk
            for pk, facts in known.items()
            if clocks.first_lesson_due(facts, day, timeline)
        ),
        frozenset(
            pk for pk, facts in known.items() if clocks.sleeps(facts, day, timeline)
        ),
    )


def sleeping(files: Iterable[Traject], day: date) -> dict[int, date]:
    """By key: the last day of use of those that sleep, or else that of the start.

    As many queries for many files as for one; none if no file is in use, and two if
    all were used of late.
    """
    in_use = [one.pk for one in files if one.state in clocks.IN_USE]
    if not in_use:
        return {}
    mine = Traject.objects.filter(pk__in=in_use)
    rows = list(candidates({Kind.UNUSED}, mine, day).values_list(*READ))
    if not rows:
        return {}
    known = facts_of(rows, pauses_of([row[0] for row in rows]))
    since = {pk: clocks.unused_since(facts) or day for pk, facts in known.items()}
    timeline = timeline_of(min(since.values()), day)
    return {
        pk: since[pk]
        for pk, facts in known.items()
        if clocks.sleeps(facts, day, timeline)
    }
