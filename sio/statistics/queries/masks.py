"""The cells of a figure, to choose from which of them stay blank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from sio.statistics.cells import SCHOOL_YEAR, TOTAL, Shape, year_name
from sio.statistics.cubes import recipe_of
from sio.statistics.cubes.recipe import Dimension
from sio.statistics.labels import (
    measure_name,
    total_name,
    value_names,
)
from sio.statistics.masks import SEPARATOR, place_name
from sio.statistics.models import Release

At = tuple[str, ...]


@dataclass(frozen=True)
class Box:
    """One cell to tick: what is sent, and what stands above its column."""

    value: str
    head: str


@dataclass(frozen=True)
class GridRow:
    """One line of the table of boxes."""

    name: str
    cells: tuple[Box, ...]


@dataclass(frozen=True)
class Grid:
    """All cells: years and measures across, all else down. `blank` are ticked."""

    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    blank: tuple[str, ...]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What may be sent."""
        return [(box.value, box.value) for row in self.rows for box in row.cells]


def box_value(place: str, key: str) -> str:
    """How a cell is sent: where it stands, and which measure."""
    return f"{place}/{key}"


def mask_cells_of(release: Release, name: str) -> Grid:
    """Those that the figure has or will have: a draft need not be computed yet."""
    recipe = recipe_of(name)
    shape = recipe.shape
    axes = [_values(one, release) for one in recipe.dimensions]
    for number, place in enumerate(zip(*_known(release, name), strict=True)):
        axes[number] = list(dict.fromkeys([*axes[number], *place]))
    mask = (one for one in release.mask if one[0] == name)
    return Grid(
        tuple(head for head, _year, _key in _columns(shape, axes)),
        tuple(_rows(shape, axes)),
        tuple(box_value(place, key) for _cube, place, key in mask),
    )


def _values(dimension: Dimension, release: Release) -> list[str]:
    if dimension.key == SCHOOL_YEAR:
        years = range(release.first_year, release.last_year + 1)
        return [year_name(year) for year in years]
    return [*dimension.values, *([TOTAL] if dimension.summed else [])]


def _known(release: Release, name: str) -> list[At]:
    """Places that it had when it was last computed, or that stay blank already."""
    cubes = release.content["cubes"] if release.figures else {}
    cells = cubes[name]["cells"] if name in cubes else []
    keys = recipe_of(name).shape.dimensions
    had = [tuple(cell.get(key, "") for key in keys) for cell in cells]
    blank = [tuple(one[1].split(SEPARATOR)) for one in release.mask if one[0] == name]
    return [*had, *blank]


def _columns(
    shape: Shape, axes: list[list[str]]
) -> Iterable[tuple[str, str | None, str]]:
    """What stands above, the year if years go across, and the key of the measure."""
    years: list[str | None] = [None]
    if SCHOOL_YEAR in shape.dimensions:
        years = [*sorted(axes[shape.dimensions.index(SCHOOL_YEAR)])]
    for year, measure in product(years, shape.measures):
        words = [year] if year else []
        if len(shape.measures) > 1 or not year:
            words.append(measure_name(measure))
        yield ", ".join(words), year, measure.key


def _rows(shape: Shape, axes: list[list[str]]) -> Iterable[GridRow]:
    pairs = list(zip(shape.dimensions, axes, strict=True))
    down = [_named(shape, key, axis) for key, axis in pairs if key != SCHOOL_YEAR]
    for found in product(*down):
        at = {key: value for key, value, _name in found}
        cells = tuple(
            Box(box_value(_place(shape, at, year), key), head)
            for head, year, key in _columns(shape, axes)
        )
        name = ", ".join(name for _key, _value, name in found)
        yield GridRow(name or total_name(shape.measures), cells)


def _named(shape: Shape, key: str, axis: list[str]) -> list[tuple[str, str, str]]:
    names = value_names(key, axis)
    if TOTAL in names:
        names[TOTAL] = total_name(shape.measures)
    return [(key, value, name) for value, name in names.items()]


def _place(shape: Shape, at: dict[str, str], year: str | None) -> str:
    return place_name(
        (year or "") if key == SCHOOL_YEAR else at[key] for key in shape.dimensions
    )
