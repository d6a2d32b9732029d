"""What was received stays as it was, whoever asks, on both databases."""

from __future__ import annotations

import base64
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sio.core import keyring
from sio.core.mailbox import index_of
from sio.intake import guards
from sio.intake.models import Application

pytestmark = pytest.mark.django_db
OTHERS = {
    "reference": "SIO-2026-9999",
    "received_at": timezone.now(),
    "language": "fr",
    "role": "clb",
    "school": None,
    "school_year": 2020,
    "level": "secondary",
    "study_form": "aso",
    "answers": {"last_name": "Anders"},
    "illness": "iets anders",
    "email": "ander@example.org",
    "email_index": "",
    "family_agrees_at": timezone.now(),
}


@pytest.fixture
def received(school):
    return Application.objects.create(
        reference="SIO-2026-0001",
        language="nl",
        role="parent",
        school=school,
        school_year=2026,
        level="primary",
        answers={"last_name": "Peeters"},
        illness="leukemie",
        email="paula@example.org",
        email_index=index_of("paula@example.org"),
    )


def columns():
    return {one.column for one in Application._meta.fields}


def test_the_guard_knows_every_column_of_the_table():
    assert {*guards.FIXED, *guards.ENCRYPTED, guards.INDEX} == columns()
    assert {*OTHERS, "id"} == {one.name for one in Application._meta.fields}


@pytest.mark.parametrize("name", OTHERS)
def test_no_field_can_be_changed(received, name):
    mine = Application.objects.filter(pk=received.pk)
    before = mine.values().get()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        mine.update(**{name: OTHERS[name]})
    assert mine.values().get() == before


def test_not_its_number_and_not_by_saving(received):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Application.objects.update(id=received.pk + 1)
    received.level = "secondary"
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        received.save()


def test_the_same_text_encrypted_anew_under_the_same_key_is_a_change(received):
    """The database can't see that it is the same; no code of ours does it."""
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Application.objects.update(answers=received.answers)


def test_a_new_key_may_come_and_nothing_else_with_it(received, settings):
    new = "new:" + base64.b64encode(b"n" * 32).decode()
    settings.DATA_KEYS = [new, *settings.DATA_KEYS]
    for both in ({"level": "secondary"}, {"email_index": "0" * 32}):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Application.objects.update(answers=received.answers, **both)
    call_command("rotate_keys", stdout=StringIO())
    settings.DATA_KEYS = [new]
    kept = Application.objects.get()
    assert (kept.answers, kept.illness) == ({"last_name": "Peeters"}, "leukemie")
    assert kept.email_index in keyring.blind_indexes(kept.email, purpose="mailbox")


def test_no_row_is_written_over(received):
    word = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    names = sorted(columns())
    for column, value in (("language", "'fr'"), ("id", f"{received.pk + 1}")):
        values = ", ".join(value if name == column else name for name in names)
        with (
            pytest.raises(IntegrityError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"{word} INTO {guards.TABLE} ({', '.join(names)})"
                f" SELECT {values} FROM {guards.TABLE}"
            )
    assert Application.objects.get() == received


def test_it_goes_with_its_file(received):
    received.delete()
    assert not Application.objects.exists()


def test_another_is_received_as_before(received):
    Application.objects.create(
        reference="SIO-2026-0002",
        language="nl",
        role="clb",
        school_year=2026,
        level="primary",
        answers={},
        email="clb@example.org",
        email_index=index_of("clb@example.org"),
    )
    assert Application.objects.count() == 2


def test_the_guard_is_there_after_all_migrations():
    known = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": (
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
        ),
    }
    with connection.cursor() as cursor:
        cursor.execute(known[connection.vendor])
        names = {name for (name,) in cursor.fetchall()}
    assert {f"{guards.TABLE}_{kind}" for kind in guards.KINDS} <= names


def test_installing_twice_and_removing_does_no_harm(received):
    guards.install(connection)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Application.objects.update(language="en")
    guards.remove(connection)
    guards.remove(connection)
    Application.objects.update(language="en")
    guards.install(connection)
