"""Use is added up per school year: exact, once, and anew for what changed alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from sio.core.time import school_year
from sio.lessons.actions import note_use
from sio.lessons.models import ScheduleException, Use
from sio.statistics.actions import use_of_year
from sio.statistics.actions.use_of_year import count_uses
from sio.statistics.line_use import RECONNECT_MINUTES
from sio.statistics.models import UseOfYear
from sio.trajects.actions import erase_file
from sio.trajects.models import Traject
from sio.trajects.workflow import State
from tests.statistics.lines import (
    at,
    half_days_all_week,
    moved,
    running,
    school_in,
    traject_at,
    used,
)

MONDAY = date(2026, 11, 23)
A_DAY = timedelta(days=1)
HALF_HOUR = timedelta(minutes=30)


@pytest.fixture(autouse=True)
def clock():
    """It is Saturday."""
    with time_machine.travel(at(MONDAY + 5 * A_DAY, 14), tick=False) as clock:
        yield clock


@pytest.fixture
def school(db):
    return school_in()


def row_of(traject, year=2026):
    return UseOfYear.objects.get(traject=traject, school_year=year)


def sums(traject, year=2026):
    row = row_of(traject, year)
    return (
        row.seconds,
        row.connections,
        row.reconnects,
        row.followed,
        row.planned,
        row.attended,
    )


def test_a_week_is_added_up(school):
    traject = running(school, at(MONDAY, 8))
    half_days_all_week(traject)
    used(traject, at(MONDAY, 9), minutes=20)
    used(traject, at(MONDAY, 9, 21), minutes=39)  # the line came back
    used(traject, at(MONDAY, 13), minutes=29)  # too short to have followed
    used(traject, at(MONDAY + 2 * A_DAY, 14), minutes=60)  # nothing was planned
    assert count_uses() == 1
    assert sums(traject) == ((20 + 39 + 29 + 60) * 60, 4, 1, 2, 9, 1)
    row = row_of(traject)
    assert (row.ran, row.first_month, row.last_month) == (True, "2026-11", "2026-11")
    assert Use.objects.filter(counted=False).count() == 0


def test_what_did_not_change_is_not_counted_again(school):
    traject = running(school, at(MONDAY, 8))
    used(traject, at(MONDAY, 9), minutes=60)
    assert count_uses() == 1
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert count_uses() == 0
    assert len(queries) == 2


def test_what_is_told_late_is_counted_anew_and_the_same_again_is_not(school):
    one, other = (running(school, at(MONDAY, 8)) for _n in range(2))
    use = used(one, at(MONDAY, 9), minutes=60)
    used(other, at(MONDAY, 9), minutes=60)
    assert count_uses() == 2
    same = {"traject": one, "connection": use.connection, "now": at(MONDAY, 20)}
    note_use(**same, started_at=use.started_at, stopped_at=use.stopped_at)
    assert count_uses() == 0
    note_use(**same, started_at=at(MONDAY, 8, 50), stopped_at=at(MONDAY, 9, 30))
    assert count_uses() == 1
    assert row_of(one).seconds == 70 * 60
    note_use(**same, started_at=at(MONDAY, 9), stopped_at=at(MONDAY, 10, 5))
    assert count_uses() == 1
    assert (row_of(one).seconds, row_of(other).seconds) == (75 * 60, 60 * 60)


@pytest.mark.parametrize(
    ("gap", "reconnects"),
    [(0, 1), (1, 1), (RECONNECT_MINUTES, 1), (RECONNECT_MINUTES + 1, 0), (-10, 1)],
)
def test_a_reconnect_follows_within_minutes_or_while_another_runs(
    school, gap, reconnects
):
    traject = running(school, at(MONDAY, 8))
    used(traject, at(MONDAY, 9), minutes=30)
    used(traject, at(MONDAY, 9, 30) + timedelta(minutes=gap), minutes=30)
    count_uses()
    assert row_of(traject).reconnects == reconnects
    assert row_of(traject).seconds == (60 + min(gap, 0)) * 60


def test_over_noon_it_is_no_reconnect(school):
    traject = running(school, at(MONDAY, 8))
    used(traject, at(MONDAY, 11), until=at(MONDAY, 11, 58))
    used(traject, at(MONDAY, 12, 1), minutes=30)
    other = running(school, at(MONDAY, 8))
    used(other, at(MONDAY, 11), until=at(MONDAY, 12, 30))
    used(other, at(MONDAY, 11, 30), minutes=10)
    count_uses()
    assert (row_of(traject).reconnects, row_of(other).reconnects) == (0, 1)


def test_the_night_of_31_august_is_cut_and_begins_in_the_old_year(school):
    night = date(2026, 8, 31)
    traject = running(school, at(night, 8))
    used(traject, at(night, 23, 30), minutes=50)
    count_uses()
    old, new = row_of(traject, 2025), row_of(traject, 2026)
    assert (old.seconds, old.connections, old.followed) == (30 * 60, 1, 1)
    assert (new.seconds, new.connections, new.followed) == (20 * 60, 0, 0)
    assert (old.first_month, old.last_month) == ("2026-08", "2026-08")
    assert (new.first_month, new.last_month) == ("", "")


@pytest.mark.parametrize(
    ("night", "hours"), [(date(2026, 10, 25), 5), (date(2026, 3, 29), 3)]
)
def test_seconds_are_real_ones_when_the_clock_is_set(school, night, hours):
    traject = running(school, at(night - A_DAY, 8))
    used(traject, at(night, 0), until=at(night, 4))
    count_uses()
    row = row_of(traject, school_year(night))
    assert (row.seconds, row.followed) == (hours * 3600, 1)


def test_29_february_is_a_day(school):
    leap = date(2028, 2, 29)  # a Tuesday
    with time_machine.travel(at(leap + A_DAY, 7), tick=False):
        traject = running(school, at(leap, 8))
        half_days_all_week(traject)
        used(traject, at(leap, 9), minutes=45)
        count_uses()
        assert sums(traject, 2027) == (45 * 60, 1, 0, 1, 2, 1)
        assert row_of(traject, 2027).last_month == "2028-02"


def test_a_line_that_was_only_tried_out_did_not_run(school):
    traject = traject_at(school, state=State.PREPARING)
    used(traject, at(MONDAY, 9), minutes=5)
    assert (count_uses(), count_uses()) == (1, 0)
    row = row_of(traject)
    assert (row.ran, row.connections, row.first_month) == (False, 1, "")


def test_tests_before_the_start_are_no_lessons(school):
    traject = running(school, at(MONDAY, 8))
    used(traject, at(date(2026, 10, 5), 9), minutes=5)
    used(traject, at(MONDAY, 9), minutes=5)
    count_uses()
    row = row_of(traject)
    assert (row.connections, row.first_month, row.last_month) == (
        2,
        "2026-11",
        "2026-11",
    )


def test_nothing_is_planned_before_the_start_in_a_pause_or_after_the_end(school):
    traject = moved(
        traject_at(school),
        (State.PREPARING, at(MONDAY - 20 * A_DAY, 8)),
        (State.ACTIVE, at(MONDAY, 12)),  # after the lessons of the morning began
        (State.PAUSED, at(MONDAY + A_DAY, 12)),
        (State.ACTIVE, at(MONDAY + 2 * A_DAY, 12)),
        (State.ENDING, at(MONDAY + 3 * A_DAY, 10)),
        (State.ENDED, at(MONDAY + 4 * A_DAY, 10)),
    )
    half_days_all_week(traject)
    count_uses()
    # Monday afternoon, Tuesday morning, Thursday whole, Friday morning.
    assert row_of(traject).planned == 5
    assert count_uses() == 0


def test_today_is_not_planned_yet_and_tomorrow_is_counted_by_itself(school, clock):
    traject = running(school, at(MONDAY, 8))
    half_days_all_week(traject)
    seen = []
    for number in range(5):
        clock.move_to(at(MONDAY + number * A_DAY, 18))
        seen.append((count_uses(), count_uses(), row_of(traject).planned))
    assert seen == [(1, 0, 0), (1, 0, 2), (1, 0, 4), (1, 0, 5), (1, 0, 7)]


def test_what_is_over_is_counted_once_more_the_next_day(school, clock):
    traject = running(school, at(MONDAY, 8))
    half_days_all_week(traject)
    clock.move_to(at(MONDAY, 18))
    moved(traject, (State.ENDED, at(MONDAY, 17)))
    assert (count_uses(), row_of(traject).planned) == (1, 0)
    clock.move_to(at(MONDAY + A_DAY, 18))
    assert (count_uses(), row_of(traject).planned) == (1, 2)
    clock.move_to(at(MONDAY + 9 * A_DAY, 18))
    assert count_uses() == 0


def test_what_is_closed_in_a_later_year_is_not_counted_for_ever(school, clock):
    clock.move_to(at(date(2026, 7, 1), 12))
    traject = moved(
        traject_at(school),
        (State.ACTIVE, at(date(2026, 6, 1), 8)),
        (State.ENDED, at(date(2026, 6, 30), 17)),
    )
    half_days_all_week(traject)
    assert (count_uses(), count_uses()) == (1, 0)
    planned = row_of(traject, 2025).planned
    closed = date(2026, 10, 15)
    Traject.objects.filter(pk=traject.pk).update(
        state=State.CLOSED, state_since=at(closed, 12)
    )
    counted = []
    for number in range(4):
        clock.move_to(at(closed + number * A_DAY, 18))
        counted.append(count_uses())
    assert counted == [1, 1, 0, 0]
    assert row_of(traject, 2025).planned == planned > 0
    assert UseOfYear.objects.count() == 1


def test_a_traject_over_two_years_has_a_row_in_both(school, clock):
    last_week = date(2026, 8, 24)  # no holiday here: nobody filled them in
    clock.move_to(at(last_week + 5 * A_DAY, 12))
    traject = running(school, at(last_week, 8))
    half_days_all_week(traject)
    count_uses()
    assert row_of(traject, 2025).planned == 9
    clock.move_to(at(date(2026, 9, 3), 12))
    assert count_uses() == 1
    assert (row_of(traject, 2025).planned, row_of(traject, 2026).planned) == (11, 3)


def test_what_was_called_off_stays_so_when_that_is_no_longer_kept(school, clock):
    monday = date(2026, 6, 1)
    clock.move_to(at(date(2026, 9, 2), 12))
    traject = moved(
        traject_at(school),
        (State.ACTIVE, at(monday, 8)),
        (State.ENDED, at(monday + 5 * A_DAY, 8)),
    )
    half_days_all_week(traject)
    ScheduleException.objects.create(traject=traject, on=monday, kind="cancelled")
    count_uses()
    assert row_of(traject, 2025).planned == 7
    clock.move_to(at(date(2026, 10, 2), 12))
    call_command("clock")
    assert not ScheduleException.objects.exists()
    used(traject, at(monday + A_DAY, 9), minutes=30)  # none is told so late
    assert count_uses() == 1
    assert sums(traject, 2025) == (30 * 60, 1, 0, 1, 7, 0)


def test_sums_go_with_the_traject(school):
    traject = moved(
        traject_at(school),
        (State.ACTIVE, at(MONDAY, 8)),
        (State.ENDED, at(MONDAY, 17)),
    )
    used(traject, at(MONDAY, 9), minutes=30)
    count_uses()
    assert row_of(traject).connections == 1
    erase_file(traject)
    assert not UseOfYear.objects.exists()
    assert count_uses() == 0


def test_no_more_at_once_than_asked_and_the_rest_the_next_time(school, monkeypatch):
    monkeypatch.setattr(use_of_year, "FILES_AT_ONCE", 2)
    for _n in range(5):
        used(traject_at(school), at(MONDAY, 9), minutes=30)
    assert [count_uses(limit=3) for _n in range(3)] == [3, 2, 0]
    assert UseOfYear.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_two_at_once_count_each_traject_once(monkeypatch):
    monkeypatch.setattr(use_of_year, "FILES_AT_ONCE", 3)
    school = school_in()
    trajects = [running(school, at(MONDAY, 8)) for _n in range(12)]
    for one in trajects:
        used(one, at(MONDAY, 9), minutes=30)
    together = Barrier(3)

    def count(_n):
        try:
            together.wait(timeout=10)
            return count_uses()
        finally:
            connections.close_all()

    def note(traject):
        use = traject.uses.get()
        try:
            together.wait(timeout=10)
            note_use(
                traject=traject,
                connection=use.connection,
                started_at=use.started_at,
                stopped_at=use.stopped_at + HALF_HOUR,
                now=at(MONDAY, 20),
            )
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        runs = [pool.submit(count, n) for n in range(2)]
        runs.append(pool.submit(note, trajects[5]))
        counted = sum(run.result() for run in runs)
    late = count_uses()  # 1 if it was told after it was counted, else 0
    assert (counted + late) in (12, 13)
    seconds = {one.pk: row_of(one).seconds for one in trajects}
    wanted = {one.pk: 1800 for one in trajects} | {trajects[5].pk: 3600}
    assert seconds == wanted
    assert not Use.objects.filter(counted=False).exists()


def test_the_command_says_how_many(school, capsys):
    used(running(school, at(MONDAY, 8)), at(MONDAY, 9), minutes=30)
    call_command("count_uses")
    assert capsys.readouterr().out == "uses_counted 1\n"
