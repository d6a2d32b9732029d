"""Rows that are added and never changed: the database itself refuses it.

For histories of other apps, as `guards` does it for the access log. What is encrypted
is left out, since a new key writes it anew. A migration of the app installs them.
**SQLite loses a table's triggers when a migration rebuilds the table**: such a later
migration ends with `keep` again (tests/core/test_kept.py looks).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from sio.core import triggers
from sio.core.triggers import Trigger, all_same

REFUSAL = "What was written down is never changed."
KINDS = ("insert", "update", "delete")


@dataclass(frozen=True)
class Kept:
    """A table, the columns that never change, and when a row may go, about `OLD`."""

    table: str
    columns: tuple[str, ...]
    may_go: str


def keep(connection: BaseDatabaseWrapper, tables: Iterable[Kept]) -> None:
    """Put the triggers in place; safe to repeat."""
    triggers.install(connection, triggers_of(tables, connection.vendor))


def triggers_of(tables: Iterable[Kept], vendor: str) -> list[Trigger]:
    """Those of these tables, in the words of this kind of database."""
    return [
        Trigger(f"{one.table}_kept_{kind}", one.table, kind, allowed, REFUSAL)
        for one in tables
        for kind, allowed in _rules(one, vendor).items()
    ]


def _rules(kept: Kept, vendor: str) -> dict[str, str]:
    # SQLite's REPLACE deletes without asking: what is added must be new.
    is_new = f"NOT EXISTS (SELECT 1 FROM {kept.table} k WHERE k.id = NEW.id)"
    is_same = all_same(("id", *kept.columns), vendor)
    return dict(zip(KINDS, (is_new, is_same, kept.may_go), strict=True))
