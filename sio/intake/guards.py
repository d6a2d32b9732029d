"""The triggers by which the database keeps an application as it was received.

A migration installs them. Nothing of a row changes but what a new key in the ring
brings: a value encrypted under another key than before, or an index made anew. Whether
what was encrypted is the same the database can't see. Rows may be deleted, with their
file. **SQLite loses a table's triggers when a migration rebuilds the table**: a later
one that alters it ends with `install` again (tests/intake/test_received.py looks).
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "An application is never changed."
TABLE = "intake_application"
KINDS = ("insert", "update")
FIXED = (
    *("id", "reference", "received_at", "language", "role", "school_id"),
    *("school_year", "level", "study_form", "family_agrees_at"),
)
ENCRYPTED = ("answers", "illness", "email")
INDEX = "email_index"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; safe to repeat."""
    remove(connection)
    statements = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take them away: before they are installed anew."""
    place = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for kind in KINDS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{kind}{place}")


def _allowed(same: str, key_of: str) -> str:
    """What may happen: `same` compares, `key_of` gives the id of a value's key."""

    def all_same(columns: tuple[str, ...]) -> str:
        return " AND ".join(f'NEW."{name}" {same} OLD."{name}"' for name in columns)

    under_another_key = " AND ".join(
        f'(NEW."{name}" {same} OLD."{name}" OR '
        f"""{key_of.format(f'NEW."{name}"')} <> {key_of.format(f'OLD."{name}"')})"""
        for name in ENCRYPTED
    )
    return f"""({all_same(FIXED)}) AND (
        ({all_same((INDEX,))} AND {under_another_key})
        OR ({all_same(ENCRYPTED)} AND length(NEW."{INDEX}") = 32))"""


# What is there is not written over: SQLite's REPLACE deletes without asking a trigger.
_IS_NEW = f"""NOT EXISTS (SELECT 1 FROM {TABLE} a
    WHERE a.id = NEW.id OR a.reference = NEW.reference)"""


def _sqlite(kind: str, allowed: str) -> str:
    return f"""CREATE TRIGGER {TABLE}_{kind} BEFORE {kind.upper()} ON {TABLE}
      WHEN NOT coalesce({allowed}, 0)
      BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""


def _postgresql(kind: str, allowed: str) -> list[str]:
    return [
        f"""CREATE OR REPLACE FUNCTION {TABLE}_{kind}() RETURNS trigger AS $$
          BEGIN
            IF {allowed} THEN RETURN NEW; END IF;
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';
          END $$ LANGUAGE plpgsql""",
        f"""CREATE TRIGGER {TABLE}_{kind} BEFORE {kind.upper()} ON {TABLE}
          FOR EACH ROW EXECUTE FUNCTION {TABLE}_{kind}()""",
    ]


_SQLITE = [
    _sqlite("insert", _IS_NEW),
    _sqlite("update", _allowed("IS", "substr({0}, 1, instr({0}, '$'))")),
]
_POSTGRESQL = [
    *_postgresql("insert", _IS_NEW),
    *_postgresql("update", _allowed("IS NOT DISTINCT FROM", "split_part({0}, '$', 1)")),
]
