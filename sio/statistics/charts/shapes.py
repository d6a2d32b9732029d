"""The five provinces and Brussels as outlines in pixels, from `provinces.topojson`."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("provinces.topojson")
Point = tuple[float, float]


@dataclass(frozen=True)
class Ground:
    """Outlines per ISO 3166-2 code, as GeoJSON MultiPolygons, and their room."""

    outlines: dict[str, list[list[list[Point]]]]
    height: float


@cache
def ground(width: int) -> Ground:
    """The map, so many pixels wide, north above.

    Flat: a degree of latitude has one length, as it nearly has in so small a country.
    """
    topology = json.loads(FILE.read_text())
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    east, north = (max(point[axis] for arc in arcs for point in arc) for axis in (0, 1))
    west, south = (min(point[axis] for arc in arcs for point in arc) for axis in (0, 1))
    across = width / (east - west)
    down = across / math.cos(math.radians((north + south) / 2))

    def pixel(point: Point) -> Point:
        x, y = (point[0] - west) * across, (north - point[1]) * down
        return round(x, 1), round(y, 1)

    pixels = [[pixel(point) for point in arc] for arc in arcs]
    outlines = {
        shape["id"]: [
            [_ring(ring, pixels) for ring in polygon] for polygon in shape["arcs"]
        ]
        for shape in topology["objects"]["provinces"]["geometries"]
    }
    return Ground(outlines, round((north - south) * down))


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    """Each point is told as steps from the one before. Source: TopoJSON, 2.1.3."""
    points, x, y = [], 0, 0
    (across, down), (west, south) = transform["scale"], transform["translate"]
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * across + west, y * down + south))
    return points


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Arcs put together; one that is named ~number is walked backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points
