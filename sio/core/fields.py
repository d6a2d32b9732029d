"""Fields that rest encrypted in the database: there, nothing can search them."""

from __future__ import annotations

import json
from typing import Any

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

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def from_text(self, text: str) -> Any:
        return json.loads(text)

    def formfield(self, **kwargs: Any) -> Any:
        raise FieldError(f"{self.place} has no form field of its own.")
