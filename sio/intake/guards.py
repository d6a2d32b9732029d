"""The triggers by which the database keeps an application as it was received.

A migration installs them. Nothing of a row changes but what a new key in the ring
brings: a value encrypted under another key than before, or an index made anew. Whether
what was encrypted is the same the database can't see. Rows may be deleted, with their
file. **SQLite loses a table's triggers when a migration rebuilds the table**: a later
one that alters it ends with `install` again (tests/intake/test_received.py looks).
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from sio.core import triggers
from sio.core.triggers import POSTGRESQL, SAME, SQLITE, Trigger, all_same

REFUSAL = "An application is never changed."
TABLE = "intake_application"
KINDS = ("insert", "update")
FIXED = (
    *("id", "reference", "received_at", "language", "role", "school_id"),
    *("school_year", "level", "study_form", "family_agrees_at"),
)
ENCRYPTED = ("answers", "illness", "email")
INDEX = "email_index"


# What is there is not written over: SQLite's REPLACE deletes without asking a trigger.
_IS_NEW = f"""NOT EXISTS (SELECT 1 FROM {TABLE} a
    WHERE a.id = NEW.id OR a.reference = NEW.reference)"""
_KEY_OF = {
    SQLITE: "substr({0}, 1, instr({0}, '$'))",
    POSTGRESQL: "split_part({0}, '$', 1)",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; safe to repeat."""
    triggers.install(connection, triggers_of(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take them away: before they are installed anew."""
    triggers.remove(connection, triggers_of(connection.vendor))


def triggers_of(vendor: str) -> list[Trigger]:
    """All of them, in the words of this kind of database."""
    rules = zip(KINDS, (_IS_NEW, _is_new_key(vendor)), strict=True)
    return [
        Trigger(f"{TABLE}_{kind}", TABLE, kind, allowed, REFUSAL)
        for kind, allowed in rules
    ]


def _is_new_key(vendor: str) -> str:
    """The one change that may be: another key, or an index made anew."""
    same, key_of = SAME[vendor], _KEY_OF[vendor]
    under_another_key = " AND ".join(
        f'(NEW."{name}" {same} OLD."{name}" OR '
        f"""{key_of.format(f'NEW."{name}"')} <> {key_of.format(f'OLD."{name}"')})"""
        for name in ENCRYPTED
    )
    return f"""({all_same(FIXED, vendor)}) AND (
        ({all_same((INDEX,), vendor)} AND {under_another_key})
        OR ({all_same(ENCRYPTED, vendor)} AND length(NEW."{INDEX}") = 32))"""
