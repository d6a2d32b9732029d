"""Where the points of a small chart over time stand. Drawn by core/_curves.html.

Lines differ in their strokes and points, not in colour alone. Beside it stands a table
with the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 480, 250
LEFT, RIGHT, TOP, BOTTOM = 58, 448, 14, 216
LABEL_Y = 238
MOST_LABELS = 4
STEPS = (1, 2, 5)
LINES = 4  # across, at most

Numbers = Sequence[int | None]


@dataclass(frozen=True)
class Series:
    """One line: `kind` is now, before or said; None leaves a hole."""

    kind: str
    numbers: Numbers


@dataclass(frozen=True)
class Mark:
    """A word or a line at a place: of the axis below, or of that on the left."""

    label: str
    at: int


@dataclass(frozen=True)
class Line:
    """A path, and the points on it."""

    kind: str
    path: str
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Curves:
    """All that is drawn; `band` is a closed path, `level` a height, or nothing."""

    lines: tuple[Line, ...]
    across: tuple[Mark, ...]
    below: tuple[Mark, ...]
    band: str = ""
    level: int | None = None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    label_y: int = LABEL_Y


def curves(
    labels: Sequence[str],
    series: Sequence[Series],
    band: tuple[Numbers, Numbers] | None = None,
    level: int | None = None,
) -> Curves:
    """Lines on one scale from 0, with a label for each point of time below.

    `band` is lowest and highest of a range, `level` what may not be passed.
    """
    rows: list[Numbers] = [one.numbers for one in series]
    rows += [*band] if band else []
    rows += [[level]] if level is not None else []
    step, most = _scale(max((one for row in rows for one in row if one), default=1))
    places = [_x(place, len(labels)) for place in range(len(labels))]

    def points(numbers: Numbers) -> list[tuple[int, int] | None]:
        return [
            None if one is None else (x, _y(one, most))
            for x, one in zip(places, numbers, strict=True)
        ]

    return Curves(
        tuple(_line(one.kind, points(one.numbers)) for one in series),
        tuple(Mark(str(n), _y(n, most)) for n in range(0, most + 1, step)),
        tuple(_below(labels, places)),
        _band(points(band[0]), points(band[1])) if band else "",
        None if level is None else _y(level, most),
    )


def _scale(most: int) -> tuple[int, int]:
    """A round step, and the highest number of the axis: a few steps."""
    power = 1
    while True:
        for step in STEPS:
            if step * power * LINES >= most:
                steps = -(-most // (step * power))
                return step * power, steps * step * power
        power *= 10


def _x(place: int, count: int) -> int:
    if count < 2:
        return (LEFT + RIGHT) // 2
    return LEFT + 8 + round((RIGHT - LEFT - 16) * place / (count - 1))


def _y(number: int, most: int) -> int:
    return BOTTOM - round((BOTTOM - TOP) * number / most)


def _below(labels: Sequence[str], places: Sequence[int]) -> Iterable[Mark]:
    """Some of them, the last one among them, so that they do not touch."""
    every = max(-(-len(labels) // MOST_LABELS), 1)
    for place, (label, x) in enumerate(zip(labels, places, strict=True)):
        if (len(labels) - 1 - place) % every == 0:
            yield Mark(label, x)


def _line(kind: str, points: Sequence[tuple[int, int] | None]) -> Line:
    path, is_down = [], False
    for point in points:
        if point is not None:
            path.append(f"{'L' if is_down else 'M'}{point[0]} {point[1]}")
        is_down = point is not None
    return Line(kind, "".join(path), tuple(point for point in points if point))


def _band(
    low: Sequence[tuple[int, int] | None], high: Sequence[tuple[int, int] | None]
) -> str:
    edge = [point for point in high if point] + [point for point in low if point][::-1]
    return "M" + "L".join(f"{x} {y}" for x, y in edge) + "Z" if edge else ""
