"""Where kept rows lie, and what wrote them, tells not which of them belong together."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from sio.casework.models import DailyReport
from sio.core.among_others import HIDDEN_AMONG, write_among_others
from sio.statistics.actions.keeping import mix_kept_rows
from sio.statistics.actions.snapshot import snapshot
from sio.statistics.actions.use_of_year import count_uses
from sio.statistics.cubes import CUBES
from sio.statistics.models import KeptRow, ReachedSchool
from sio.trajects.actions import erase_file
from sio.trajects.models import Traject
from sio.trajects.workflow import OVER, State
from tests.conftest import person
from tests.statistics.erasing import A_DAY, TODAY, files_at_random
from tests.statistics.lines import at, moved, school_in, traject_at, used
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db
TABLES = (KeptRow, ReachedSchool)
DAY = date(2024, 10, 1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(at(TODAY, 14), tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def _new_heap(db):
    """On PostgreSQL a new row takes the place of a dead one of another test, if any."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in TABLES:
                cursor.execute(f"TRUNCATE {model._meta.db_table}")


def ended(school):
    file = moved(
        traject_at(school, received_at=at(DAY, 7), level="primary"),
        (State.ACTIVE, at(DAY, 8)),
        (State.ENDED, at(DAY + 30 * A_DAY, 17)),
    )
    used(file, at(DAY, 9), minutes=60)
    count_uses()
    return file


def erase(*files):
    for one in files:
        erase_file(Traject.objects.get(pk=one.pk))


def as_they_lie(model=KeptRow):
    order = "rowid" if connection.vendor == "sqlite" else "ctid"
    return asked(f"SELECT key FROM {model._meta.db_table} ORDER BY {order}")


def written_last():
    """What the last transaction wrote, by its mark, or by what lies behind the rest."""
    if connection.vendor == "postgresql":
        mark = "CAST(CAST(xmin AS text) AS bigint)"
        table = "statistics_keptrow"
        last = f"SELECT MAX({mark}) FROM {table}"
        return {*asked(f"SELECT key FROM {table} WHERE {mark} = ({last})")}
    lies = as_they_lie()
    behind = KeptRow.objects.get(family="nothing_of_it").key
    return {*lies[lies.index(behind) + 1 :]}


def asked(sql):
    return [UUID(str(key)) for (key,) in fetched(sql)]


def fetched(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def kind(row, *names):
    return (row.family, *(row.content.get(name) for name in names))


def test_each_row_is_written_with_others_of_its_family_year_and_province(by):
    files = files_at_random(1, by, pupils=24)
    count_uses()
    erase(*(one for one in files if one.state in OVER))
    school = school_in("BE-VWV")  # where nobody else is
    files = [ended(school) for _n in range(6)]
    erase(*files[:5])
    rest = Counter(kind(one) for one in KeptRow.objects.all())
    before = Counter(kind(one, "school_year") for one in KeptRow.objects.all())
    known = {*KeptRow.objects.values_list("key", flat=True)}
    KeptRow.objects.create(family="nothing_of_it", content={"school_year": 2024})
    erase(files[5])
    batch = [one for one in KeptRow.objects.all() if one.key in written_last()]
    mine = [one for one in batch if one.key not in known]
    families = {"applications", "received", "ends", "use"}
    assert {one.family for one in mine} == families
    assert KeptRow.objects.count() == len(known) + 1 + len(mine)
    near = Counter(kind(one, "school_year", "province") for one in batch)
    same_year = Counter(kind(one, "school_year") for one in batch)
    for one in mine:
        # The five of this province and year, all others of this year, then the rest.
        assert near[kind(one, "school_year", "province")] == 6
        wanted = before[kind(one, "school_year")]
        assert 5 < wanted < HIDDEN_AMONG < rest[kind(one)]
        assert same_year[kind(one, "school_year")] == wanted + 1
    of_each = Counter(one.family for one in batch)
    assert of_each == dict.fromkeys(families, HIDDEN_AMONG + 1)


@pytest.fixture
def by(db):
    return person("Carla")


def test_where_a_row_lies_tells_not_with_which_it_was_written():
    old = KeptRow(family="nothing_of_it", content={"school_year": 2024})
    fields = {"family": "ends", "content": {"school_year": 2024}}
    KeptRow.objects.bulk_create([*(KeptRow(**fields) for _n in range(60)), old])
    known = {*as_they_lie()}
    erase(ended(school_in()))
    lies, last = as_they_lie(), written_last()
    mine = {*lies} - known
    assert (len(lies), len(mine)) == (65, 4)
    assert mine < last
    assert len(last - mine) == HIDDEN_AMONG
    if connection.vendor == "sqlite":  # PostgreSQL puts them where it has room
        assert [one for one in lies if one in last] == sorted(last)


def test_nothing_to_write_moves_nothing():
    KeptRow.objects.bulk_create(KeptRow(family="ends", content={}) for _n in range(30))
    before = as_they_lie()
    write_among_others(KeptRow, [])
    assert as_they_lie() == before


# Once a month ------------------------------------------------------------------------


def test_once_a_month_all_are_written_anew_in_the_order_of_keys(clock):
    KeptRow.objects.bulk_create(
        KeptRow(family="other", content={"school_year": 2024}) for _n in range(40)
    )
    erase(*(ended(school_in()) for _n in range(6)))
    held = [list(model.objects.values()) for model in TABLES]
    before = snapshot(CUBES, range(2023, 2027), timezone.now()).cubes
    assert as_they_lie() != sorted(as_they_lie())
    assert mix_kept_rows() == 40 + 6 * 4
    assert [list(model.objects.values()) for model in TABLES] == held
    assert snapshot(CUBES, range(2023, 2027), timezone.now()).cubes == before
    assert_written_at_once()
    KeptRow.objects.create(key=UUID(int=1), family="other", content={})
    lies = as_they_lie()
    assert mix_kept_rows() == 0
    assert as_they_lie() == lies
    clock.move_to(at(date(2026, 12, 1), 0))
    assert mix_kept_rows() == 65
    assert_written_at_once()


def assert_written_at_once():
    """All by one statement: in the order of keys, or wherever PostgreSQL has room."""
    for model in TABLES:
        if connection.vendor == "postgresql":
            table = model._meta.db_table
            sql = f"SELECT COUNT(DISTINCT CAST(xmin AS text)) FROM {table}"
            [marks] = fetched(sql)
            assert marks == (1,)
        else:
            assert as_they_lie(model) == sorted(as_they_lie(model))


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_mix_once():
    KeptRow.objects.bulk_create(KeptRow(family="other", content={}) for _n in range(9))
    assert sorted(at_once(mix_kept_rows, mix_kept_rows)) == [0, 9]
    assert DailyReport.objects.filter(name="kept_rows").count() == 1
    assert KeptRow.objects.count() == 9
