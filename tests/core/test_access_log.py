"""Writing the log: what a record holds, that the chain holds, and that both age."""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import UTC, datetime
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from sio.core import access_log, chain, verify
from sio.core.access_log import (
    record_change,
    record_changes,
    record_export,
    record_view,
)
from sio.core.models import AccessHead, AccessRecord, AccessSegment
from tests.flush import unguarded

pytestmark = pytest.mark.django_db


def fields(record):
    names = ["what", "traject", "page", "by", "on_behalf_of", "actor", "why", "count"]
    return [getattr(record, name) for name in names]


def test_a_record_says_who_what_for_whom_and_why(carla, chris):
    record_view(traject_id=7, page="traject", by=carla)
    record_change(traject_id=7, page="state", by=chris, on_behalf_of=carla, why="x 1")
    record_export(traject_id=None, page="access csv", by=chris, count=12)
    record_view(traject_id=8, page="status", by=None, actor="applicant")
    rows = AccessRecord.objects.order_by("sequence")
    assert [fields(row) for row in rows] == [
        ["viewed", 7, "traject", carla, None, "", "", None],
        ["changed", 7, "state", chris, carla, "", "x 1", None],
        ["exported", None, "access csv", chris, None, "", "", 12],
        ["viewed", 8, "status", None, None, "applicant", "", None],
    ]
    assert [row.sequence for row in rows] == [1, 2, 3, 4]
    assert list(verify.problems()) == []


def test_the_hash_is_what_the_documentation_says(carla):
    with time_machine.travel("2026-03-02T12:00:00.5Z", tick=False):
        record_view(traject_id=7, page="traject", by=carla)
    text = (
        '["sio-access-record-1",1,1,"2026-03-02T12:00:00.500000+00:00",'
        f'{carla.pk},"",null,7,"viewed","traject","",null,"{"0" * 64}"]'
    )
    record = AccessRecord.objects.get()
    assert record.hash == hashlib.sha256(text.encode()).hexdigest()
    assert json.loads(text)[0] == chain.RECORD


def test_a_record_goes_with_its_transaction(carla):
    before = str(AccessHead.objects.get())
    with transaction.atomic():
        record_view(traject_id=7, page="traject", by=carla)
        transaction.set_rollback(True)
    assert AccessRecord.objects.count() == 0
    assert str(AccessHead.objects.get()) == before
    record_view(traject_id=7, page="traject", by=carla)
    assert list(verify.problems()) == []


@pytest.mark.django_db(transaction=True)
def test_the_chain_holds_when_many_write_at_once(carla):
    def write():
        for n in range(10):
            record_view(traject_id=n, page="traject", by=carla)
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AccessRecord.objects.count() == 80
    assert AccessHead.objects.get().sequence == 80
    assert list(verify.problems()) == []


def test_a_log_without_a_beginning_begins_itself():
    with unguarded():
        AccessHead.objects.all().delete()
        AccessSegment.objects.all().delete()
    record_view(traject_id=7, page="traject", by=None, actor="clock")
    assert list(verify.problems()) == []


def test_a_record_costs_three_queries(paula, carla, django_assert_num_queries):
    with django_assert_num_queries(3):
        record_view(traject_id=7, page="traject", by=carla, why="stand-in")
    with django_assert_num_queries(4):  # and one more: somebody without a role
        record_view(traject_id=7, page="traject", by=paula)


