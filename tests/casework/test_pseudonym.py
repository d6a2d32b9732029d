"""The row of the figures: in step with the file, and no way back to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from sio.casework.actions.daily import renew_figures
from sio.schools.actions import keep_school
from sio.schools.models import School
from sio.trajects.actions import (
    change_health,
    change_state,
    keep_pseudonym,
    keep_start_facts,
    put_in_class,
    renew_provinces,
)
from sio.trajects.actions.pseudonym import HIDDEN_AMONG
from sio.trajects.models import HealthPart, PseudonymRow, Pupil, Traject, TrajectChange
from sio.trajects.workflow import State
from tests.casework.conftest import in_database
from tests.flush import rewriting
from tests.schools.test_school_list import FIRST as MOVED
from tests.schools.test_school_list import take_in
from tests.trajects.test_at_once import at_once


@pytest.fixture
def preparing(traject):
    Traject.objects.filter(pk=traject.pk).update(state=State.PREPARING)
    traject.refresh_from_db()
    return traject


def rows():
    names = ("group", "main", "level", "province", "started", "ended")
    return list(PseudonymRow.objects.values_list(*names))


def this_month():
    return f"{timezone.localtime():%Y-%m}"


def start(traject, carla):
    change_state(traject=traject, to=State.ACTIVE, reason="x", by=carla)


def test_a_file_that_never_started_has_none(preparing, carla):
    change_health(
        traject=preparing, group_code="blood", details="", version=0, by=carla
    )
    assert rows() == []


def test_it_follows_health_school_level_start_and_end(
    preparing, carla, school, other_school, other_class
):
    school.province, other_school.province = "BE-VAN", "BE-VLI"
    school.save(update_fields=["province"])
    other_school.save(update_fields=["province"])
    start(preparing, carla)
    month = this_month()
    assert rows() == [("", "", "", "BE-VAN", month, "")]
    [key] = PseudonymRow.objects.values_list("key", flat=True)
    change_health(
        traject=preparing, group_code="eating", details="", version=0, by=carla
    )
    assert rows() == [("eating", "psychological", "", "BE-VAN", month, "")]
    preparing.level = "primary"
    keep_start_facts(traject=preparing, by=carla)
    put_in_class(traject=preparing, school_class=other_class, by=carla)
    now = ("eating", "psychological", "primary", "BE-VLI", month, "")
    assert rows() == [now]
    change_state(
        traject=preparing, to=State.ENDED, reason="x", by=carla, outcome="back"
    )
    assert rows() == [(*now[:-1], month)]
    assert PseudonymRow.objects.get().key == key


@pytest.fixture
def started(preparing, carla, places, school):
    """Tuur's file, running, at a school in Leuven."""
    school.postcode, school.province = "3000", "BE-VBR"
    school.save(update_fields=["postcode", "province"])
    start(preparing, carla)
    return preparing


def provinces():
    return [row[3] for row in rows()]


def test_a_school_that_moves_on_its_screen_is_followed_the_same_day(
    as_user, cora, started, school
):
    assert renew_figures() == 0
    school.postcode = "9000"
    keep_school(school=school, by=cora)
    assert provinces() == ["BE-VBR"]
    assert renew_figures() == 0  # done today
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert renew_figures() == 1
        assert provinces() == ["BE-VOV"]
        assert renew_figures() == 0


def test_a_school_that_moves_in_the_list_is_followed(started, school):
    School.objects.filter(pk=school.pk).update(institution_number="012345")
    [key] = PseudonymRow.objects.values_list("key", flat=True)
    take_in(MOVED)
    assert (renew_provinces(), provinces()) == (1, ["BE-VOV"])
    assert renew_provinces() == 0
    assert PseudonymRow.objects.get().key == key


def test_only_files_that_started_and_differ_are_written_anew(
    started, other_traject, chris, carla, other_school
):
    change_health(
        traject=other_traject, group_code="blood", details="", version=0, by=chris
    )
    before = as_they_lie()
    assert renew_provinces() == 0
    assert as_they_lie() == before
    School.objects.filter(pk=started.school_id).update(province="")
    assert (renew_provinces(), provinces()) == (1, [""])


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_takes_as_many_queries_for_many_files(
    started, django_assert_num_queries, count
):
    for _number in range(count):
        traject = Traject.objects.create(pupil=started.pupil, state=State.APPLIED)
        TrajectChange.objects.create(traject=traject, old="", new="active", reason="x")
        keep_pseudonym(traject)
    with django_assert_num_queries(2):
        assert renew_provinces() == 0


