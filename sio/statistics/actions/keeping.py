"""Keeping what a file stands for in the figures, before it is erased, and not whose.

Figures of a year that is past stay what they were: each family of rows of which some go
with a file keeps those (docs/adr/0074). `trajects.actions.erase_file` calls `keep_rows`
in its own transaction (`settings.BEFORE_ERASING`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from operator import itemgetter

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sio.casework.models import DailyReport
from sio.core.among_others import mix, write_among_others
from sio.core.time import today
from sio.schools.models import School
from sio.statistics.actions.former_use import settle_former_uses, use_without
from sio.statistics.actions.help import end_questions_of
from sio.statistics.actions.use_of_year import count_uses_of
from sio.statistics.families import applications, ends, received, rounds, use
from sio.statistics.families.erased import Columns
from sio.statistics.models import KeptRow, ReachedSchool, UseOfYear
from sio.statistics.rows import Found, Value, fetched
from sio.trajects.models import Traject

# A family, the columns that are kept, and which rows some files stand for.
_LEFT: tuple[tuple[str, Columns, Callable[[Collection[int]], Found]], ...] = (
    ("applications", applications.COLUMNS, applications.of_files),
    ("received", received.KEPT, received.of_files),
    ("ends", ends.COLUMNS, ends.of_files),
    ("answers", rounds.OF_ANSWERS, rounds.answers_of_files),
    ("numbers", rounds.OF_NUMBERS, rounds.numbers_of_files),
    ("reach", rounds.OF_REACH, rounds.reach_of_files),
)
MIXED = "kept_rows"  # that it was done, of the month


def keep_rows(traject: Traject) -> None:
    """Keep the rows of a file that is over and about to go; in its transaction.

    The file and its pupil are locked, so nothing of it is counted meanwhile. Pupils
    themselves are counted by rows that stay anyhow (`trajects.PseudonymRow`), and
    questions to the helpdesk by numbers per year.
    """
    now = timezone.now()
    end_questions_of(traject, now)
    count_uses_of([traject.pk], now)
    rows = [
        row
        for family, columns, of_files in _LEFT
        for row in _kept(family, columns, of_files([traject.pk]))
    ]
    mine = list(
        UseOfYear.objects.filter(traject=traject, ran=True).select_related("school")
    )
    rows += _kept("use", use.COLUMNS, use_without(traject, mine))
    _write(rows)
    _keep_schools(mine)


def mix_kept_rows() -> int:
    """Write all that is kept anew, once a month; how many rows.

    An erasure is one transaction, and elsewhere in it stands the number of the file.
    After this no mark tells which rows it wrote. What waits with a pupil for a year
    that no file has any more is kept first. 0 if it was done this month; safe to
    repeat, and what fails is tried anew.
    """
    month = today().replace(day=1)
    if DailyReport.objects.filter(name=MIXED, on=month).exists():
        return 0
    settle_former_uses(lambda found: _write(_kept("use", use.COLUMNS, found)))
    mix(ReachedSchool)
    # Each in a transaction of its own: who waits for one table holds none of another.
    with transaction.atomic():
        _row, is_mine = DailyReport.objects.get_or_create(name=MIXED, on=month)
        return mix(KeptRow) if is_mine else 0


def _write(rows: Sequence[KeptRow]) -> None:
    """Among others of the same family, of the same year and province if there are."""
    kinds = {_kind(one): None for one in rows}
    write_among_others(KeptRow, rows, [_alike(*kind) for kind in kinds])


def _kind(row: KeptRow) -> tuple[str, Value, Value]:
    return row.family, row.content["school_year"], row.content.get("province")


def _alike(family: str, year: Value, province: Value) -> tuple[Q, ...]:
    same = Q(family=family)
    in_year = same & Q(content__school_year=year)
    return in_year & Q(content__province=province), in_year, same


def _kept(family: str, columns: Columns, found: Found) -> list[KeptRow]:
    keys = [name for name, _type in columns]
    return [
        KeptRow(family=family, content=dict(zip(keys, row, strict=True)))
        for row in fetched(found)
    ]


def _keep_schools(mine: Collection[UseOfYear]) -> None:
    """That the schools of these rows were reached, where they were not kept yet.

    Of two who erase files of one school at once, the second one waits for the first.
    """
    wanted = {(one.school_id, one.school_year) for one in mine if one.school_id}
    schools = {school for school, _year in wanted}
    # In one order, so that nobody waits for somebody who waits for him.
    held = School.objects.filter(pk__in=schools).order_by("pk")
    list(held.select_for_update(no_key=True).values_list("pk"))
    known = ReachedSchool.objects.filter(school__in=schools)
    new = wanted - {*known.values_list("school", "school_year")}
    years = sorted({year for _school, year in new})
    alike = [(Q(school_year=year), Q()) for year in years]
    write_among_others(ReachedSchool, list(_reached(new)), alike)


def _reached(wanted: Collection[tuple[int, int]]) -> Iterator[ReachedSchool]:
    for school, year in sorted(wanted, key=itemgetter(0, 1)):
        there = UseOfYear.objects.filter(school=school, school_year=year, ran=True)
        last = there.order_by("-pk")[0]
        yield ReachedSchool(school_id=school, school_year=year, province=last.province)
