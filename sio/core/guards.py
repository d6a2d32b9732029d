"""The triggers by which the database itself keeps the access log: append only.

A migration installs them. Rows are never updated, and are deleted only with a whole
segment that was sealed more than ten years ago and is marked as dropped. **SQLite loses
a table's triggers when a migration rebuilds the table**: a later migration that alters
one of these tables ends with `install` again (tests/core/test_access_guards.py looks).
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from sio.core import triggers
from sio.core.triggers import POSTGRESQL, SQLITE, Trigger, all_same

REFUSAL = "The access log is never changed."
RECORDS, SEGMENTS, HEAD = "core_accessrecord", "core_accesssegment", "core_accesshead"
_FIXED = ["number", "opened_at", "first_sequence", "previous_hash"]
_SEALED = ["last_sequence", "count", "last_hash", "sealed_at", "closing_hash"]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; safe to repeat."""
    triggers.install(connection, triggers_of(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take them away: before they are installed anew, and for tests that tamper."""
    triggers.remove(connection, triggers_of(connection.vendor))


def names(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """The triggers of this database, each with its table."""
    return [(one.name, one.table) for one in triggers_of(connection.vendor)]


def triggers_of(vendor: str) -> list[Trigger]:
    """All of them, in the words of this kind of database."""
    rules = [
        (RECORDS, "insert", _IS_AFTER_HEAD),
        (RECORDS, "update", _NEVER[vendor]),
        (RECORDS, "delete", _IS_OF_DROPPED),
        (SEGMENTS, "insert", _IS_NEW_SEGMENT),
        (SEGMENTS, "update", _segment_moves(vendor)),
        (SEGMENTS, "delete", _NEVER[vendor]),
        (HEAD, "insert", _IS_ONLY_HEAD),
        (HEAD, "update", _IS_HEAD_MOVE),
        (HEAD, "delete", _NEVER[vendor]),
    ]
    if vendor == POSTGRESQL:
        tables = (RECORDS, SEGMENTS, HEAD)
        rules += [(table, "truncate", _NEVER[vendor]) for table in tables]
    return [
        Trigger(f"{table}_{kind}", table, kind, allowed, REFUSAL)
        for table, kind, allowed in rules
    ]


_NEVER = {SQLITE: "0", POSTGRESQL: "false"}
_IS_OLD_ENOUGH = {
    SQLITE: "datetime(OLD.sealed_at, '+10 years') <= datetime('now')",
    POSTGRESQL: "OLD.sealed_at <= now() - interval '10 years'",
}


def _segment_moves(vendor: str) -> str:
    """The two things that ever happen to a segment: it is sealed; it is dropped."""
    return f"""
      ({all_same(_FIXED, vendor)}) AND (
        (OLD.sealed_at IS NULL AND NEW.sealed_at >= OLD.opened_at
          AND OLD.dropped_at IS NULL AND NEW.dropped_at IS NULL)
        OR ({all_same(_SEALED, vendor)} AND OLD.dropped_at IS NULL
          AND NEW.dropped_at IS NOT NULL AND {_IS_OLD_ENOUGH[vendor]})
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
