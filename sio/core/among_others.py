"""Writing rows that must not tell by where they lie which of them belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet

from sio.core.triggers import POSTGRESQL

HIDDEN_AMONG = 20  # other rows that are written anew with each
ANY = (Q(),)
_KEY = attrgetter("key")
M = TypeVar("M", bound=Model)


def write_among_others(
    model: type[M], rows: Sequence[M], alike: Iterable[Sequence[Q]] = (ANY,)
) -> None:
    """Write these together with others taken at random, all in the order of keys.

    Where a row lies on disk, and in which transaction it was written, then tells no
    more than that it is one of these: the file's own rows bear exact moments. Who could
    tell those others by what they hold would find ours: so `alike` says of which kinds
    some are taken, of each by what they have in common, the closest first.

    A row is known by `key`, a random UUID, and takes the place of one that has it
    already. What somebody else writes anew at this moment is left to that. In a
    transaction.
    """
    if not rows:
        return
    free = model._default_manager.select_for_update(skip_locked=True)
    free = free.exclude(key__in=_keys(rows))
    found = {one.pk: one for kind in alike for one in _others(free, kind)}
    anew = [*found.values(), *rows]
    model._default_manager.filter(key__in=_keys(anew)).delete()
    model._default_manager.bulk_create(sorted(anew, key=_KEY))


@transaction.atomic
def mix(model: type[Model]) -> int:
    """Write all rows anew in the order of keys, in one transaction; how many.

    None tells any more when it came, nor with which. Who reads is not held up; who
    writes waits for it, some seconds for a hundred thousand rows.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == POSTGRESQL:
            cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        cursor.execute(f"CREATE TEMPORARY TABLE mixed AS SELECT * FROM {table}")
        cursor.execute(f"DELETE FROM {table}")
        cursor.execute(f"INSERT INTO {table} SELECT * FROM mixed ORDER BY key")
        cursor.execute("DROP TABLE mixed")
    return model._default_manager.count()


def _others(free: QuerySet[M], kind: Iterable[Q]) -> list[M]:
    found: list[M] = []
    for fits in kind:
        more = free.filter(fits).exclude(key__in=_keys(found))
        found += _at_random(more, HIDDEN_AMONG - len(found))
    return found


def _at_random(rows: QuerySet[M], number: int) -> list[M]:
    if not number:
        return []
    found = list(rows.filter(key__gte=uuid4()).order_by("key")[:number])
    rest = rows.exclude(key__in=_keys(found)).order_by("key")
    return [*found, *rest[: number - len(found)]]  # round the corner, from the first


def _keys(rows: Sequence[Model]) -> list[UUID]:
    return [_KEY(one) for one in rows]
