"""What a release keeps as JSON that is the same everywhere, and the hash of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sio.statistics.cells import Cell, Cube, Measure, Shape, ShownCell, ShownCube


def canonical(content: object) -> bytes:
    """Sorted keys, no spaces, UTF-8: of equal contents the same bytes."""
    text = json.dumps(
        content,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return text.encode()


def digest(content: object) -> str:
    """The SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def cube_as_json(cube: ShownCube) -> dict[str, Any]:
    """All of a shown cube, also whom it counts, so that later ones can be compared."""
    shape = cube.shape
    return cube.as_json() | {"universe": shape.universe, "where": dict(shape.where)}


def cube_from_json(found: dict[str, Any]) -> ShownCube:
    """The cube that was written so."""
    shape = _shape(found | {"name": found["cube"]})
    keys = [one.key for one in shape.measures]
    cells = (
        ShownCell(
            tuple(cell[key] for key in shape.dimensions),
            tuple(cell[key] for key in keys),
        )
        for cell in found["cells"]
    )
    return ShownCube(shape, tuple(cells), found["source"])


def text_of_truth(cubes: Iterable[Cube]) -> str:
    """True numbers, by name of cube, as one text: to be sealed, never to be shown."""
    found = [
        asdict(one.shape) | {"cells": [_values(cell) for cell in one.cells]}
        for one in sorted(cubes, key=lambda one: one.shape.name)
    ]
    return canonical(found).decode()


def _values(cell: Cell) -> list[object]:
    return [cell.at, cell.numbers, cell.n, cell.whole, cell.behind, cell.led]


def truth_of_text(text: str) -> tuple[Cube, ...]:
    """The cubes that were written so."""
    return tuple(
        Cube(
            _shape(one),
            tuple(
                Cell(tuple(at), tuple(numbers), n, whole, tuple(behind), tuple(led))
                for at, numbers, n, whole, behind, led in one["cells"]
            ),
        )
        for one in json.loads(text)
    )


def _shape(found: dict[str, Any]) -> Shape:
    return Shape(
        name=found["name"],
        version=found["version"],
        dimensions=tuple(found["dimensions"]),
        measures=tuple(
            Measure(**one | {"of": tuple(one.get("of", ()))})
            for one in found["measures"]
        ),
        universe=found["universe"],
        where=found["where"],
        definitions=tuple(found["definitions"]),
    )
