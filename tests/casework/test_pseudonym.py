"""The row of the figures: in step with the file, and no way back to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from uuid import UUID, uuid4

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.utils import timezone

from sio.casework.actions.daily import renew_figures
from sio.core.among_others import HIDDEN_AMONG
from sio.schools.actions import keep_school
from sio.schools.models import School
from sio.trajects.actions import (
    change_health,
    change_state,
    keep_pseudonym,
    keep_start_facts,
    put_in_class,
    renew_rows,
)
from sio.trajects.actions.pseudonym import suspended_months
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
    assert (renew_rows(), provinces()) == (1, ["BE-VOV"])
    assert renew_rows() == 0
    assert PseudonymRow.objects.get().key == key


def test_only_files_that_started_and_differ_are_written_anew(
    started, other_traject, chris, carla, other_school
):
    change_health(
        traject=other_traject, group_code="blood", details="", version=0, by=chris
    )
    before = as_they_lie()
    assert renew_rows() == 0
    assert as_they_lie() == before
    School.objects.filter(pk=started.school_id).update(province="")
    assert (renew_rows(), provinces()) == (1, [""])


def test_one_that_ended_stays_in_the_province_in_which_it_did(started, school, carla):
    change_state(traject=started, to=State.ENDED, reason="x", by=carla, outcome="back")
    School.objects.filter(pk=school.pk).update(province="BE-VAN")
    assert renew_rows() == 0
    started.refresh_from_db()
    keep_pseudonym(started)
    assert provinces() == ["BE-VBR"]


def test_one_that_is_put_in_another_school_afterwards_moves(
    started, other_class, other_school, carla
):
    change_state(traject=started, to=State.ENDED, reason="x", by=carla, outcome="back")
    School.objects.filter(pk=other_school.pk).update(province="BE-VLI")
    put_in_class(traject=started, school_class=other_class, by=carla)
    assert provinces() == ["BE-VLI"]


def numbers():
    return set(PseudonymRow.objects.values_list("pupil", flat=True))


def run_again(traject):
    """Another traject of the same child, running."""
    again = Traject.objects.create(pupil=traject.pupil, state=State.APPLIED)
    TrajectChange.objects.create(traject=again, old="", new="active", reason="x")
    keep_pseudonym(again)
    return again


def test_rows_of_one_child_bear_one_number_and_of_two_children_two(
    started, other_traject
):
    run_again(started)
    assert PseudonymRow.objects.count() == 2
    assert len(numbers()) == 1
    run_again(other_traject)
    assert len(numbers()) == 2
    assert None not in numbers()


def test_the_number_of_the_child_leads_to_no_file_either(started):
    part = HealthPart.objects.get()
    assert {UUID(part.pupil_pseudonym)} == numbers()  # with the ring it does
    words = {part.pupil_pseudonym, UUID(part.pupil_pseudonym).hex}
    PseudonymRow.objects.all().delete()
    dump = in_database()
    assert not [word for word in words if word in dump]


def test_rows_of_before_get_a_number_of_the_child(started):
    run_again(started)
    PseudonymRow.objects.update(pupil=None)
    HealthPart.objects.update(pupil_pseudonym="")
    assert renew_rows() == 2
    assert len(numbers()) == 1
    assert None not in numbers()
    assert renew_rows() == 0


@pytest.mark.django_db(transaction=True)
def test_two_files_of_a_child_that_start_at_once_find_one_number(started):
    HealthPart.objects.update(pupil_pseudonym="")
    again = Traject.objects.create(pupil=started.pupil, state=State.APPLIED)
    TrajectChange.objects.create(traject=again, old="", new="active", reason="x")
    at_once(lambda: keep_pseudonym(started), lambda: keep_pseudonym(again))
    assert PseudonymRow.objects.count() == 2
    assert len(numbers()) == 1


def moves(*some):
    """Moves between states on days, at noon in Brussels."""
    found = [("preparing", "active", "2025-09-15"), *some]
    return [
        (old, new, datetime.fromisoformat(f"{day}T11:00").replace(tzinfo=UTC))
        for old, new, day in found
    ]


@pytest.mark.parametrize(
    ("some", "months"),
    [
        ([], ""),
        # Some days of a month take nothing away.
        ([("active", "paused", "2025-10-02"), ("paused", "active", "2025-11-30")], ""),
        (
            [("active", "paused", "2025-10-31"), ("paused", "active", "2025-12-01")],
            "2025-11/2025-11",
        ),
        (
            [("active", "paused", "2025-10-01"), ("paused", "active", "2026-03-10")],
            "2025-10/2026-02",
        ),
        # February has its last day, whether it leaps or not.
        (
            [("active", "paused", "2028-02-01"), ("paused", "ending", "2028-03-01")],
            "2028-02/2028-02",
        ),
        ([("active", "paused", "2028-02-01"), ("paused", "active", "2028-02-29")], ""),
        # What ended while paused had no lesson any more in that month.
        (
            [("active", "paused", "2025-10-31"), ("paused", "ended", "2026-01-12")],
            "2025-11/2026-01",
        ),
        (
            [
                ("active", "paused", "2025-10-01"),
                ("paused", "active", "2025-11-01"),
                ("active", "paused", "2026-01-05"),
            ],
            "2025-10/2025-10 2026-02/",
        ),
    ],
)
def test_months_are_suspended_from_the_first_day_to_the_last(some, months):
    assert suspended_months(moves(*some)) == months


def test_a_pause_that_begins_at_midnight_in_brussels_begins_that_day():
    at = datetime(2026, 3, 31, 22, 0, tzinfo=UTC)  # 1 April, summer time
    assert suspended_months([("active", "paused", at)]) == "2026-04/"
    at = datetime(2026, 3, 31, 21, 59, tzinfo=UTC)
    assert suspended_months([("active", "paused", at)]) == "2026-04/"
    at = datetime(2026, 4, 1, 22, 0, tzinfo=UTC)
    assert suspended_months([("active", "paused", at)]) == "2026-05/"


def suspended():
    return PseudonymRow.objects.get().suspended


def test_a_pause_is_seen_by_the_clock_and_so_is_its_end(started, carla):
    with time_machine.travel("2030-09-10T12:00:00Z", tick=False):
        change_state(traject=started, to=State.PAUSED, reason="x", by=carla)
        assert suspended() == ""
        assert (renew_rows(), suspended()) == (1, "2030-10/")
        assert renew_rows() == 0
    with time_machine.travel("2030-12-20T12:00:00Z", tick=False):
        change_state(traject=started, to=State.ENDING, reason="x", by=carla)
        assert (renew_rows(), suspended()) == (1, "2030-10/2030-11")
        assert renew_rows() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_takes_as_many_queries_for_many_files(
    started, django_assert_num_queries, count
):
    for _number in range(count):
        traject = Traject.objects.create(pupil=started.pupil, state=State.APPLIED)
        TrajectChange.objects.create(traject=traject, old="", new="active", reason="x")
        keep_pseudonym(traject)
    with django_assert_num_queries(2):
        assert renew_rows() == 0


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


def given_up(traject, carla, *states):
    """Back to its preparation, and from there through these states, a month apart."""
    path = (State.PAUSED, State.PREPARING, *states)
    for number, state in enumerate(path, 1):
        move_in(f"2030-{number:02}", traject, state, carla)


def move_in(month, traject, state, carla):
    later = {"look_again_on": date(2031, 1, 1)} if state == State.LATER else {}
    with time_machine.travel(f"{month}-10T12:00:00Z", tick=False):
        change_state(traject=traject, to=state, reason="x", by=carla, **later)


def ends():
    return [row[5] for row in rows()]


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.LATER, State.ENDED])
def test_who_gave_up_after_it_ran_counts_no_further(started, carla, state):
    given_up(started, carla, state)
    assert ends() == ["2030-03"]
    assert renew_rows() == 0


def test_who_comes_back_after_giving_up_runs_again(started, carla):
    back = (State.FEASIBILITY, State.AGREED, State.PREPARING)
    given_up(started, carla, State.WITHDRAWN, *back)
    keep_pseudonym(started)
    assert ends() == ["2030-03"]  # it prepares again, and does not run
    move_in("2031-01", started, State.ACTIVE, carla)
    assert ends() == [""]
    move_in("2031-02", started, State.ENDED, carla)
    assert ends() == ["2031-02"]


def test_a_row_of_before_that_never_ended_is_ended_by_the_clock(started, carla):
    given_up(started, carla, State.WITHDRAWN)
    PseudonymRow.objects.update(ended="")
    assert (renew_rows(), ends()) == (1, ["2030-03"])
    assert renew_rows() == 0


MIGRATION = import_module("sio.trajects.migrations.0022_rows_that_never_ended")


@pytest.mark.parametrize(
    ("started", "suspended", "ended"),
    [
        ("2024-09", "", "2025-08"),
        ("2024-08", "", "2024-08"),
        ("2024-08", "2024-12/2025-01 2025-03/", "2025-08"),
        ("2029-11", "", "2030-02"),  # no further than now
    ],
)
def test_a_row_of_an_erased_file_gets_an_end(db, started, suspended, ended):
    PseudonymRow.objects.create(started=started, suspended=suspended)
    with time_machine.travel("2030-02-10T12:00:00Z", tick=False):
        MIGRATION.end_rows(apps, None)
    assert ends() == [ended]


def test_a_row_whose_file_is_still_there_is_left_to_the_clock(started):
    PseudonymRow.objects.create(started="2024-09", ended="2025-01")
    MIGRATION.end_rows(apps, None)
    assert sorted(ends()) == ["", "2025-01"]


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
