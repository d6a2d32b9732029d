"""A column that holds the words by which a row is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from sio.schools.searching import searchable


class SearchField(models.TextField):  # type: ignore[type-arg]
    """Filled from other fields whenever it is written, as `auto_now` is.

    `save(update_fields=…)`, `update()` and `bulk_update()` of those fields must name
    this one too, or set it: they write only what they name.
    """

    def __init__(self, sources: Sequence[str] = (), **options: Any) -> None:
        self.sources = tuple(sources)
        options.setdefault("default", "")
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, [self.sources, *args], options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        texts = [str(getattr(model_instance, name)) for name in self.sources]
        found_by = searchable(*texts)
        setattr(model_instance, self.attname, found_by)
        return found_by
