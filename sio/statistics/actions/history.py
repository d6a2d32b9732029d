"""Writes: taking in an extract of before the system, whole or not at all.

Handed in, a worker checks it; confirmed, a worker takes it in. Each step is a move
from the stage that was seen, so of two people or workers one wins.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from typing import TypeAlias

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.errors import DomainError
from sio.core.tasks import wordless
from sio.core.time import today
from sio.statistics import rules
from sio.statistics.history.lines import Line
from sio.statistics.history.months import month_of, whole_months
from sio.statistics.history.parted import unreadable
from sio.statistics.history.pupils import hash_of
from sio.statistics.history.reading import Progress, Reading, read_history
from sio.statistics.history.refusals import Refusal
from sio.statistics.history.report import Report, report_of
from sio.statistics.models import HistoryImport, HistoryKey, HistoryRow
from sio.statistics.queries.history import clashes_with_earlier, known_reasons

Stage: TypeAlias = HistoryImport.Stage
BATCH = 2_000  # rows
KEEP_WAITING = timedelta(days=1)
SECRET_BYTES = 32
READ_PERCENT = 80  # of the work; the rest is looking at what is there, and writing


class HistoryNotAllowed(DomainError):
    code = "statistics.history_not_allowed"


class HistoryRefused(DomainError):
    """The file can't be read as an extract at all; nothing was kept."""

    code = "statistics.history_refused"


class HistoryMoved(DomainError):
    """Somebody else was first, or it is not what it was when it was looked at."""

    code = "statistics.history_moved"


class HistoryAlreadyIn(DomainError):
    """This very file was taken in before; withdraw that first."""

    code = "statistics.history_already_in"


@dataclass(frozen=True)
class Extract:
    """A file, and what is said of it."""

    content: bytes
    name: str
    source: str
    as_of: date | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@transaction.atomic
def hand_in(*, extract: Extract, by: User) -> HistoryImport:
    """Keep a file until it is confirmed, and have it checked by a worker.

    Raises HistoryRefused for what can't be read at all, HistoryAlreadyIn for a file
    that was taken in.
    """
    _check_may_take_in(by)
    history = _kept(extract, by)
    transaction.on_commit(partial(task_check_history.enqueue, history.pk))
    return history


def check(pk: int) -> None:
    """Read it and keep the report. For a worker; a second time it does nothing."""
    history = HistoryImport.objects.filter(pk=pk, stage=Stage.CHECKING).first()
    if history is None:
        return
    reading = _read(history)
    report = report_of(reading, _earlier(reading))
    kept = {"report": report.as_json(), "progress": 100}
    if report.refused:
        _move(history, Stage.CHECKING, stage=Stage.REFUSED, content="", **kept)
    else:
        _move(history, Stage.CHECKING, stage=Stage.CHECKED, **kept)


@transaction.atomic
def confirm(*, history: HistoryImport, by: User) -> None:
    """Have a worker take in what was checked. HistoryMoved for who comes second."""
    _check_may_take_in(by)
    try:
        with transaction.atomic():
            is_first = _move(
                history,
                Stage.CHECKED,
                stage=Stage.TAKING,
                progress=0,
                taken_in_by=by,
            )
    except IntegrityError as error:  # the very file is in, or on its way
        raise _already_in() from error
    if not is_first:
        raise _moved()
    transaction.on_commit(partial(task_take_in_history.enqueue, history.pk))


def take_in(pk: int) -> None:
    """Add its rows, all at once. For a worker; a second time it does nothing.

    What would be refused by now, as another import came in between, is refused.
    """
    history = HistoryImport.objects.filter(pk=pk, stage=Stage.TAKING).first()
    if history is None:
        return
    reading = _read(history)
    with transaction.atomic():
        lines = reading.lines
        report = report_of(reading, clashes_with_earlier(lines, _locked_secret()))
        if report.refused:
            kept = report.as_json()
            _move(history, Stage.TAKING, stage=Stage.REFUSED, content="", report=kept)
        elif _move(
            history,
            Stage.TAKING,
            stage=Stage.DONE,
            progress=100,
            content="",
            report={},
            rows_count=len(lines),
            taken_in_at=timezone.now(),
        ):  # and was not thrown away meanwhile
            _add_rows(history, lines)


def import_history(
    *, extract: Extract, dry_run: bool, progress: Progress | None = None
) -> Report:
    """Check and take in at once, for the command line. The report says what was done.

    Raises HistoryRefused and HistoryAlreadyIn. If a line is refused nothing is kept.
    """
    _check_new(extract)
    reading = _read_content(extract.content, extract.as_of, progress)
    if reading.refused or dry_run:
        return report_of(reading, _earlier(reading))
    with transaction.atomic():
        lines, secret = reading.lines, _locked_secret()
        _check_new(extract)  # nobody took it in meanwhile
        report = report_of(reading, clashes_with_earlier(lines, secret))
        if not report.refused:
            _add_rows(_done(extract, len(lines)), lines)
    return report


@transaction.atomic
def throw_away(*, history: HistoryImport, by: User) -> None:
    """Delete what was handed in and is not taken in. HistoryMoved if it is by now."""
    _check_may_take_in(by)
    waiting = HistoryImport.objects.filter(pk=history.pk).exclude(
        stage__in=[Stage.DONE, Stage.WITHDRAWN]
    )
    if waiting.delete()[0] != 1:
        raise _moved()


