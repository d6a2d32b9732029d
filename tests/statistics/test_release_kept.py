"""A signed release: the database itself refuses whatever would change it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sio.core.rotation import rotate
from sio.statistics import kept
from sio.statistics.actions.files import task_sign_files
from sio.statistics.actions.release import drop_release
from sio.statistics.actions.sign import sign_release
from sio.statistics.models import Release, ReleaseBlock, ReleaseFile, ReleaseRows
from sio.statistics.queries.document import shown_cubes
from tests.statistics.releasing import computed, draft
from tests.statistics.releasing import signed as sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen(ready, cora, commit):
    return sign(ready, cora, commit)


def refused(sql):
    with (
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


TABLES = [kept.RELEASE, kept.BLOCKS, kept.ROWS, kept.FILES]


def test_no_column_of_a_signed_one_can_be_changed(frozen):
    columns = [
        (model._meta.db_table, field.column)
        for model in (Release, ReleaseBlock, ReleaseFile)
        for field in model._meta.concrete_fields
    ]
    assert len(columns) > 35
    for table, column in columns:
        refused(f'UPDATE {table} SET "{column}" = "{column}"')


def test_no_row_is_deleted_or_written_over(frozen):
    word = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    for table in TABLES:
        refused(f"DELETE FROM {table}")
        refused(f"{word} INTO {table} SELECT * FROM {table}")


def test_its_rows_only_get_another_key(frozen, settings):
    refused(f"UPDATE {kept.ROWS} SET release_id = release_id + 1")
    for column, other in (("family", "'x'"), ("count", "9"), ("sha256", "'9'")):
        refused(f"UPDATE {kept.ROWS} SET {column} = {other}")
    rows = frozen.rows.get(family="pupils")
    before = raw_contents()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.save(update_fields=["content"])  # under the key that it has
    refused(f"UPDATE {kept.ROWS} SET content = 'other$cnViYmlzaA=='")
    settings.DATA_KEYS = ["other:" + "A" * 43 + "=", *settings.DATA_KEYS]
    field = ReleaseRows._meta.get_field("content")
    assert rotate(ReleaseRows, field).rotated == 2
    after = raw_contents()
    assert all(one.startswith("other$") for one in after)
    assert not set(before) & set(after)
    assert frozen.rows.get(family="pupils").content == rows.content


def raw_contents():
    raw = ReleaseRows.objects.extra(select={"raw": "content"})
    return list(raw.values_list("raw", flat=True))


def test_no_rows_are_moved_into_it(frozen, polly, commit):
    other = computed(polly, commit)
    with pytest.raises(IntegrityError), transaction.atomic():
        other.rows.update(release=frozen, family="use")
    assert other.rows.count() == frozen.rows.count() == 2


def file_named(release, name):
    with transaction.atomic():
        return ReleaseFile.objects.create(
            release=release, name=name, media_type="text/plain", content=b"x"
        )


def test_once_its_files_are_there_none_is_added(ready, cora, polly, commit):
    with commit():
        sign_release(release=ready, sha256=ready.sha256, read=[], by=cora)
    assert not ready.files.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.update(files_at=timezone.now(), title="Anders")
    task_sign_files.func(ready.pk)
    ready.refresh_from_db()
    assert ready.files_at
    with pytest.raises(IntegrityError):
        file_named(ready, "nog-een.pdf")
    other = computed(polly, commit)
    assert file_named(other, "nog-een.pdf").pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=other.pk).update(files_at=timezone.now())


def test_the_guard_knows_every_column_of_a_release():
    columns = {field.column for field in Release._meta.concrete_fields}
    assert columns - set(kept.RELEASE_COLUMNS) == {"files_at"}


def test_no_table_with_a_signed_one_is_emptied(frozen):
    assert frozen.files_at
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            refused(f"TRUNCATE {table} CASCADE")
    for table in TABLES:
        refused(f"DELETE FROM {table}")


def test_no_block_is_added_to_it_or_moved_into_it(frozen, polly):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleaseBlock.objects.create(release=frozen, position=9, kind="text", text="x")
    other = draft(polly)
    with pytest.raises(IntegrityError), transaction.atomic():
        other.blocks.update(release=frozen)
    assert frozen.blocks.count() == 3


def test_one_that_is_not_signed_can_still_be_changed(ready, polly):
    put_back = Release.objects.update(title="Anders")
    assert put_back == 1
    assert shown_cubes(ready.figures)
    drop_release(release=Release.objects.get(), by=polly)
    dropped = Release.objects.get()
    assert (dropped.stage, dropped.figures, dropped.sha256) == ("dropped", None, "")
    assert not ready.rows.exists()
    assert not ready.files.exists()
