"""The triggers by which the database itself keeps the access log: append only.

A migration installs them. Rows are never updated, and are deleted only with a whole
segment that was sealed more than ten years ago and is marked as dropped. **SQLite loses
a table's triggers when a migration rebuilds the table**: a later migration that alters
one of these tables ends with `install` again (tests/core/test_access_guards.py looks).
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "The access log is never changed."
RECORDS, SEGMENTS, HEAD = "core_accessrecord", "core_accesssegment", "core_accesshead"
_FIXED = ["number", "opened_at", "first_sequence", "previous_hash"]
_SEALED = ["last_sequence", "count", "last_hash", "sealed_at", "closing_hash"]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; safe to repeat."""
    remove(connection)
    statements = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take them away: before they are installed anew, and for tests that tamper."""
    with connection.cursor() as cursor:
        for name, table in names(connection):
            place = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")


def names(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """The triggers of this database, each with its table."""
    kinds = ["insert", "update", "delete"]
    pairs = [(f"{table}_{kind}", table) for table in _TABLES for kind in kinds]
    if connection.vendor == "postgresql":
        pairs += [(f"{table}_truncate", table) for table in _TABLES]
    return pairs


_TABLES = [RECORDS, SEGMENTS, HEAD]


def _same(columns: list[str], operator: str) -> str:
    return " AND ".join(f'NEW."{name}" {operator} OLD."{name}"' for name in columns)


def _segment_moves(operator: str, is_old_enough: str) -> str:
    """The two things that ever happen to a segment: it is sealed; it is dropped."""
    return f"""
      ({_same(_FIXED, operator)}) AND (
        (OLD.sealed_at IS NULL AND NEW.sealed_at >= OLD.opened_at
          AND OLD.dropped_at IS NULL AND NEW.dropped_at IS NULL)
        OR ({_same(_SEALED, operator)} AND OLD.dropped_at IS NULL
          AND NEW.dropped_at IS NOT NULL AND {is_old_enough})
      )"""


_IS_OF_DROPPED = f"""EXISTS (
    SELECT 1 FROM {SEGMENTS} s WHERE s.number = OLD.segment
    AND s.dropped_at IS NOT NULL
    AND OLD.sequence BETWEEN s.first_sequence AND s.last_sequence)"""
# What is there is not written over: SQLite's REPLACE deletes without asking a trigger.
_IS_AFTER_HEAD = f"NEW.sequence > (SELECT max(h.sequence) FROM {HEAD} h)"
_IS_NEW_SEGMENT = f"""NEW.sealed_at IS NULL AND NEW.dropped_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM {SEGMENTS} s WHERE s.number = NEW.number)"""
_IS_ONLY_HEAD = f"NOT EXISTS (SELECT 1 FROM {HEAD})"
_IS_HEAD_MOVE = "NEW.id = OLD.id AND NEW.sequence >= OLD.sequence"


def _sqlite(table: str, kind: str, allowed: str) -> str:
    return f"""CREATE TRIGGER {table}_{kind} BEFORE {kind.upper()} ON {table}
      WHEN NOT coalesce({allowed}, 0)
      BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""


_SQLITE = [
    _sqlite(RECORDS, "insert", _IS_AFTER_HEAD),
    _sqlite(RECORDS, "update", "0"),
    _sqlite(RECORDS, "delete", _IS_OF_DROPPED),
    _sqlite(SEGMENTS, "insert", _IS_NEW_SEGMENT),
    _sqlite(
        SEGMENTS,
        "update",
        _segment_moves("IS", "datetime(OLD.sealed_at, '+10 years') <= datetime('now')"),
    ),
    _sqlite(SEGMENTS, "delete", "0"),
    _sqlite(HEAD, "insert", _IS_ONLY_HEAD),
    _sqlite(HEAD, "update", _IS_HEAD_MOVE),
    _sqlite(HEAD, "delete", "0"),
]


def _postgresql(table: str, kind: str, allowed: str) -> list[str]:
    result = "OLD" if kind == "delete" else "NEW"
    level = "STATEMENT" if kind == "truncate" else "ROW"
    return [
        f"""CREATE OR REPLACE FUNCTION {table}_{kind}() RETURNS trigger AS $$
          BEGIN
            IF {allowed} THEN RETURN {result}; END IF;
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';
          END $$ LANGUAGE plpgsql""",
        f"""CREATE TRIGGER {table}_{kind} BEFORE {kind.upper()} ON {table}
          FOR EACH {level} EXECUTE FUNCTION {table}_{kind}()""",
    ]


_POSTGRESQL = [
    *_postgresql(RECORDS, "insert", _IS_AFTER_HEAD),
    *_postgresql(RECORDS, "update", "false"),
    *_postgresql(RECORDS, "delete", _IS_OF_DROPPED),
    *_postgresql(SEGMENTS, "insert", _IS_NEW_SEGMENT),
    *_postgresql(
        SEGMENTS,
        "update",
        _segment_moves(
            "IS NOT DISTINCT FROM", "OLD.sealed_at <= now() - interval '10 years'"
        ),
    ),
    *_postgresql(SEGMENTS, "delete", "false"),
    *_postgresql(HEAD, "insert", _IS_ONLY_HEAD),
    *_postgresql(HEAD, "update", _IS_HEAD_MOVE),
    *_postgresql(HEAD, "delete", "false"),
    *[part for table in _TABLES for part in _postgresql(table, "truncate", "false")],
]
