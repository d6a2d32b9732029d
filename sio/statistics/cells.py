"""What a cube gives, and what of it may be shown: the same values in every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TOTAL = "total"  # stands in a cell for all values of a dimension together
HIDDEN = ":c"  # Eurostat's flag for a figure that is confidential
TABLES_BEFORE = 0  # number of the release that stands for tables of before them
SCHOOL_YEAR = "school_year"  # a dimension; its values read "2015-2016"
PROVINCE = "province"  # of the school; its values are ISO 3166-2, "" if not known

# A number; None is a blank, which is no zero.
Number = int | float | None
# What is shown of it: the number, a blank, HIDDEN, or a word such as "schooljaar".
Shown = int | float | str | None


@dataclass(frozen=True)
class Measure:
    """One number of a cell. `kind` says what guards it (see `disclosure`).

    count: so many are counted, and the number is their own. sum, mean: of what they
    did, together. min, max: of one of them. share: one count in percent of another.
    A mean may be `of` two sums of the same cell, by key: this part by that whole.
    """

    key: str
    kind: str  # count, sum, mean, min, max, share
    unit: str  # pupils, months, hours, half_days, percent, …
    of: tuple[str, ...] = field(default=(), compare=False)  # none, or two


@dataclass(frozen=True)
class Shape:
    """What a cube looks like, without its numbers.

    `universe` names whom it counts: cubes of one universe count the same people, so
    that one tells of the other. `where` is what all of its cells have in common, such
    as {"main": "psychological"}. `definitions` are keys of `definitions.DEFINITIONS`.
    """

    name: str
    version: int
    dimensions: tuple[str, ...]
    measures: tuple[Measure, ...]
    universe: str
    where: Mapping[str, str] = field(default_factory=dict)
    definitions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One place of a cube: a value per dimension, and a true number per measure.

    `n` is how many people are behind it. For a share `n` is the part, and `whole` the
    count of which it is one. `behind` is there if some number is of fewer, such as a
    mean of those who have one. `led` are the places of sums of which one of them makes
    nearly all, so that the sum tells what that one did.
    """

    at: tuple[str, ...]
    numbers: tuple[Number, ...]
    n: int
    whole: int | None = None
    behind: tuple[int, ...] = ()
    led: tuple[int, ...] = ()

    def people(self, number: int) -> int:
        """How many are behind the number of that place."""
        return self.behind[number] if self.behind else self.n


@dataclass(frozen=True)
class Cube:
    """All cells of a shape, margins with TOTAL among them; in a fixed order."""

    shape: Shape
    cells: tuple[Cell, ...]

    def at(self, *at: str) -> Cell:
        """The cell there. KeyError if there is none."""
        return {cell.at: cell for cell in self.cells}[at]


@dataclass(frozen=True)
class ShownCell:
    """A cell as it may be read by anybody: one value per measure."""

    at: tuple[str, ...]
    values: tuple[Shown, ...]


@dataclass(frozen=True)
class ShownCube:
    """A cube after disclosure control: no true number behind HIDDEN is left in it.

    `source` is empty for what was computed; else where the figures were published.
    """

    shape: Shape
    cells: tuple[ShownCell, ...]
    source: str = ""

    def at(self, *at: str) -> ShownCell:
        """The cell there. KeyError if there is none."""
        return {cell.at: cell for cell in self.cells}[at]

    def as_json(self) -> dict[str, object]:
        """Plain JSON: each cell has its dimensions and measures by key."""
        shape = self.shape
        keys = (*shape.dimensions, *(one.key for one in shape.measures))
        return {
            "cube": shape.name,
            "version": shape.version,
            "definitions": list(shape.definitions),
            "dimensions": list(shape.dimensions),
            "measures": [
                {"key": one.key, "kind": one.kind, "unit": one.unit}
                for one in shape.measures
            ],
            "source": self.source,
            "cells": [
                dict(zip(keys, (*cell.at, *cell.values), strict=True))
                for cell in self.cells
            ],
        }


def year_name(year: int) -> str:
    """The school year that begins in `year`: "2015-2016"."""
    return f"{year}-{year + 1}"