@transaction.atomic
def withdraw(*, history: HistoryImport, why: str, by: User) -> int:
    """Take its rows out of the figures again; how many went. The import stays, empty.

    Releases that counted them are not touched. HistoryMoved for who comes second.
    """
    _check_may_take_in(by)
    is_first = _move(
        history,
        Stage.DONE,
        stage=Stage.WITHDRAWN,
        withdrawn_at=timezone.now(),
        withdrawn_by=by,
        withdrawn_why=why,
    )
    if not is_first:
        raise _moved()
    return HistoryRow.objects.filter(batch=history).delete()[0]


def delete_old_imports(now: datetime) -> int:
    """Files that nobody confirmed within a day, or that broke; how many went."""
    old = HistoryImport.objects.filter(at__lt=now - KEEP_WAITING)
    return old.exclude(stage__in=[Stage.DONE, Stage.WITHDRAWN]).delete()[0]


@task()
@wordless
def task_check_history(pk: int) -> None:
    """Check one that was handed in."""
    with _broken_if_it_fails(pk):
        check(pk)


@task()
@wordless
def task_take_in_history(pk: int) -> None:
    """Take in one that was confirmed."""
    with _broken_if_it_fails(pk):
        take_in(pk)


def _check_may_take_in(by: User) -> None:
    if not rules.may_make_figures(working_roles(by)):
        raise HistoryNotAllowed(_("Dit doet de beleidsmedewerker."))


def _check_new(extract: Extract) -> None:
    refusal = unreadable(extract.content)
    if refusal is not None:
        raise HistoryRefused(refusal.words)
    in_already = HistoryImport.objects.filter(sha256=extract.sha256)
    if in_already.filter(stage__in=[Stage.TAKING, Stage.DONE]).exists():
        raise _already_in()


def _kept(extract: Extract, by: User) -> HistoryImport:
    _check_new(extract)
    return HistoryImport.objects.create(
        name=extract.name,
        source=extract.source,
        as_of=extract.as_of,
        content=extract.content.decode("utf-8"),
        sha256=extract.sha256,
        by=by,
    )


def _done(extract: Extract, count: int) -> HistoryImport:
    """What the command line takes in at once."""
    now = timezone.now()
    return HistoryImport.objects.create(
        name=extract.name,
        source=extract.source,
        as_of=extract.as_of,
        sha256=extract.sha256,
        stage=Stage.DONE,
        progress=100,
        rows_count=count,
        at=now,
        taken_in_at=now,
    )


def _already_in() -> HistoryAlreadyIn:
    return HistoryAlreadyIn(
        _("Dit bestand is al ingevoerd. Trek die invoer eerst in als ze niet klopt.")
    )


def _moved() -> HistoryMoved:
    return HistoryMoved(
        _("Iemand anders was je voor, of er wordt nog aan gewerkt. Kijk opnieuw.")
    )


def _move(history: HistoryImport, seen: str, **to: object) -> bool:
    """False if it is no longer at the stage that was seen; then nothing changed."""
    same = HistoryImport.objects.filter(pk=history.pk, stage=seen)
    return same.update(**to) == 1


@contextmanager
def _broken_if_it_fails(pk: int) -> Iterator[None]:
    """So that who waits for it is told; the error itself goes on to the log."""
    is_done = False
    try:
        yield
        is_done = True
    finally:
        if not is_done:
            busy = HistoryImport.objects.filter(pk=pk)
            busy = busy.filter(stage__in=[Stage.CHECKING, Stage.TAKING])
            busy.update(stage=Stage.BROKEN)


def _read(history: HistoryImport) -> Reading:
    own = HistoryImport.objects.filter(pk=history.pk)

    def progress(done: int, count: int) -> None:
        own.update(progress=READ_PERCENT * done // count)

    content = history.content.encode("utf-8")
    return _read_content(content, history.as_of, progress)


def _earlier(reading: Reading) -> Iterator[Refusal]:
    """As far as known now; who takes in looks again. Without a secret nobody was."""
    key = HistoryKey.objects.first()
    return clashes_with_earlier(reading.lines, key.secret) if key else iter(())


def _read_content(
    content: bytes, as_of: date | None, progress: Progress | None
) -> Reading:
    return read_history(
        content,
        reasons=known_reasons(),
        today=today(),
        until=as_of,
        progress=progress,
    )


def _locked_secret() -> str:
    """Made the first time. Of two who take in at once, one waits for the other."""
    made = secrets.token_hex(SECRET_BYTES)
    HistoryKey.objects.bulk_create(
        [HistoryKey(pk=HistoryKey.ONLY, secret=made)], ignore_conflicts=True
    )
    key = HistoryKey.objects.select_for_update().get(pk=HistoryKey.ONLY)
    return str(key.secret)


def _add_rows(history: HistoryImport, lines: list[Line]) -> None:
    """Sorted by hash: the order of the file would tell who is who."""
    secret = _locked_secret()
    hashed = sorted(
        ((hash_of(line.pupil, secret), line) for line in lines),
        key=lambda one: (one[0], one[1].started_on, one[1].number),
    )
    rows = (_row(history, pupil, line) for pupil, line in hashed)
    while batch := list(islice(rows, BATCH)):
        HistoryRow.objects.bulk_create(batch)


def _row(history: HistoryImport, pupil: str, line: Line) -> HistoryRow:
    return HistoryRow(
        batch=history,
        pupil=pupil,
        province=line.province,
        level=line.level,
        main=line.main,
        group=line.group,
        started=month_of(line.started_on),
        ended=month_of(line.ended_on),
        suspended=whole_months((line.started_on, line.ended_on), line.suspended),
    )
