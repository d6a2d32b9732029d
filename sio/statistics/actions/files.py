"""The formats of a release: made by the worker, once computed and once signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from sio.core.tasks import wordless
from sio.statistics.canonical import canonical
from sio.statistics.charts import SVG, file_name, translated_of
from sio.statistics.document import Document
from sio.statistics.formats.files import Progress, charts_of, make_files
from sio.statistics.formats.made import Charts, MadeFile
from sio.statistics.models import Release, ReleaseFile
from sio.statistics.queries.document import document_of
from sio.statistics.workflow import Stage

PATIENCE = timedelta(minutes=10)  # so long the worker may take


def files_of(
    release: Release, progress: Progress = lambda _done, _of: None
) -> list[MadeFile]:
    """All formats, and the charts. It takes seconds: for the worker."""
    document = document_of(release)
    drawn = charts_of(document)
    # The JSON is what the printed hash is of: anybody can hash it again.
    content = canonical(release.content)
    files = make_files(document, drawn, progress, content)
    return [*files, *_pictures(document, drawn)]


def _pictures(document: Document, drawn: Charts) -> Iterator[MadeFile]:
    """The charts in its language; once everybody may read it, in all languages."""
    for number, chart in drawn.items():
        name = file_name(number, document.language)
        yield MadeFile(name, SVG, chart.svg.encode())
    if document.signed and document.is_suppressed:
        for name, media_type, content in translated_of(document):
            yield MadeFile(name, media_type, content)


def keep_files(*, release: Release, files: Iterable[MadeFile]) -> None:
    """All of them, in the transaction of the caller."""
    ReleaseFile.objects.bulk_create(
        ReleaseFile(
            release=release,
            name=one.name,
            media_type=one.media_type,
            content=one.content,
        )
        for one in files
    )


@transaction.atomic
def keep_signed_files(*, release: Release, files: Iterable[MadeFile]) -> bool:
    """All of them at once; from then on there come no others. False if they are there.

    IntegrityError if there is one already that we did not make.
    """
    waiting = Release.objects.filter(
        pk=release.pk, stage=Stage.SIGNED, files_at__isnull=True
    )
    if waiting.select_for_update().first() is None:
        return False
    keep_files(release=release, files=files)
    return waiting.update(files_at=timezone.now()) == 1


def make_missing_files(now: datetime) -> int:
    """For signed releases that a worker should have made them for; of how many.

    Safe to repeat, and to run twice at once: of two who make them one keeps them.
    """
    late = _without_files().filter(signed_at__lte=now - PATIENCE)
    return sum(
        keep_signed_files(release=release, files=files_of(release)) for release in late
    )


@task()
@wordless
def task_sign_files(pk: int) -> None:
    """Make the files of a signed release, which say who signed it. Safe to repeat."""
    for release in _without_files().filter(pk=pk):
        keep_signed_files(release=release, files=files_of(release))


def _without_files() -> QuerySet[Release]:
    signed = Release.objects.filter(stage=Stage.SIGNED, files_at__isnull=True)
    return signed.select_related("made_by", "signed_by")