def test_many_files_at_once_are_a_row_each_in_one_go(
    carla, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(access_log, "SEGMENT_ROWS", 400)
    record_changes(traject_ids=[], page="state", by=carla)
    assert AccessRecord.objects.count() == 0
    with django_assert_max_num_queries(30):
        record_changes(traject_ids=range(1000), page="state", by=carla, why="x 1")
    rows = AccessRecord.objects.order_by("sequence").values_list("traject", "why")
    assert list(rows) == [(n, "x 1") for n in range(1000)]
    assert [row[3] for row in sealed()] == [400, 400, None]
    assert list(verify.problems()) == []


def on(day):
    return time_machine.travel(datetime(*day, 12, tzinfo=UTC), tick=False)


@pytest.fixture
def two_old_months(carla):
    """Two records in March 2014, one in April: March is sealed."""
    with on((2014, 3, 1)):
        record_view(traject_id=1, page="traject", by=carla)
        record_view(traject_id=2, page="traject", by=carla)
    with on((2014, 4, 1)):
        access_log.drop_old_segments(timezone.now())
        record_view(traject_id=3, page="traject", by=carla)


@pytest.fixture
def from_2014(db):
    """The log as if it had begun then."""
    with unguarded():
        AccessHead.objects.all().delete()
        AccessSegment.objects.all().delete()
    with on((2014, 3, 1)):
        access_log.begin_chain(timezone.now())


def sealed():
    return list(
        AccessSegment.objects.values_list(
            "number", "first_sequence", "last_sequence", "count"
        )
    )


def test_a_month_is_a_segment(from_2014, two_old_months):
    assert sealed() == [(1, 1, 2, 2), (2, 3, None, None)]
    first, second = AccessSegment.objects.all()
    assert first.closing_hash == second.previous_hash == chain.closing_hash(first)
    assert AccessRecord.objects.get(sequence=3).previous_hash == first.closing_hash
    assert list(verify.problems()) == []


def test_so_many_rows_are_a_segment(carla, monkeypatch):
    monkeypatch.setattr(access_log, "SEGMENT_ROWS", 2)
    for n in range(5):
        record_view(traject_id=n, page="traject", by=carla)
    assert sealed() == [(1, 1, 2, 2), (2, 3, 4, 2), (3, 5, None, None)]
    assert list(verify.problems()) == []


def test_a_clock_that_is_set_back_stops_nothing(carla, monkeypatch):
    monkeypatch.setattr(access_log, "SEGMENT_ROWS", 1)
    record_view(traject_id=1, page="traject", by=carla)
    with on((2026, 1, 1)):
        record_view(traject_id=2, page="traject", by=carla)
    assert len(sealed()) == 2
    assert list(verify.problems()) == []


def test_ten_years_later_a_segment_goes_whole_and_leaves_its_hash(
    from_2014, two_old_months
):
    before = AccessSegment.objects.get(number=1).closing_hash
    with on((2024, 4, 1)):
        assert access_log.drop_old_segments(timezone.now()) == 0
    assert access_log.drop_old_segments(timezone.now()) == 1
    assert access_log.drop_old_segments(timezone.now()) == 0
    assert [row.sequence for row in AccessRecord.objects.all()] == [3]
    first = AccessSegment.objects.get(number=1)
    assert (first.closing_hash, first.count) == (before, 2)
    assert first.dropped_at is not None
    assert list(verify.problems()) == []


def test_a_log_at_rest_is_sealed_by_the_clock(from_2014, two_old_months):
    with on((2014, 6, 1)):
        access_log.drop_old_segments(timezone.now())
    assert sealed() == [(1, 1, 2, 2), (2, 3, 3, 1), (3, 4, None, None)]
    assert list(verify.problems()) == []


def test_the_term_is_never_shorter_than_that_of_the_database():
    for year in range(2014, 2030):
        for month in (1, 3):  # with and without the leap day of this year
            sealed_at = datetime(year, month, 1, tzinfo=UTC)
            assert sealed_at + access_log.RETENTION >= sealed_at.replace(year=year + 10)


def test_records_from_before_the_chain_are_chained_in_their_order(carla):
    """What the migration does to the rows of an older version, gaps and all."""
    with unguarded():
        AccessHead.objects.all().delete()
        AccessSegment.objects.all().delete()
        for number in (3, 7, 8):
            AccessRecord.objects.create(
                sequence=number,
                segment=1,
                at=datetime(2026, 1, number, tzinfo=UTC),
                by=carla,
                traject=number,
                what="viewed",
                page="traject",
            )
        migration = import_module("sio.core.migrations.0004_chain_old_records")
        migration.chain_old_records(apps, None)
    rows = AccessRecord.objects.order_by("sequence")
    assert list(rows.values_list("sequence", "traject")) == [(1, 3), (2, 7), (3, 8)]
    assert list(verify.problems()) == []
    record_view(traject_id=9, page="traject", by=carla)
    assert list(verify.problems()) == []
