"""Cells that an answer leaves blank: said by nobody, and neither zero nor hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sio.statistics.cells import Shown, ShownCube

SEPARATOR = "|"  # between the values of a place
Mask = Iterable[tuple[str, str, str]]  # cube, place, key of a measure


def place_name(at: Iterable[str]) -> str:
    """Where a cell stands, as one text."""
    return SEPARATOR.join(at)


def masked(cube: ShownCube, mask: Mask) -> ShownCube:
    """The same without the values that the mask names; places it lacks are no error."""
    blank = {(place, key) for name, place, key in mask if name == cube.shape.name}
    keys = [one.key for one in cube.shape.measures]

    def values(place: str, shown: tuple[Shown, ...]) -> tuple[Shown, ...]:
        pairs = zip(keys, shown, strict=True)
        return tuple(None if (place, key) in blank else one for key, one in pairs)

    cells = (
        replace(cell, values=values(place_name(cell.at), cell.values))
        for cell in cube.cells
    )
    return replace(cube, cells=tuple(cells)) if blank else cube
