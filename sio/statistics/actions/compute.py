"""Computing a release: from rows without names to figures that may be read.

A worker does it (`task_compute`), in steps that say how far it is. Pressed twice, it is
computed once; stopped meanwhile, what it finds is thrown away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from sio.accounts.models import User
from sio.core.errors import DomainError
from sio.core.tasks import wordless
from sio.statistics import cubes
from sio.statistics.actions.files import files_of, keep_files
from sio.statistics.actions.release import check_makes, move
from sio.statistics.actions.snapshot import snapshot
from sio.statistics.canonical import digest, text_of_truth
from sio.statistics.content import content_of
from sio.statistics.errors import ComputeFailed, DraftMoved, NothingToCompute
from sio.statistics.formats.made import MadeFile
from sio.statistics.models import Release, ReleaseRows
from sio.statistics.queries.offers import names_of
from sio.statistics.sealed import sealed
from sio.statistics.workflow import Stage


@dataclass(frozen=True)
class Attempt:
    """One computation of a release; another one has another version."""

    pk: int
    version: int


class Stopped(Exception):
    """Somebody took the release back meanwhile. Nothing is wrong."""


@transaction.atomic
def start_computing(*, release: Release, seen: int, by: User) -> None:
    """Have the worker compute what the page showed (`seen`), as of this moment.

    Raises NothingToCompute without figures, DraftMoved if somebody changed the draft
    since, and StageMoved if it is computed already: of two presses one counts.
    """
    check_makes(by)
    if not release.blocks.filter(kind="figure").exists():
        raise NothingToCompute
    if release.stage == Stage.DRAFT and release.version != seen:
        raise DraftMoved
    move(
        release,
        to=Stage.COMPUTING,
        progress=0,
        failure="",
        computed_by=by,
        cutoff_at=timezone.now().replace(microsecond=0),
    )
    attempt = Attempt(release.pk, release.version)
    transaction.on_commit(lambda: task_compute.enqueue(attempt.pk, attempt.version))


def compute_release(attempt: Attempt) -> None:
    """Compute it, if it still is to be. What goes wrong is kept as a code.

    Then it is a draft again, so that somebody can look at it and press once more.
    """
    failure = ComputeFailed.code
    try:
        _compute(attempt)
        failure = ""
    except Stopped:
        failure = ""
    except DomainError as error:
        failure = error.code
    finally:
        if failure:
            _of(attempt).update(stage=Stage.DRAFT, failure=failure, progress=0)


@task()
@wordless
def task_compute(pk: int, version: int) -> None:
    """Compute one release."""
    compute_release(Attempt(pk, version))


def _compute(attempt: Attempt) -> None:
    # The worker alone needs the solver, and no web process carries it.
    from sio.statistics.actions.figures import decide  # noqa: PLC0415 -- heavy

    release = _of(attempt).select_related("made_by", "corrects").first()
    if release is None:
        return
    _tell(attempt, 5)
    blocks = list(release.blocks.all())
    assert release.cutoff_at is not None
    years = range(release.first_year, release.last_year + 1)
    found = snapshot(names_of(blocks), years, release.cutoff_at)
    _tell(attempt, 35)
    release.query_version = cubes.QUERY_VERSION
    with override(release.language):
        decided = decide(release, blocks, found)
        release.figures = content_of(release, blocks, decided.told)
    release.pattern, release.differences = list(decided.pattern), list(decided.notes)
    release.sha256 = digest(release.figures)
    _tell(attempt, 60)
    files = files_of(release, lambda done, of: _tell(attempt, 65 + 30 * done // of))
    truth = {ReleaseRows.TRUTH: text_of_truth(found.cubes)}
    _keep(attempt, release, found.dumps | truth, files)


@transaction.atomic
def _keep(
    attempt: Attempt,
    release: Release,
    texts: Mapping[str, str],
    files: Iterable[MadeFile],
) -> None:
    """All that was found, if nobody took the release back. Else Stopped, and nothing.

    At once: what can be signed has its rows and files, and none comes later.
    """
    names = ("figures", "pattern", "differences", "query_version", "sha256")
    found = {name: getattr(release, name) for name in names}
    now = {"stage": Stage.COMPUTED, "progress": 100, "computed_at": timezone.now()}
    if _of(attempt).update(**found, **now) != 1:
        raise Stopped
    ReleaseRows.objects.bulk_create(
        ReleaseRows(
            release=release,
            family=family,
            count=max(text.count("\n") - 1, 0),  # below the headings
            **asdict(sealed(text)),
        )
        for family, text in texts.items()
    )
    keep_files(release=release, files=files)


def _of(attempt: Attempt) -> QuerySet[Release]:
    return Release.objects.filter(
        pk=attempt.pk, stage=Stage.COMPUTING, version=attempt.version
    )


def _tell(attempt: Attempt, percent: int) -> None:
    """How far it is. Raises Stopped if somebody took the release back."""
    if _of(attempt).update(progress=percent) != 1:
        raise Stopped
