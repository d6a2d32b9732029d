"""Where the bars of a small chart stand. Drawn by core/_bars.html, beside its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LABEL_WIDTH = 46
LONGEST_BAR = 230
NUMBER_WIDTH = 54
BAR_HEIGHT = 16
ROW_HEIGHT = 46
SINGLE_HEIGHT = 28
WIDTH = LABEL_WIDTH + LONGEST_BAR + NUMBER_WIDTH


@dataclass(frozen=True)
class Bar:
    """One bar, with its top left corner and where its number stands."""

    kind: str
    value: int
    x: int
    y: int
    width: int
    height: int
    number_x: int
    number_y: int


@dataclass(frozen=True)
class Row:
    """One label with its bars: one, or that of now and that of the year before."""

    label: str
    label_y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """All rows, and how much room they need."""

    rows: tuple[Row, ...]
    width: int
    height: int


def bars(lines: Sequence[tuple[str, int, int]]) -> Chart:
    """Label, now, before of each line, from top to bottom, on one scale from 0."""
    most = max((max(now, before) for _label, now, before in lines), default=0) or 1
    rows = tuple(
        Row(
            label,
            place * ROW_HEIGHT + ROW_HEIGHT // 2,
            (
                _bar("now", now, most, place * ROW_HEIGHT + 5),
                _bar("before", before, most, place * ROW_HEIGHT + 6 + BAR_HEIGHT),
            ),
        )
        for place, (label, now, before) in enumerate(lines)
    )
    return Chart(rows, WIDTH, ROW_HEIGHT * len(rows))


def single_bars(lines: Sequence[tuple[str, int]]) -> Chart:
    """Label and number of each line, one bar each, on one scale from 0."""
    most = max((value for _label, value in lines), default=0) or 1
    rows = tuple(
        Row(
            label,
            place * SINGLE_HEIGHT + SINGLE_HEIGHT // 2,
            (_bar("now", value, most, place * SINGLE_HEIGHT + 6),),
        )
        for place, (label, value) in enumerate(lines)
    )
    return Chart(rows, WIDTH, SINGLE_HEIGHT * len(rows))


def _bar(kind: str, value: int, most: int, y: int) -> Bar:
    width = round(LONGEST_BAR * value / most)
    number_x = LABEL_WIDTH + width + 6
    return Bar(
        kind, value, LABEL_WIDTH, y, width, BAR_HEIGHT, number_x, y + BAR_HEIGHT // 2
    )
