"""The database itself refuses to change the log, whoever asks, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sio.core import access_log, guards
from sio.core.access_log import record_view
from sio.core.models import AccessHead, AccessRecord, AccessSegment
from tests.flush import unguarded

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2009, 1, 1, tzinfo=UTC)


@pytest.fixture
def refused():
    """Asserts that the database refuses what is called."""

    def check(call):
        with (
            pytest.raises(IntegrityError, match=r"never changed"),
            transaction.atomic(),
        ):
            call()

    return check


@pytest.fixture
def written(carla):
    for n in range(3):
        record_view(traject_id=n, page="traject", by=carla)


def sql(text):
    with connection.cursor() as cursor:
        cursor.execute(text)


def triggers():
    known = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": (
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgenabled = 'O'"
        ),
    }
    with connection.cursor() as cursor:
        cursor.execute(known[connection.vendor])
        found = cursor.fetchall()
    # Another app guards tables of its own.
    return sorted((name, table) for name, table in found if table.startswith("core_"))


def test_all_guards_are_there_after_all_migrations(written):
    assert triggers() == sorted(guards.names(connection))
    assert len(triggers()) >= 7


@pytest.mark.parametrize("name", [field.name for field in AccessRecord._meta.fields])
def test_no_field_of_a_record_can_be_changed(written, refused, name):
    column = AccessRecord._meta.get_field(name).column
    refused(lambda: sql(f"UPDATE core_accessrecord SET {column} = {column}"))


@pytest.mark.parametrize("table", [guards.RECORDS, guards.SEGMENTS, guards.HEAD])
def test_no_row_can_be_deleted(written, refused, table):
    refused(lambda: sql(f"DELETE FROM {table}"))
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        refused(lambda: sql(f"TRUNCATE {table}"))
        refused(lambda: sql("TRUNCATE accounts_user CASCADE"))


def columns_of(model, **changed):
    fields = [field.column for field in model._meta.fields]
    return ", ".join(fields), ", ".join(changed.get(name, name) for name in fields)


@pytest.mark.parametrize(
    ("model", "changed"),
    [
        (AccessRecord, {}),
        (AccessSegment, {}),
        (AccessSegment, {"opened_at": "'2009-01-01'"}),
        (AccessHead, {}),
        (AccessHead, {"sequence": "0"}),
    ],
)
def test_no_row_is_written_over(written, refused, model, changed):
    table = model._meta.db_table
    names, values = columns_of(model, **changed)
    word = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    refused(lambda: sql(f"{word} INTO {table} ({names}) SELECT {values} FROM {table}"))
    assert AccessRecord.objects.count() == 3


def test_a_number_that_was_is_not_given_again(written, refused):
    """Nothing is put in before the head: not even where a dropped segment was."""
    names, values = columns_of(AccessRecord, sequence="0")
    refused(
        lambda: sql(
            f"INSERT INTO core_accessrecord ({names})"
            f" SELECT {values} FROM core_accessrecord WHERE sequence = 1"
        )
    )


def test_the_head_only_goes_on(written, refused):
    refused(lambda: AccessHead.objects.update(sequence=1))
    assert AccessHead.objects.get().sequence == 3


def seal(**fields):
    now = timezone.now()
    fields = {"last_sequence": 3, "count": 3, "sealed_at": now} | fields
    AccessSegment.objects.filter(number=1).update(**fields)


def test_a_segment_is_sealed_once_and_keeps_its_beginning(written, refused):
    refused(lambda: seal(first_sequence=2))
    refused(lambda: seal(previous_hash="f" * 64))
    refused(lambda: seal(dropped_at=timezone.now()))
    refused(lambda: seal(sealed_at=LONG_AGO))  # before it was opened
    refused(lambda: AccessSegment.objects.filter(number=1).update(count=2))
    seal()
    refused(seal)
    refused(lambda: AccessSegment.objects.update(closing_hash="f" * 64))


def test_a_young_segment_is_not_dropped(written, refused):
    seal()
    later = timezone.now() + timedelta(days=9999)
    refused(lambda: AccessSegment.objects.update(dropped_at=later))
    refused(lambda: AccessRecord.objects.all().delete())
    with time_machine.travel(later, tick=False):  # the database has its own clock
        refused(lambda: access_log.drop_old_segments(timezone.now()))


def test_no_segment_is_born_old(written, refused):
    def add(**fields):
        AccessSegment.objects.create(
            number=2, opened_at=LONG_AGO, first_sequence=1, **fields
        )

    refused(lambda: add(sealed_at=LONG_AGO, last_sequence=3))
    refused(lambda: add(dropped_at=LONG_AGO))


def test_a_dropped_segment_gives_up_its_own_rows_alone(carla, refused):
    with unguarded():
        AccessHead.objects.all().delete()
        AccessSegment.objects.all().delete()
    with time_machine.travel(LONG_AGO, tick=False):
        access_log.begin_chain(timezone.now())
        record_view(traject_id=1, page="traject", by=carla)
        access_log.drop_old_segments(LONG_AGO + timedelta(days=31))
    record_view(traject_id=2, page="traject", by=carla)
    old, young = AccessRecord.objects.order_by("sequence")
    refused(old.delete)  # sealed, but not yet dropped
    AccessSegment.objects.filter(number=1).update(dropped_at=timezone.now())
    refused(young.delete)
    old.delete()
    refused(lambda: AccessSegment.objects.filter(number=1).update(dropped_at=None))
    assert AccessRecord.objects.get() == young


def test_installing_again_changes_nothing():
    before = triggers()
    guards.install(connection)
    assert triggers() == before
