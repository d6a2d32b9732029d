"""Noting use: the earliest start and the latest stop of a connection, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections

from sio.lessons.actions import note_use
from sio.lessons.errors import UseRefused
from sio.lessons.models import Use

NOW = datetime(2026, 10, 14, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def note(traject, connection, start, stop, now=NOW):
    """Start and stop in minutes around now."""
    return note_use(
        traject=traject,
        connection=connection,
        started_at=NOW + start * MINUTE,
        stopped_at=NOW + stop * MINUTE,
        now=now,
    )


def kept():
    return [
        ((use.started_at - NOW) / MINUTE, (use.stopped_at - NOW) / MINUTE)
        for use in Use.objects.order_by("pk")
    ]


def test_both_sides_report_and_the_widest_is_kept(traject):
    connection = uuid4()
    note(traject, connection, -50, -20)
    use = note(traject, connection, -49, -10)
    assert kept() == [(-50, -10)]
    assert (use.started_at, use.stopped_at) == (NOW - 50 * MINUTE, NOW - 10 * MINUTE)


def test_the_same_again_changes_nothing(traject):
    connection = uuid4()
    for _time in range(3):
        note(traject, connection, -50, -20)
    assert kept() == [(-50, -20)]


def test_an_older_report_that_comes_late_shortens_nothing(traject):
    connection = uuid4()
    note(traject, connection, -50, -10)
    note(traject, connection, -50, -40)
    assert kept() == [(-50, -10)]


@pytest.mark.parametrize(
    ("start", "stop"),
    [
        (-10, -11),  # backwards
        (-10, 3),  # more than two minutes ahead
        (-8 * 24 * 60 - 1, -8 * 24 * 60),  # over eight days old
        (-12 * 60 - 1, 0),  # over twelve hours
    ],
)
def test_impossible_moments_are_refused(traject, start, stop):
    with pytest.raises(UseRefused):
        note(traject, uuid4(), start, stop)
    assert kept() == []


@pytest.mark.parametrize(
    ("start", "stop"), [(-10, -10), (-10, 2), (-8 * 24 * 60, -8 * 24 * 60), (-720, 0)]
)
def test_just_possible_moments_are_noted(traject, start, stop):
    note(traject, uuid4(), start, stop)
    assert kept() == [(start, stop)]


def test_connection_of_another_traject_is_refused_and_stays(traject, other_traject):
    connection = uuid4()
    note(traject, connection, -50, -20)
    with pytest.raises(UseRefused):
        note(other_traject, connection, -60, -10)
    assert kept() == [(-50, -20)]


def test_reports_that_together_are_too_long_are_refused(traject):
    connection = uuid4()
    note(traject, connection, -780, -700)
    with pytest.raises(UseRefused):
        note(traject, connection, -10, -5)
    assert kept() == [(-780, -700)]


@pytest.mark.django_db(transaction=True)
def test_reports_at_once_make_one_row(traject):
    connection, together = uuid4(), Barrier(4)

    def report(n):
        try:
            together.wait(timeout=10)
            note(traject, connection, -50 - n, -20 + n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(report, range(4)))
    assert kept() == [(-53, -17)]