@pytest.mark.django_db(transaction=True)
def test_two_clocks_renew_once(started, school):
    School.objects.filter(pk=school.pk).update(province="BE-VAN")
    assert sorted(at_once(renew_figures, renew_figures)) == [0, 1]
    assert provinces() == ["BE-VAN"]


def test_the_first_start_counts_and_doing_it_again_changes_nothing(traject, carla):
    for moment in ("2025-05-31T23:30", "2026-02-01T09:00"):
        change = TrajectChange.objects.create(
            traject=traject, old="preparing", new="active", reason="x", by=carla
        )
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        with rewriting():
            TrajectChange.objects.filter(pk=change.pk).update(at=at)
    keep_pseudonym(traject)
    keep_pseudonym(traject)
    assert rows() == [("", "", "", "", "2025-06", "")]  # half past one in Brussels


@pytest.mark.parametrize(
    ("started", "ended", "over"),
    [
        ("2025-09", "2026-08", False),
        ("2026-08", "2026-09", True),
        ("2025-09", "", False),
    ],
)
def test_over_several_school_years(started, ended, over):
    assert PseudonymRow(started=started, ended=ended).over_years is over


def test_it_outlives_the_pupil_and_the_key_does_not(preparing, carla):
    start(preparing, carla)
    with rewriting():
        Pupil.objects.get(pk=preparing.pupil_id).delete()
    assert PseudonymRow.objects.count() == 1
    assert not HealthPart.objects.exists()


def test_the_table_points_at_nothing_and_knows_no_moment():
    kinds = {
        field.name: field.get_internal_type() for field in PseudonymRow._meta.fields
    }
    assert not any(field.is_relation for field in PseudonymRow._meta.get_fields())
    assert set(kinds.values()) == {"UUIDField", "CharField"}
    assert kinds["key"] == "UUIDField"
    assert PseudonymRow._meta.pk.name == "key"


def test_without_the_key_ring_no_row_leads_to_a_file(preparing, carla):
    start(preparing, carla)
    row = PseudonymRow.objects.get()
    part = HealthPart.objects.get()
    assert UUID(part.pseudonym) == row.key  # with the ring it does
    words = {row.key.hex, str(row.key)}
    PseudonymRow.objects.all().delete()
    dump = in_database()
    assert not [word for word in words if word in dump]


def test_the_order_of_the_keys_tells_nothing_of_the_order_of_the_files(new_heap):
    """Ten files after another: their keys come in no order, and neither do the rows."""
    PseudonymRow.objects.bulk_create(
        PseudonymRow(key=uuid4(), started="2026-01") for _number in range(3)
    )
    pupil = Pupil.objects.create(first_name="A", last_name="B")
    keys = []
    for _number in range(10):
        traject = Traject.objects.create(pupil=pupil, state=State.APPLIED)
        TrajectChange.objects.create(traject=traject, old="", new="active", reason="x")
        keep_pseudonym(traject)
        keys.append(UUID(HealthPart.objects.get(traject=traject).pseudonym))
    assert all(key.version == 4 for key in keys)
    assert keys != sorted(keys)  # one in ten factorial that this fails by chance
    # As they lie on disk: sorted by key, for each write takes the others along.
    assert HIDDEN_AMONG > 10
    assert as_they_lie() == sorted(as_they_lie())
    assert {key.hex for key in keys} <= set(as_they_lie())


@pytest.fixture
def new_heap(db):
    """On PostgreSQL a new row takes the place of a dead one of another test, if any."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE trajects_pseudonymrow")


def as_they_lie():
    order = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key FROM trajects_pseudonymrow ORDER BY {order}")
        return [str(row[0]).replace("-", "") for row in cursor.fetchall()]


def test_with_many_rows_a_write_moves_twenty_others(new_heap, preparing, carla):
    PseudonymRow.objects.bulk_create(
        PseudonymRow(key=uuid4(), started="2026-01") for _number in range(60)
    )
    before = as_they_lie()
    start(preparing, carla)
    after = as_they_lie()
    assert len(after) == 61
    # Those at the end are this one and twenty others, sorted.
    last = after[-(HIDDEN_AMONG + 1) :]
    assert last == sorted(last)
    assert len(set(before) - set(after[: 60 - HIDDEN_AMONG])) == HIDDEN_AMONG
