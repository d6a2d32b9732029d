"""Every encrypted value and index comes under the current key; nothing is lost."""

from __future__ import annotations

import base64
import threading

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models

from sio.core import keyring, rotation
from sio.core.fields import BlindIndexField, EncryptedJSONField, EncryptedTextField
from sio.core.rotation import Count, index_anew, rotate

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


def index_of(text):
    return keyring.blind_index(text, purpose="note") if text else ""


class NoteIndex(BlindIndexField):
    def made_of(self, text):
        return index_of(text)


class Note(models.Model):
    """Only here: a table with a text, its index and a JSON under the key ring."""

    text = EncryptedTextField(null=True)
    found_by = NoteIndex(of="text", default="")
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


def indexes():
    return [(Note, Note._meta.get_field("found_by"))]


@pytest.fixture
def table(transactional_db, monkeypatch):
    """The table for the time of a test, in both databases the same way."""
    with connection.schema_editor() as editor:
        editor.create_model(Note)
    monkeypatch.setattr("sio.core.rotation.BATCH", 3)
    monkeypatch.setattr(
        "sio.core.management.commands.rotate_keys.encrypted_columns", columns
    )
    monkeypatch.setattr(
        "sio.core.management.commands.rotate_keys.index_columns", indexes
    )
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Note)


@pytest.fixture
def old_notes(table, settings):
    """Eight rows under the old key; then a new key comes first in the ring."""
    settings.DATA_KEYS = [OLD]
    for n in range(8):
        text = TEXTS[n % 4]
        found_by = index_of(text)
        Note.objects.create(text=text, found_by=found_by, facts={"n": n}, plain="p")
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
        "core.note.found_by: 4 indexed anew, 0 changed meanwhile, 0 unreadable",
        "Nothing is left under an older key.",
    ]


def test_the_old_key_may_go_afterwards(old_notes, settings):
    before = contents()
    found = Note.objects.filter(
        found_by__in=keyring.blind_indexes(TEXTS[1], purpose="note")
    )
    assert found.count() == 2
    call_command("rotate_keys")
    settings.DATA_KEYS = [NEW]
    assert contents() == before
    found = Note.objects.filter(
        found_by__in=keyring.blind_indexes(TEXTS[1], purpose="note")
    )
    assert found.count() == 2


def test_a_second_time_finds_nothing_to_do(old_notes):
    call_command("rotate_keys")
    before = raw("text"), raw("found_by"), raw("facts")
    assert [rotate(*column) for column in columns()] == [Count(), Count()]
    assert index_anew(*indexes()[0]) == Count()
    assert (raw("text"), raw("found_by"), raw("facts")) == before


def test_what_cannot_be_read_stays_and_is_said(old_notes, settings, capsys):
    before = raw("facts"), raw("found_by")
    settings.DATA_KEYS = [NEW]
    with pytest.raises(CommandError, match="keep the old keys"):
        call_command("rotate_keys")
    assert (raw("facts"), raw("found_by")) == before
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


def test_what_is_indexed_meanwhile_is_not_overwritten(old_notes, monkeypatch):
    decrypt = keyring.decrypt

    def slow_decrypt(value, *, place):
        monkeypatch.setattr(keyring, "decrypt", decrypt)
        Note.objects.filter(text__isnull=False).update(text="b", found_by=index_of("b"))
        return decrypt(value, place=place)

    monkeypatch.setattr(keyring, "decrypt", slow_decrypt)
    # An empty text of the batch that was read has an empty index: nothing to do.
    assert index_anew(*indexes()[0]) == Count(rotated=0, changed_meanwhile=2)
    assert set(raw("found_by")) == {index_of("b"), ""}


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


def test_every_blind_index_of_the_product_is_made_anew_but_that_of_a_day():
    """What is looked up by an index of an address is known by the name of its column.

    Those of mailed codes have no text to be made of; they are gone after a day.
    """
    named = {
        f"{model._meta.label_lower}.{field.attname}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.attname.endswith("_index")
    }
    found = {field.place for _model, field in rotation.index_columns()}
    assert named - found == {"intake.mailedcode.email_index"}
    for model, field in rotation.index_columns():
        assert isinstance(model._meta.get_field(field.of), EncryptedTextField)
        assert field.max_length == keyring.INDEX_LENGTH


def test_every_encrypted_field_of_the_product_is_found():
    expected = {
        f"{model._meta.label_lower}.{field.attname}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, EncryptedTextField)
    }
    found = {field.place for _model, field in rotation.encrypted_columns()}
    assert found == expected
