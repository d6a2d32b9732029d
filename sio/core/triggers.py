"""Triggers by which the database itself refuses what must never happen, on both kinds.

One builder for the access log (`guards`), for histories (`kept`) and for applications
(`intake.guards`): each says when something is allowed, in the words of its database.
What a migration once installed keeps its text (tests/core/test_triggers.py compares).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

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
