"""What the world knows already: earlier releases, and tables of before the system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sio.statistics.actions.snapshot import count_cubes
from sio.statistics.cells import HIDDEN, TABLES_BEFORE, Cube, ShownCube
from sio.statistics.cubes import CUBES
from sio.statistics.disclosure import (
    EarlierRelease,
    Note,
    as_published,
)
from sio.statistics.disclosure.places import Spot
from sio.statistics.disclosure.releases import is_told
from sio.statistics.models import PublishedTable, Release
from sio.statistics.queries.document import shown_cubes
from sio.statistics.queries.published import shown_of
from sio.statistics.queries.recompute import kept_truth
from sio.statistics.queries.releases import crowds_of, earlier_signed
from sio.statistics.workflow import Mode


def earlier_of(release: Release, found: Sequence[Cube]) -> list[EarlierRelease]:
    """What is out already of the same people, with its numbers of then and of now.

    Those of then it kept itself: whatever is counted otherwise since, or not at all any
    more, no release stops a later one.
    """
    universes = {one.shape.universe for one in found}
    signed = earlier_signed(release, universes)
    shown = {one.number: _computed(one, crowds_of(universes)) for one in signed}
    now = _now(release, found, signed, shown.values())
    return [
        EarlierRelease(
            number=one.number,
            shown=shown[one.number],
            then=kept_truth(one),
            now=now,
            k=one.k if one.mode == Mode.SUPPRESSED else 1,
        )
        for one in signed
    ]


def _computed(release: Release, crowds: set[str]) -> tuple[ShownCube, ...]:
    """Its computed cubes that count some of these."""
    return tuple(
        one
        for one in shown_cubes(release.content).values()
        if not one.source and crowds_of([one.shape.universe]) & crowds
    )


def _now(
    release: Release,
    found: Sequence[Cube],
    signed: Sequence[Release],
    shown: Iterable[Sequence[ShownCube]],
) -> tuple[Cube, ...]:
    """Cubes of earlier releases that this one does not have, counted at this moment.

    Once for all of them, over all their school years.
    """
    present = {cube.shape.name for cube in found}
    names = {cube.shape.name for cubes in shown for cube in cubes}
    wanted = sorted((names - present) & CUBES.keys())
    first = min((one.first_year for one in signed), default=release.first_year)
    last = max((one.last_year for one in signed), default=release.last_year)
    return _counted(wanted, release, range(first, last + 1))


def not_compared(
    earlier: Iterable[EarlierRelease], found: Sequence[Cube]
) -> Iterator[Note]:
    """Cubes of earlier releases that are counted no more, or in another way."""
    for one in earlier:
        for cube in one.not_compared(found):
            yield Note("gone", cube.shape.name, (), "", one.number)


def tables_before(release: Release, found: Sequence[Cube]) -> list[EarlierRelease]:
    """The tables that were published of the same people, as far as they still hold."""
    crowds = crowds_of(one.shape.universe for one in found)
    tables = [
        shown_of(one)
        for one in PublishedTable.objects.filter(cube__in=CUBES).order_by("pk")
        if crowds & crowds_of([CUBES[one.cube].universe])
    ]
    present = {one.shape.name: one for one in found}
    names = {one.shape.name for one in tables}.difference(present)
    years = range(release.first_year, release.last_year + 1)
    counted = {one.shape.name: one for one in _counted(sorted(names), release, years)}
    every = counted | present
    return [as_published(one, every[one.shape.name]) for one in tables]


def _counted(names: Sequence[str], release: Release, years: range) -> tuple[Cube, ...]:
    """Cubes that aren't shown, over these school years, at the same moment."""
    if not names:
        return ()
    assert release.cutoff_at is not None
    return count_cubes(names, years, release.cutoff_at)


def with_tables(
    notes: Iterable[Note],
    shown: Sequence[ShownCube],
    tables: Sequence[EarlierRelease],
    printed: Iterable[ShownCube],
) -> list[Note]:
    """The same notes, and all that is hidden and that stands in a table of before.

    Also if that has another number: "printed" if it is in this very release.
    """
    here = {spot for table in printed for spot in _told(table)}
    before = {spot for one in tables for cube in one.shown for spot in _told(cube)}
    hidden = [spot for cube in shown for spot in _spots(cube, is_hidden=True)]
    found = [Note("printed", *spot) for spot in hidden if spot in here]
    found += [
        Note("public", *spot, TABLES_BEFORE)
        for spot in hidden
        if spot in before and spot not in here
    ]
    kept = [
        one for one in notes if (one.kind, one.release) != ("public", TABLES_BEFORE)
    ]
    return [*kept, *found]


def _told(cube: ShownCube) -> Iterator[Spot]:
    return _spots(cube, is_hidden=False)


def _spots(cube: ShownCube, *, is_hidden: bool) -> Iterator[Spot]:
    for cell in cube.cells:
        for measure, value in zip(cube.shape.measures, cell.values, strict=True):
            if value == HIDDEN if is_hidden else is_told(value):
                yield cube.shape.name, cell.at, measure.key
