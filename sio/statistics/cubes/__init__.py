"""The fixed cubes; one module per family of rows, and here one line for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sio.core.time import school_year
from sio.statistics import rows
from sio.statistics.cells import Cube, year_name
from sio.statistics.cubes import files, pupils, recipe, stock, talks, use
from sio.statistics.cubes.errors import CubeUnknown, YearsImpossible
from sio.statistics.cubes.recipe import Recipe
from sio.statistics.rows import Family, loaded

# Goes up with every change by which the same facts could give other numbers.
QUERY_VERSION = "5"

CUBES: dict[str, Recipe] = {
    one.name: one
    for module in (files, pupils, stock, talks, use)
    for one in module.CUBES
}
FAMILIES: dict[str, Family] = {one.family.name: one.family for one in CUBES.values()}


@dataclass(frozen=True)
class Snapshot:
    """Cubes, and the rows that they were counted from: a text per family."""

    cubes: tuple[Cube, ...]
    dumps: dict[str, str]


def recipe_of(name: str) -> Recipe:
    """The cube of that name, or CubeUnknown."""
    if name not in CUBES:
        raise CubeUnknown(
            _("Er zijn geen cijfers met de naam %(name)s.") % {"name": name}
        )
    return CUBES[name]


def families_of(names: Iterable[str]) -> list[Family]:
    """The families that these cubes count, each once."""
    return list(
        {one.name: one for one in (recipe_of(n).family for n in names)}.values()
    )


def check_years(years: range, cutoff: datetime) -> None:
    """YearsImpossible if there are none, or the last has not begun by then."""
    if not years:
        raise YearsImpossible(_("Het laatste schooljaar ligt voor het eerste."))
    if years[-1] > school_year(timezone.localdate(cutoff)):
        raise YearsImpossible(
            _("Het schooljaar %(year)s is nog niet begonnen.")
            % {"year": year_name(years[-1])}
        )


def compute(name: str, years: range) -> Cube:
    """One cube, from rows that are `loaded` and filled."""
    [found] = compute_all([name], years)
    return found


def compute_all(names: Iterable[str], years: range) -> tuple[Cube, ...]:
    """These cubes, in their order, from rows that are `loaded` and filled."""
    return tuple(recipe.compute([recipe_of(name) for name in names], years))


def counted(names: Iterable[str], years: range, cutoff: datetime) -> tuple[Cube, ...]:
    """These cubes as of `cutoff`, all in one look.

    Raises CubeUnknown and YearsImpossible. For a worker or a command: it takes
    some tenths of a second or more. What their rows say is not looked through, as it
    is before a release keeps them.
    """
    wanted = list(names)
    with _gathered(wanted, years, cutoff):
        return compute_all(wanted, years)


def taken(names: Iterable[str], years: range, cutoff: datetime) -> Snapshot:
    """As `counted`, with the rows they came from: memory in step with these."""
    wanted = list(names)
    with _gathered(wanted, years, cutoff) as families:
        cubes = compute_all(wanted, years)
        return Snapshot(cubes, {one.name: rows.dump(one) for one in families})


@contextmanager
def _gathered(
    names: Iterable[str], years: range, cutoff: datetime
) -> Iterator[list[Family]]:
    check_years(years, cutoff)
    families = families_of(names)
    with loaded(families):
        for family in families:
            rows.gather(family, cutoff, years)
        yield families


def recomputed(
    dumps: Mapping[str, str], names: Iterable[str], years: range
) -> tuple[Cube, ...]:
    """The same cubes again, from rows that were kept. RowsOfAnotherVersion."""
    wanted = list(names)
    families = families_of(wanted)
    with loaded(families):
        for family in families:
            rows.load(family, dumps[family.name])
        return compute_all(wanted, years)
