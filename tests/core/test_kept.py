"""The database refuses to rewrite a history, whoever asks, on both databases."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from sio.casework.kept import KEPT as OF_CASEWORK
from sio.casework.models import ContactMoment, Decision
from sio.core import kept
from sio.core.time import today
from sio.statistics import kept as of_statistics
from sio.trajects.kept import AGREED
from sio.trajects.kept import KEPT as OF_TRAJECTS
from sio.trajects.models import ClassmatesAgreement, Traject, TrajectChange
from sio.trajects.workflow import State

pytestmark = pytest.mark.django_db
TABLES = [*OF_TRAJECTS, *AGREED, *OF_CASEWORK]


@pytest.fixture
def history(agreed, carla, paula):
    """One row or more of each, with no column empty; the agreement was accepted."""
    talk = ContactMoment(traject=agreed, with_whom="family", how="phone", by=carla)
    talk.reached, talk.happened_at = True, agreed.received_at
    talk.save()
    Decision.objects.create(
        traject=agreed, outcome="later", look_again_on=today(), by=carla
    )
    TrajectChange.objects.create(
        traject=agreed, old="", new="active", reason="x", by=carla
    )
    ClassmatesAgreement.objects.create(
        traject=agreed,
        school_class=agreed.school_class,
        agreed_by=paula.guardianships.get(),
        noted_by=carla,
    )
    return agreed


def sql(text):
    with connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchall() if cursor.description else None


def refused(text):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        sql(text)


def test_all_are_there_after_all_migrations():
    table = "sqlite_master WHERE type = 'trigger' AND name"
    if connection.vendor == "postgresql":
        table = "(SELECT tgname AS name FROM pg_trigger) t WHERE name"
    names = {name for (name,) in sql(f"SELECT name FROM {table} LIKE '%_kept_%'")}
    wanted = {f"{one.table}_kept_{kind}" for one in TABLES for kind in kept.KINDS}
    # What these refuse: tests/statistics/test_release_signing.py.
    wanted |= {one.name for one in of_statistics.triggers_of(connection.vendor)}
    assert names == wanted


CELLS = [(one.table, column) for one in TABLES for column in one.columns]


@pytest.mark.parametrize(("table", "column"), CELLS)
def test_no_column_can_be_changed(history, table, column):
    refused(f"UPDATE {table} SET {column} = NULL")


@pytest.mark.parametrize("one", TABLES, ids=lambda one: one.table)
def test_no_row_is_deleted_or_written_over(history, one):
    refused(f"DELETE FROM {one.table}")
    word = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    refused(f"{word} INTO {one.table} SELECT * FROM {one.table}")


def test_what_belongs_to_a_file_that_is_over_goes_with_it(history):
    with pytest.raises(IntegrityError), transaction.atomic():
        history.delete()
    Traject.objects.filter(pk=history.pk).update(state=State.ENDED)
    history.delete()
    assert not TrajectChange.objects.exists()


def test_installing_again_changes_nothing(history):
    kept.keep(connection, TABLES)
    refused("DELETE FROM trajects_trajectchange")
