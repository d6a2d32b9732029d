"""How a cube is counted: one GROUP BY at the finest grain, and its margins from that.

The database gives whole numbers only; all else is done here, so that SQLite and
PostgreSQL cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.db import connection

from sio.statistics.cells import (
    PROVINCE,
    SCHOOL_YEAR,
    TOTAL,
    Cell,
    Cube,
    Measure,
    Number,
    Shape,
    year_name,
)
from sio.statistics.rows import Family, grouped_by_hash

Found = dict["Tally", int]
At = tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """A whole number of a group of rows, and how those of two groups are joined."""

    sql: str
    join: Callable[[int, int], int] = int.__add__


ROWS = Tally("COUNT(*)")


@dataclass(frozen=True)
class Figure:
    """A measure, and how it is read from the tallies of its cell.

    `read` gets those of the cell and, as `whole`, those of all values of its last
    dimension together. `people` says how many are behind it, if not all of the cell;
    `most` how much one of them did of it, of a sum that is the first tally.
    """

    measure: Measure
    tallies: tuple[Tally, ...]
    read: Callable[[Found, Found], Number]
    people: Tally | None = None
    most: Tally | None = None

    def is_led(self, cell: Found) -> bool:
        """Whether all others together did less than a fifth of what one did."""
        if self.most is None:
            return False
        largest, together = cell.get(self.most, 0), cell.get(self.tallies[0], 0)
        return 5 * (together - largest) < largest


@dataclass(frozen=True)
class Dimension:
    """A column that tells the cells apart. `values` are there with or without rows.

    Others that are found come after them. `sql` where it is no column. What is
    `summed` has a margin; school years have none, for a pupil counts in several. A
    value that lies `within` one of an earlier dimension has cells only there. Of what
    is `asked` a value that nobody has is blank if of some it is not known.
    """

    key: str
    values: tuple[str, ...] = ()
    sql: str = ""
    summed: bool = True
    within: str = ""
    asked: bool = False


YEAR = Dimension(SCHOOL_YEAR, summed=False)


@dataclass(frozen=True)
class Recipe:
    """A cube that can be counted. `people` says how many are behind a cell."""

    name: str
    version: int
    family: Family
    dimensions: tuple[Dimension, ...]
    figures: tuple[Figure, ...]
    universe: str
    definitions: tuple[str, ...]
    where: Mapping[str, str] | None = None  # a value for a column of text
    people: Tally = ROWS

    @property
    def shape(self) -> Shape:
        """What others see of it."""
        return Shape(
            name=self.name,
            version=self.version,
            dimensions=tuple(one.key for one in self.dimensions),
            measures=tuple(one.measure for one in self.figures),
            universe=self.universe,
            where=dict(self.where or {}),
            definitions=self.definitions,
        )


def count(key: str, unit: str, of: str = "COUNT(*)") -> Figure:
    """So many are counted."""
    tally = Tally(of)
    measure = Measure(key, "count", unit)
    return Figure(measure, (tally,), lambda cell, _whole: cell.get(tally, 0))


def total(key: str, unit: str, column: str) -> Figure:
    """What they did, together."""
    tally = Tally(f"SUM({column})")
    measure = Measure(key, "sum", unit)
    return added_up(measure, column, lambda cell, _whole: cell.get(tally, 0))


def added_up(
    measure: Measure, column: str, read: Callable[[Found, Found], Number]
) -> Figure:
    """A sum of a column; behind it are those who did any of it."""
    largest = Tally(f"MAX({column})", max)
    tallies = Tally(f"SUM({column})"), doers(column), largest
    return Figure(measure, tallies, read, doers(column), largest)


def doers(column: str) -> Tally:
    """Those who have any of it."""
    return Tally(f"COUNT(NULLIF({column}, 0))")


def mean(key: str, unit: str, column: str) -> Figure:
    """The mean of those that have one; blank if none has."""
    together, number = Tally(f"SUM({column})"), Tally(f"COUNT({column})")

    def read(cell: Found, _whole: Found) -> Number:
        return cell[together] / cell[number] if cell.get(number) else None

    return Figure(Measure(key, "mean", unit), (together, number), read, number)


def least(key: str, unit: str, column: str) -> Figure:
    """The smallest; blank if none has one."""
    return _extreme(Measure(key, "min", unit), Tally(f"MIN({column})", min), column)


def most(key: str, unit: str, column: str) -> Figure:
    """The largest; blank if none has one."""
    return _extreme(Measure(key, "max", unit), Tally(f"MAX({column})", max), column)


def _extreme(measure: Measure, tally: Tally, column: str) -> Figure:
    number = Tally(f"COUNT({column})")
    return Figure(
        measure, (tally, number), lambda cell, _whole: cell.get(tally), number
    )


def share(key: str = "share", people: Tally = ROWS) -> Figure:
    """How many percent, in one decimal, of all values of the last dimension."""

    def read(cell: Found, whole: Found) -> Number:
        part, of = cell.get(people, 0), whole.get(people, 0)
        return (2000 * part + of) // (2 * of) / 10 if of else None

    return Figure(Measure(key, "share", "percent"), (people,), read)


def compute(recipes: Sequence[Recipe], years: range) -> list[Cube]:
    """Count them from the rows that are loaded: one pass for all cubes of a family.

    A year before the first row has no cells, for nobody counted then; from there on
    an empty place is a zero.
    """
    passes = {one.family.name for one in recipes}
    with grouped_by_hash():
        counted = {
            name: Pass([one for one in recipes if one.family.name == name], years)
            for name in passes
        }
    return [_cube(one, counted[one.family.name]) for one in recipes]


class Pass:
    """The tallies of a family at the finest grain that any of its cubes asks for."""

    def __init__(self, recipes: Sequence[Recipe], years: range) -> None:
        family = recipes[0].family
        wheres = [dict(one.where or {}) for one in recipes]
        # What all of them ask for the database leaves out; else a cube does.
        self.where = wheres[0] if all(one == wheres[0] for one in wheres) else {}
        asked = [] if self.where else [_quoted(key) for one in wheres for key in one]
        groups = [_expression(one) for r in recipes for one in r.dimensions]
        self.grain = list(dict.fromkeys([*groups, *asked]))
        self.tallies = list(dict.fromkeys(one for r in recipes for one in _tallies(r)))
        self.years = _counted_years(family, years)
        self.groups = _groups(self, family, years)

    def finest(self, recipe: Recipe) -> dict[At, Found]:
        """The tallies of one cube at its own grain, without margins."""
        width = len(self.grain)
        places = [self.grain.index(_expression(one)) for one in recipe.dimensions]
        where = {
            self.grain.index(_quoted(key)): value
            for key, value in (recipe.where or {}).items()
            if not self.where
        }
        tallies = _tallies(recipe)
        numbers = [width + self.tallies.index(one) for one in tallies]
        joins = [one.join for one in tallies]
        found: dict[At, list[Any]] = {}
        for row in self.groups:
            if all(row[place] == value for place, value in where.items()):
                at = tuple(map(row.__getitem__, places))
                more = list(map(row.__getitem__, numbers))
                old = found.get(at)
                found[at] = more if old is None else _joined(joins, old, more)
        return {_named(at, recipe): _known(tallies, cell) for at, cell in found.items()}


def _expression(dimension: Dimension) -> str:
    return dimension.sql or _quoted(dimension.key)


def _counted_years(family: Family, years: range) -> list[int]:
    """From the first that has a row on; none where rows have no school year."""
    if SCHOOL_YEAR not in family.keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MIN({SCHOOL_YEAR}) FROM {family.table}")
        [first] = cursor.fetchone()
    return [year for year in years if first is not None and year >= first]


def _groups(wanted: Pass, family: Family, years: range) -> list[tuple[Any, ...]]:
    groups = ", ".join(wanted.grain)
    sums = ", ".join(one.sql for one in wanted.tallies)
    conditions = [f"{_quoted(key)} = %s" for key in wanted.where]
    params: list[Any] = list(wanted.where.values())
    if SCHOOL_YEAR in family.keys:
        conditions.append(f"{SCHOOL_YEAR} BETWEEN %s AND %s")
        params += [years.start, years.stop - 1]
    kept = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {groups}, {sums} FROM {family.table}{kept} GROUP BY {groups}",
            params,
        )
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _tallies(recipe: Recipe) -> list[Tally]:
    needed = [recipe.people, *(one for f in recipe.figures for one in f.tallies)]
    return list(dict.fromkeys(needed))


def _quoted(column: str) -> str:
    return connection.ops.quote_name(column)


def _named(at: tuple[Any, ...], recipe: Recipe) -> At:
    return tuple(
        year_name(int(str(value))) if one.key == SCHOOL_YEAR else str(value)
        for one, value in zip(recipe.dimensions, at, strict=True)
    )


def _joined(
    joins: list[Callable[[int, int], int]], some: list[Any], more: list[Any]
) -> list[Any]:
    """The tallies of two groups as those of one; None is of nobody."""
    return [
        b if a is None else a if b is None else join(int(a), int(b))
        for join, a, b in zip(joins, some, more, strict=True)
    ]


def _known(tallies: list[Tally], numbers: list[Any]) -> Found:
    """By tally; without those of nobody."""
    pairs = zip(tallies, numbers, strict=True)
    return {one: int(number) for one, number in pairs if number is not None}


def _add(cell: Found, more: Found) -> None:
    """Join the tallies of another group into those of a cell."""
    for tally, number in more.items():
        old = cell.get(tally)
        cell[tally] = number if old is None else tally.join(old, number)


def _cube(recipe: Recipe, counted: Pass) -> Cube:
    finest = counted.finest(recipe)
    values = [
        _values(one, (at[place] for at in finest))
        for place, one in enumerate(recipe.dimensions)
    ]
    if recipe.dimensions[0].key == SCHOOL_YEAR:
        values[0] = [year_name(year) for year in counted.years]
    folded = _folded(recipe, finest)
    places = _places(recipe, values, finest.keys())
    return Cube(recipe.shape, tuple(_cell(recipe, at, folded) for at in places))


def _values(dimension: Dimension, found: Iterable[str]) -> list[str]:
    """Those that are always there, others in their order, and what is not known."""
    others = set(found) - set(dimension.values)
    unknown = [""] if "" in others else []
    return [*dimension.values, *sorted(others - {""}), *unknown]


def _folded(recipe: Recipe, finest: Mapping[At, Found]) -> dict[At, Found]:
    """Each place with its tallies, margins among them."""
    cells: dict[At, Found] = {}
    for at, found in finest.items():
        kept = (
            (value, TOTAL) if one.summed else (value,)
            for one, value in zip(recipe.dimensions, at, strict=True)
        )
        for place in product(*kept):
            _add(cells.setdefault(place, {}), found)
    return cells


def _places(
    recipe: Recipe, values: list[list[str]], found: Collection[At]
) -> Iterator[At]:
    """All places in their order: each value with each, margins last."""
    keys = [one.key for one in recipe.dimensions]
    pairs = [
        (keys.index(one.within), place)
        for place, one in enumerate(recipe.dimensions)
        if one.within
    ]
    fitting = {
        (outer, inner, at[outer], at[inner]) for outer, inner in pairs for at in found
    }
    kept = (
        [*some, TOTAL] if one.summed else some
        for one, some in zip(recipe.dimensions, values, strict=True)
    )
    for at in product(*kept):
        if all(
            at[inner] == TOTAL or (outer, inner, at[outer], at[inner]) in fitting
            for outer, inner in pairs
        ):
            yield at


def _cell(recipe: Recipe, at: At, folded: dict[At, Found]) -> Cell:
    has_share = any(one.measure.kind == "share" for one in recipe.figures)
    cell = folded.get(at, {})
    whole = folded.get((*at[:-1], TOTAL), {}) if has_share else cell
    numbers = tuple(one.read(cell, whole) for one in recipe.figures)
    if not cell and _is_unknown(recipe, at, folded):
        numbers = (None,) * len(numbers)
    return Cell(
        at=at,
        numbers=numbers,
        n=cell.get(recipe.people, 0),
        whole=whole.get(recipe.people, 0) if has_share else None,
        behind=_behind(recipe, cell),
        led=tuple(n for n, one in enumerate(recipe.figures) if one.is_led(cell)),
    )


def _is_unknown(recipe: Recipe, at: At, folded: dict[At, Found]) -> bool:
    """Whether nobody is there as far as known, and of some it is not known."""
    last = recipe.dimensions[-1]
    return last.asked and at[-1] in last.values and (*at[:-1], "") in folded


def _behind(recipe: Recipe, cell: Found) -> tuple[int, ...]:
    """How many are behind each number; empty if all are behind every one."""
    found = tuple(cell.get(one.people or recipe.people, 0) for one in recipe.figures)
    return found if set(found) - {cell.get(recipe.people, 0)} else ()


PROVINCES = Dimension(
    PROVINCE, ("BE-VAN", "BE-VOV", "BE-VWV", "BE-VLI", "BE-VBR", "BE-BRU")
)
