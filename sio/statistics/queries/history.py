"""Reads of what was before the system: imports, and what is already in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.statistics import rules
from sio.statistics.history.lines import Line
from sio.statistics.history.months import month_of
from sio.statistics.history.pupils import hash_of
from sio.statistics.history.refusals import Refusal
from sio.statistics.history.words import Reason, reasons_of
from sio.statistics.models import HistoryImport, HistoryRow
from sio.trajects.models import ReasonGroup

Stage: TypeAlias = HistoryImport.Stage


def imports_visible_to(user: User | AnonymousUser) -> QuerySet[HistoryImport]:
    """Newest first: all for who takes in, those taken in for who may sign figures.

    Without the file itself, that only a worker reads.
    """
    roles = working_roles(user)
    imports = HistoryImport.objects.defer("content")
    if rules.may_make_figures(roles):
        return imports
    if rules.may_read_drafts(roles):
        return imports.filter(stage__in=[Stage.DONE, Stage.WITHDRAWN])
    return imports.none()


def imports_that_count() -> QuerySet[HistoryImport]:
    """Those whose rows are in the figures now, oldest first: not what still waits."""
    imports = HistoryImport.objects.filter(stage=Stage.DONE)
    return imports.defer("content", "report").order_by("taken_in_at", "pk")


def known_reasons() -> dict[str, Reason]:
    """What may stand for a reason group in an extract."""
    return reasons_of(ReasonGroup.objects.values_list("code", "name_nl", "main"))


def clashes_with_earlier(lines: Sequence[Line], secret: str) -> Iterator[Refusal]:
    """Lines whose pupil was taken in before, with a traject of the same months.

    Of that only months are known: the one that it ended in may be shared.
    """
    of_pupil: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        of_pupil[hash_of(line.pupil, secret)].append(line)
    there = HistoryRow.objects.order_by().values_list(
        "pupil", "started", "ended", "batch__name"
    )
    for pupil, *stretch in there.iterator(10_000):
        for line in of_pupil.get(pupil, ()):
            if _clash(line, *stretch[:2]):
                yield Refusal.of(line.number, "", "already_in", name=stretch[2])


def _clash(line: Line, first: str, last: str) -> bool:
    own = month_of(line.started_on), month_of(line.ended_on)
    return own == (first, last) or (own[0] < last and first < own[1])
