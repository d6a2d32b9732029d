"""From true numbers to what a release tells: what is hidden, and what goes along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from sio.statistics.actions.known import (
    earlier_of,
    not_compared,
    tables_before,
    with_tables,
)
from sio.statistics.cells import ShownCube
from sio.statistics.changes import Change, changes_between
from sio.statistics.content import Told
from sio.statistics.cubes import Snapshot
from sio.statistics.cubes.errors import CubeUnknown
from sio.statistics.definitions import definitions_of
from sio.statistics.disclosure import (
    EarlierRelease,
    Note,
    differences,
    protect,
    unprotected,
)
from sio.statistics.masks import masked
from sio.statistics.models import Release, ReleaseBlock
from sio.statistics.queries.completeness import sentences_of
from sio.statistics.queries.document import shown_cubes
from sio.statistics.queries.notes import grouped
from sio.statistics.queries.offers import (
    names_of,
    published_names,
    published_of,
)
from sio.statistics.queries.published import shown_of
from sio.statistics.workflow import Mode

Pattern = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Decided:
    """What is told, which cells are hidden, and what who signs must know."""

    told: Told
    pattern: Pattern
    notes: tuple[dict[str, Any], ...]


def decide(
    release: Release, blocks: Sequence[ReleaseBlock], snapshot: Snapshot
) -> Decided:
    """What of the true numbers this release shows, next to earlier ones."""
    found = snapshot.cubes
    earlier = earlier_of(release, found)
    tables: list[EarlierRelease] = []
    notes: list[Note] = []
    pattern: Pattern
    if release.mode == Mode.UNSUPPRESSED:
        shown, pattern = unprotected(found), []
    else:
        tables = tables_before(release, found)
        result = protect(found, k=release.k, earlier=[*earlier, *tables])
        shown, pattern = result.shown, result.pattern
        notes += result.notes
    notes += differences(found, shown, [*earlier, *tables], k=release.k)
    notes += not_compared(earlier, found)
    by_name = {one.shape.name: masked(one, release.mask) for one in shown}
    printed = _published(blocks)
    notes = with_tables(notes, shown, tables, printed.values())
    by_name |= printed
    told = Told(
        cubes=by_name,
        compared_with=tuple(one.number for one in earlier),
        completeness=tuple(sentences_of(release, names_of(blocks), snapshot.dumps)),
        definitions=definitions_of(
            chain.from_iterable(one.shape.definitions for one in by_name.values())
        ),
        changes=tuple(_changes(release, by_name)),
    )
    return Decided(told, pattern, tuple(grouped(notes)))


def _published(blocks: Iterable[ReleaseBlock]) -> dict[str, ShownCube]:
    """The tables of before that are chosen, or shown below a computed figure.

    Raises CubeUnknown if one is not there any more: no answer loses it unseen.
    """
    found = {}
    for block in blocks:
        for name in published_names(block):
            table = published_of(name)
            if table is None:
                raise CubeUnknown(_("Deze cijfers bestaan niet. Kies andere."))
            found[name] = shown_of(table)
    return found


def _changes(release: Release, now: dict[str, ShownCube]) -> Iterable[Change]:
    if release.corrects is None:
        return []
    return changes_between(shown_cubes(release.corrects.content), now)
