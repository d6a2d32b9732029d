"""Bringing what rests encrypted, and is found by, under the key that encrypts now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from sio.core import keyring
from sio.core.fields import BlindIndexField, EncryptedTextField

BATCH = 500  # values read at once; each is written by itself, in milliseconds


@dataclass
class Count:
    """What became of the values of one column."""

    rotated: int = 0
    changed_meanwhile: int = 0
    unreadable: int = 0


def encrypted_columns() -> list[tuple[type[models.Model], EncryptedTextField]]:
    """Every encrypted field of every table, histories and throughs included."""
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, EncryptedTextField)
    ]


def index_columns() -> list[tuple[type[models.Model], BlindIndexField]]:
    """Every blind index of every table that can be made anew from its own row."""
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, BlindIndexField)
    ]


def rotate(model: type[models.Model], field: EncryptedTextField) -> Count:
    """Encrypt anew each value of this column that is under another key.

    Safe to repeat, to break off, and to run twice at once: a value is replaced only if
    it is still the one that was read. What somebody saved meanwhile is under the
    current key already. What can't be decrypted stays as it is, and is counted.
    """
    count = Count()
    for pk, old in _under_other_keys(model, field):
        try:
            text = keyring.decrypt(old, place=field.place)
        except keyring.CannotDecrypt:
            count.unreadable += 1
            continue
        same = _with_raw(model, field).filter(pk=pk, raw=old)
        if same.update(**{field.attname: field.from_text(text)}) == 1:
            count.rotated += 1
        else:
            count.changed_meanwhile += 1
    return count


def index_anew(model: type[models.Model], field: BlindIndexField) -> Count:
    """Make each blind index of this column that is not of the current key anew.

    Of each row the text is decrypted, for an index does not say of which key it is.
    Safe as `rotate` is: it is replaced only in a row that has not changed since.
    """
    count = Count()
    source = model._meta.get_field(field.of)
    assert isinstance(source, EncryptedTextField)
    for pk, raw, old in _with_index(model, field, source):
        try:
            text = source.from_text(keyring.decrypt(raw, place=source.place))
        except keyring.CannotDecrypt:
            count.unreadable += 1
            continue
        new = field.made_of(text)
        if new == old:
            continue
        same = _with_raw(model, source).filter(pk=pk, raw=raw, **{field.attname: old})
        if same.update(**{field.attname: new}) == 1:
            count.rotated += 1
        else:
            count.changed_meanwhile += 1
    return count


def _with_index(
    model: type[models.Model], field: BlindIndexField, source: EncryptedTextField
) -> Iterator[tuple[Any, str, str]]:
    """Primary key, text as it rests and index of each row that has a text, by key."""
    rows = _with_raw(model, source).exclude(raw=None).order_by("pk")
    found = rows.values_list("pk", "raw", field.attname)
    batch = list(found[:BATCH])
    while batch:
        yield from batch
        batch = list(found.filter(pk__gt=batch[-1][0])[:BATCH])


def _under_other_keys(
    model: type[models.Model], field: EncryptedTextField
) -> Iterator[tuple[Any, str]]:
    """Primary key and value as it rests, by primary key."""
    current = f"{keyring.current_key_id()}$"
    others = (
        _with_raw(model, field)
        .exclude(raw=None)
        .exclude(raw__startswith=current)
        .order_by("pk")
        .values_list("pk", "raw")
    )
    batch = list(others[:BATCH])
    while batch:
        yield from batch
        batch = list(others.filter(pk__gt=batch[-1][0])[:BATCH])


def _with_raw(
    model: type[models.Model], field: EncryptedTextField
) -> models.QuerySet[Any]:
    """All rows, with the value as it rests in the database: `raw`."""
    raw = Cast(models.F(field.attname), models.TextField())
    return model._base_manager.annotate(raw=raw)
