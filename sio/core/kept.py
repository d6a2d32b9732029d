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
    is_sqlite = connection.vendor == "sqlite"
    make = _sqlite if is_sqlite else _postgresql
    with connection.cursor() as cursor:
        for kept in tables:
            for kind, allowed in _rules(kept, "IS" if is_sqlite else _SAME).items():
                place = "" if is_sqlite else f" ON {kept.table}"
                name = f"{kept.table}_kept_{kind}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")
                for statement in make(kept.table, name, kind, allowed):
                    cursor.execute(statement)


_SAME = "IS NOT DISTINCT FROM"


def _rules(kept: Kept, operator: str) -> dict[str, str]:
    same = [f'NEW."{name}" {operator} OLD."{name}"' for name in ("id", *kept.columns)]
    # SQLite's REPLACE deletes without asking: what is added must be new.
    is_new = f"NOT EXISTS (SELECT 1 FROM {kept.table} k WHERE k.id = NEW.id)"
    return dict(zip(KINDS, (is_new, " AND ".join(same), kept.may_go), strict=True))


def _sqlite(table: str, name: str, kind: str, allowed: str) -> list[str]:
    return [
        f"""CREATE TRIGGER {name} BEFORE {kind.upper()} ON {table}
          WHEN NOT coalesce({allowed}, 0)
          BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    ]


def _postgresql(table: str, name: str, kind: str, allowed: str) -> list[str]:
    result = "OLD" if kind == "delete" else "NEW"
    return [
        f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
          BEGIN
            IF {allowed} THEN RETURN {result}; END IF;
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';
          END $$ LANGUAGE plpgsql""",
        f"""CREATE TRIGGER {name} BEFORE {kind.upper()} ON {table}
          FOR EACH ROW EXECUTE FUNCTION {name}()""",
    ]
