"""Fields that rest encrypted in the database, and those that are made to find by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import jellyfish
from anyascii import anyascii
from django.core.exceptions import FieldError
from django.db import models

from sio.core import keyring


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text under the key ring, bound to its own column. Empty text is encrypted too."""

    @property
    def place(self) -> str:
        """The column, as it is bound into each value."""
        return f"{self.model._meta.label_lower}.{self.attname}"

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        return keyring.encrypt(self.to_text(value), place=self.place)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        return self.from_text(keyring.decrypt(value, place=self.place))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.place} is encrypted: {lookup_name} finds nothing.")
        return super().get_lookup(lookup_name)

    def to_text(self, value: Any) -> str:
        return str(value)

    def from_text(self, text: str) -> Any:
        return text


class EncryptedJSONField(EncryptedTextField):
    """The same for whatever JSON can say."""

    _pyi_private_set_type: Any  # how the types of Django say what it takes and gives
    _pyi_private_get_type: Any

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def from_text(self, text: str) -> Any:
        return json.loads(text)

    def formfield(self, **kwargs: Any) -> Any:
        raise FieldError(f"{self.place} has no form field of its own.")


class BlindIndexField(models.CharField):  # type: ignore[type-arg]
    """A keyed hash of an encrypted column of the row: to look up by, not to read.

    Whoever writes `of` writes this too. A subclass says how it is made; from that
    `rotate_keys` makes it anew under the current key. To migrations it is a CharField.
    """

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs.setdefault("max_length", keyring.INDEX_LENGTH)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    @property
    def place(self) -> str:
        return f"{self.model._meta.label_lower}.{self.attname}"

    def made_of(self, text: str) -> str:
        """The index of this text under the current key; empty for an empty one."""
        raise NotImplementedError


class SearchField(models.CharField):  # type: ignore[type-arg]
    """Other text columns of the row, made `searchable`: written whenever the row is."""

    def __init__(self, *args: Any, of: Sequence[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        kwargs.setdefault("max_length", 300)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("db_index", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        made = self.made_of(*(getattr(model_instance, name) for name in self.of))
        setattr(model_instance, self.attname, made[: self.max_length])
        return made[: self.max_length]

    def made_of(self, *texts: str) -> str:
        return searchable(" ".join(texts))


class SoundField(SearchField):
    """How other text columns sound, in any order: to find names typed otherwise."""

    def made_of(self, *texts: str) -> str:
        return sounds_of(*texts)


# As in Thijs, Ghys, Maes, Dijck, Claeys; older spellings of one name.
DUTCH_SPELLING = (
    ("th", "t"),
    ("gh", "g"),
    ("ae", "a"),
    ("ij", "y"),
    ("ck", "k"),
    ("x", "ks"),
)


def sounds_of(*names: str) -> str:
    """Equal for names that sound alike in whatever order: "Jan Maes", "Maas Jan".

    Metaphone of each word's transliteration, sorted; empty for names without letters.
    It hears English, so what Dutch spells otherwise is respelled first.
    """
    text = searchable(" ".join(names))
    for spelled, heard in DUTCH_SPELLING:
        text = text.replace(spelled, heard)
    heard_words = (jellyfish.metaphone(word) for word in text.split())
    return " ".join(sorted(filter(None, heard_words)))


def searchable(text: str) -> str:
    """Lower-case ASCII with single blanks: "Zoë  Łuka" and "zoe luka" are equal."""
    return " ".join(anyascii(text).lower().split())
