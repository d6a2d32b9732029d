"""Emptying the test database between tests that commit, past the guards of the log.

Only the tests can: the product has no way to do this. Django empties tables through
`execute_sql_flush`; here the triggers of the access log stand aside for that moment,
and afterwards the log begins anew, as after a migration.
"""

from __future__ import annotations

from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from sio.core import access_log, guards

# A line that a test closed may still write down its end, in another order of tables.
TRIES = 3


@contextmanager
def rewriting():
    """While what is never changed may be: to give a test its history."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'trigger' AND name LIKE '%_kept_%'"
        )
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


@contextmanager
def unguarded():
    """Without triggers on the access log; they are back afterwards."""
    guards.remove(connection)
    try:
        yield
    finally:
        guards.install(connection)


def flush_past_the_guards(operations):
    """Let this kind of database be emptied by Django's TransactionTestCase."""
    flush = operations.execute_sql_flush

    def execute_sql_flush(self, statements):
        for left in reversed(range(TRIES)):
            try:
                with transaction.atomic():
                    with unguarded(), rewriting():
                        flush(self, statements)
                    access_log.begin_chain(timezone.now())
                return
            except OperationalError as error:
                if not left or "deadlock" not in str(error):
                    raise

    operations.execute_sql_flush = execute_sql_flush
