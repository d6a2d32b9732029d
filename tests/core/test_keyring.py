"""Health details rest under a ring of keys, each value bound to its column."""

from __future__ import annotations

import base64

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from sio.core import keyring
from sio.core.fields import EncryptedJSONField, EncryptedTextField

PLACE = "intake.draft.answers"
OLD = "k1:" + base64.b64encode(b"o" * 32).decode()
NEW = "k2:" + base64.b64encode(b"n" * 32).decode()


with isolate_apps("sio.core"):

    class Note(models.Model):
        """Never a table: only its fields are looked at."""

        text = EncryptedTextField(null=True)
        answers = EncryptedJSONField()

        class Meta:
            app_label = "core"

        def __str__(self):
            return "Note"


@given(st.text())
def test_what_goes_in_comes_out(text):
    assert keyring.decrypt(keyring.encrypt(text, place=PLACE), place=PLACE) == text


def test_twice_the_same_does_not_look_the_same():
    first, second = (keyring.encrypt("astma", place=PLACE) for _ in range(2))
    assert first != second
    assert "astma" not in first


def test_old_key_still_opens_and_new_one_encrypts(settings):
    settings.DATA_KEYS = [OLD]
    old = keyring.encrypt("astma", place=PLACE)
    settings.DATA_KEYS = [NEW, OLD]
    assert keyring.decrypt(old, place=PLACE) == "astma"
    assert keyring.encrypt("astma", place=PLACE).startswith("k2$")
    settings.DATA_KEYS = [NEW]
    with pytest.raises(keyring.CannotDecrypt, match="no key 'k1'"):
        keyring.decrypt(old, place=PLACE)


def test_value_of_one_column_does_not_open_in_another():
    value = keyring.encrypt("astma", place=PLACE)
    with pytest.raises(keyring.CannotDecrypt):
        keyring.decrypt(value, place="intake.draft.email")


@pytest.mark.parametrize("change", [lambda v: v[:-8], lambda v: v[:-4] + "AAA="])
def test_changed_value_does_not_open(change):
    value = change(keyring.encrypt("astma en meer", place=PLACE))
    with pytest.raises(keyring.CannotDecrypt):
        keyring.decrypt(value, place=PLACE)


def test_index_finds_equal_texts_for_one_purpose(settings):
    settings.DATA_KEYS = [OLD]
    before = keyring.blind_index("a@b.be", purpose="draft")
    assert before == keyring.blind_index("a@b.be", purpose="draft")
    assert before != keyring.blind_index("a@b.be", purpose="letter")
    settings.DATA_KEYS = [NEW, OLD]
    assert before in keyring.blind_indexes("a@b.be", purpose="draft")


@pytest.mark.parametrize(
    "ring", [["k1"], ["k1:abc"], ["k1:" + "A" * 43 + "*"], [OLD, OLD], [":" + OLD[3:]]]
)
def test_broken_ring_is_refused_without_telling_it(settings, ring):
    settings.DATA_KEYS = ring
    with pytest.raises(ImproperlyConfigured) as refused:
        keyring.keys()
    assert len(ring[0]) < 9 or ring[0][3:] not in str(refused.value)
    assert "32 bytes in base64" in str(refused.value)


def stored(name, value):
    return Note._meta.get_field(name).get_prep_value(value)


def read(name, value):
    return Note._meta.get_field(name).from_db_value(value, None, None)


@pytest.mark.parametrize("value", ["", "astma", None])
def test_text_field_round(value):
    assert read("text", stored("text", value)) == value


def test_nothing_is_null_and_empty_is_not():
    assert stored("text", None) is None
    assert stored("text", "") != ""


def test_json_field_round():
    value = {"naam": "Zoë", "lijst": [1, None, True]}
    text = stored("answers", value)
    assert '"naam"' not in text  # no letters alone: they may stand in what is encrypted
    assert read("answers", text) == value


def test_columns_of_a_model_are_places_of_their_own():
    assert Note._meta.get_field("text").place == "core.note.text"
    with pytest.raises(keyring.CannotDecrypt):
        read("answers", stored("text", "[]"))


def test_searching_is_refused_but_for_null():
    field = Note._meta.get_field("text")
    assert field.get_lookup("isnull") is not None
    with pytest.raises(FieldError, match="is encrypted"):
        field.get_lookup("exact")


def test_json_has_no_field_in_forms():
    with pytest.raises(FieldError):
        Note._meta.get_field("answers").formfield()
