"""The shape of a definition, before it is in a language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from sio.statistics.document import Definition


@dataclass(frozen=True)
class Meaning:
    """A word of the figures, and what it means."""

    key: str
    version: int
    name: Promise
    text: Promise

    def as_read(self) -> Definition:
        """In the language that is active."""
        return Definition(self.key, self.version, str(self.name), str(self.text))
