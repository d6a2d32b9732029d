"""Triggers by which the database itself refuses what must never happen, on both kinds.

One builder for the access log (`guards`), for histories (`kept`) and for applications
(`intake.guards`): each says when something is allowed, in the words of its database.
What a migration once installed keeps its text (tests/core/test_triggers.py compares).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE, POSTGRESQL = "sqlite", "postgresql"
# Whether two values are the same, NULL too.
SAME = {SQLITE: "IS", POSTGRESQL: "IS NOT DISTINCT FROM"}


@dataclass(frozen=True)
class Trigger:
    """Before each row is inserted, updated or deleted, or the table is truncated.

    `allowed` is a condition on NEW and OLD; if it is not true the database refuses,
    and says `refusal`. Truncating is known to PostgreSQL alone.
    """

    name: str
    table: str
    kind: str
    allowed: str
    refusal: str

    def created(self, vendor: str) -> list[str]:
        """What makes it."""
        before = (
            f"CREATE TRIGGER {self.name} BEFORE {self.kind.upper()} ON {self.table}"
        )
        if vendor == SQLITE:
            return [
                f"""{before}
      WHEN NOT coalesce({self.allowed}, 0)
      BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"""
            ]
        result = "OLD" if self.kind == "delete" else "NEW"
        level = "STATEMENT" if self.kind == "truncate" else "ROW"
        return [
            f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger AS $$
          BEGIN
            IF {self.allowed} THEN RETURN {result}; END IF;
            RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'restrict_violation';
          END $$ LANGUAGE plpgsql""",
            f"""{before}
          FOR EACH {level} EXECUTE FUNCTION {self.name}()""",
        ]

    def dropped(self, vendor: str) -> str:
        """What takes it away, if it is there."""
        place = "" if vendor == SQLITE else f" ON {self.table}"
        return f"DROP TRIGGER IF EXISTS {self.name}{place}"


def install(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> None:
    """Put them in place; safe to repeat."""
    with connection.cursor() as cursor:
        for one in triggers:
            cursor.execute(one.dropped(connection.vendor))
            for statement in one.created(connection.vendor):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> None:
    """Take them away; safe to repeat."""
    with connection.cursor() as cursor:
        for one in triggers:
            cursor.execute(one.dropped(connection.vendor))


def all_same(columns: Iterable[str], vendor: str) -> str:
    """That these columns have in NEW what they had in OLD."""
    same = SAME[vendor]
    return " AND ".join(f'NEW."{name}" {same} OLD."{name}"' for name in columns)


def set_aside(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The first step of a migration by which SQLite rebuilds a table, for RunPython.

    It would lose the table's own triggers, and stumble over those of other tables that
    name it: all of them wait until `put_back`, the last step. PostgreSQL needs neither.
    """
    connection = schema_editor.connection
    if connection.vendor != SQLITE:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE sio_triggers AS"
            " SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'"
        )
        cursor.execute("SELECT name FROM sio_triggers")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def put_back(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """All that `set_aside` took away, word for word."""
    connection = schema_editor.connection
    if connection.vendor != SQLITE:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sio_triggers")
        for (text,) in cursor.fetchall():
            cursor.execute(text)
        cursor.execute("DROP TABLE sio_triggers")
