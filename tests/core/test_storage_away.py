"""A database that is locked or a disk that is full: a clear page, and nothing lost."""

from __future__ import annotations

import contextlib
import itertools
import logging
import sqlite3
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections

from sio.core.views import server_error
from sio.lessons.models import ScheduleException

SQLITE = "sqlite3" in settings.DATABASES["default"]["ENGINE"]


@contextlib.contextmanager
def locked_database():
    """Somebody else holds the write lock, or on PostgreSQL the table."""
    table = ScheduleException._meta.db_table
    if SQLITE:
        holder = sqlite3.connect(
            connection.settings_dict["NAME"], isolation_level=None, timeout=5
        )
        holder.execute("BEGIN IMMEDIATE")
        patience = "PRAGMA busy_timeout = 50"
    else:
        holder = connections.create_connection("default")
        holder.set_autocommit(False)
        holder.cursor().execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        patience = "SET lock_timeout = '50ms'"
    with connection.cursor() as cursor:
        cursor.execute(patience)
    try:
        yield
    finally:
        holder.rollback()
        holder.close()
        connection.close()


@contextlib.contextmanager
def full_disk(traject):
    """SQLite may use no page more; PostgreSQL says what it says of a full disk."""
    if not SQLITE:
        with connection.execute_wrapper(disk_full):
            yield
        return
    with connection.cursor() as cursor:
        (pages,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    days = itertools.count()
    for link in ("https://example.org/" + "x" * 450, ""):
        with contextlib.suppress(OperationalError):
            while True:
                ScheduleException.objects.create(
                    traject=traject,
                    on=date(1990, 1, 1) + timedelta(days=next(days)),
                    kind="cancelled",
                    link=link,
                )
    try:
        yield
    finally:
        connection.close()


def disk_full(execute, sql, params, many, context):
    if sql.startswith("INSERT"):
        raise OperationalError("could not extend file: No space left on device")
    return execute(sql, params, many, context)


@pytest.mark.django_db(transaction=True)
def test_locked_database_is_answered_and_the_press_works_afterwards(
    as_device, home_device, caplog
):
    client = as_device(home_device)
    with locked_database(), caplog.at_level(logging.CRITICAL, "django.request"):
        refused = client.post("/thuis/afwezigheid/")

    assert refused.status_code == 503
    assert 'data-code="core.storage_away"' in refused.content.decode()
    assert refused["Retry-After"] == "5"
    assert ScheduleException.objects.count() == 0
    assert client.post("/thuis/afwezigheid/").status_code == 302
    assert ScheduleException.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_full_disk_is_answered_and_keeps_what_there_was(
    as_device, home_device, class_device, caplog
):
    client = as_device(home_device)
    with full_disk(home_device.traject), caplog.at_level(logging.CRITICAL):
        kept = ScheduleException.objects.count()
        refused = client.post("/thuis/afwezigheid/")
        page = client.get("/thuis/")

    assert refused.status_code == 503
    assert 'data-code="core.storage_away"' in refused.content.decode()
    assert page.status_code == 200
    assert ScheduleException.objects.count() == kept
    assert client.post("/thuis/afwezigheid/").status_code == 302
    assert ScheduleException.objects.count() == kept + 1


@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError, 503), (KeyError, 500)]
)
def test_what_rises_outside_the_views_is_told_apart_from_a_bug(rf, error, status):
    try:
        raise error
    except error:
        assert server_error(rf.get("/")).status_code == status
