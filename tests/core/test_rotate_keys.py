"""Every encrypted value comes under the current key, and nothing is lost."""

from __future__ import annotations

import base64
import threading

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models

from sio.core import keyring, rotation
from sio.core.fields import EncryptedJSONField, EncryptedTextField
from sio.core.rotation import Count, rotate

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


class Note(models.Model):
    """Only here: a table with one text and one JSON under the key ring."""

    text = EncryptedTextField(null=True)
    facts = EncryptedJSONField(default=dict)
    plain = models.TextField(default="")

    class Meta:
        app_label = "core"

    def __str__(self):
        return self.plain


del apps.all_models["core"]["note"]  # known to its tests alone
apps.clear_cache()
TEXTS = ["", "α 'ß' עברית", "x" * 5000, None]


def columns():
    return [(Note, Note._meta.get_field(name)) for name in ("text", "facts")]


@pytest.fixture
def table(transactional_db, monkeypatch):
    """The table for the time of a test, in both databases the same way."""
    with connection.schema_editor() as editor:
        editor.create_model(Note)
    monkeypatch.setattr("sio.core.rotation.BATCH", 3)
    monkeypatch.setattr(
        "sio.core.management.commands.rotate_keys.encrypted_columns", columns
    )
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Note)


@pytest.fixture
def old_notes(table, settings):
    """Eight rows under the old key; then a new key comes first in the ring."""
    settings.DATA_KEYS = [OLD]
    for n in range(8):
        Note.objects.create(text=TEXTS[n % 4], facts={"n": n}, plain="p")
    settings.DATA_KEYS = [NEW, OLD]


def raw(column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM core_note ORDER BY id")
        return [value for (value,) in cursor.fetchall()]


def contents():
    return list(Note.objects.order_by("pk").values_list("text", "facts", "plain"))


def test_all_values_come_under_the_new_key_and_say_the_same(old_notes, capsys):
    before = contents()
    call_command("rotate_keys")
    assert contents() == before
    values = [value for value in raw("text") + raw("facts") if value is not None]
    assert len(values) == 14
    assert {value.partition("$")[0] for value in values} == {"new"}
    assert capsys.readouterr().out.splitlines() == [
        "current key: new",
        "core.note.text: 6 re-encrypted, 0 changed meanwhile, 0 unreadable",
        "core.note.facts: 8 re-encrypted, 0 changed meanwhile, 0 unreadable",
        "Nothing is left under an older key.",
    ]


def test_the_old_key_may_go_afterwards(old_notes, settings):
    before = contents()
    call_command("rotate_keys")
    settings.DATA_KEYS = [NEW]
    assert contents() == before


def test_a_second_time_finds_nothing_to_do(old_notes):
    call_command("rotate_keys")
    before = raw("text"), raw("facts")
    assert [rotate(*column) for column in columns()] == [Count(), Count()]
    assert (raw("text"), raw("facts")) == before


def test_what_cannot_be_read_stays_and_is_said(old_notes, settings, capsys):
    before = raw("facts")
    settings.DATA_KEYS = [NEW]
    with pytest.raises(CommandError, match="keep the old keys"):
        call_command("rotate_keys")
    assert raw("facts") == before
    out = capsys.readouterr().out
    assert "core.note.facts: 0 re-encrypted, 0 changed meanwhile, 8 unreadable" in out
    assert base64.b64encode(b"n" * 32).decode() not in out


def test_what_is_saved_meanwhile_is_not_overwritten(old_notes, monkeypatch):
    """Between reading and writing somebody saves: hers stays."""
    decrypt = keyring.decrypt

    def slow_decrypt(value, *, place):
        monkeypatch.setattr(keyring, "decrypt", decrypt)
        Note.objects.filter(text__isnull=False).update(text="hers")
        return decrypt(value, place=place)

    monkeypatch.setattr(keyring, "decrypt", slow_decrypt)
    count = rotate(*columns()[0])
    assert count == Count(rotated=0, changed_meanwhile=3, unreadable=0)
    assert {note.text for note in Note.objects.all()} == {"hers", None}


def test_two_at_once_rotate_each_value_once(old_notes):
    before = contents()
    counts = []

    def run():
        counts.append([rotate(*column) for column in columns()])
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(count.rotated for both in counts for count in both) == 14
    assert contents() == before


def test_every_encrypted_field_of_the_product_is_found():
    expected = {
        f"{model._meta.label_lower}.{field.attname}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, EncryptedTextField)
    }
    found = {field.place for _model, field in rotation.encrypted_columns()}
    assert found == expected
