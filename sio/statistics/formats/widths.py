"""How wide columns must be for their words, measured in the letters that we carry.

Those are a little wider than what office programs write in, so there is always room.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from sio.statistics.charts.letters import width_of
from sio.statistics.formats.layout import Table

_SPARE = 1.15  # our digits are wide beside our other letters
_PIECES = re.compile(r"[^\s-]+-?|-")  # a line may break after a hyphen


def texts_by_column(table: Table) -> list[list[str]]:
    """All words that stand in each column, its head first."""
    heads = [*table.corner, *(column.name for column in table.columns)]
    rows = [[*row.heads, *(cell.text for cell in row.cells)] for row in table.rows]
    return [list(texts) for texts in zip(heads, *rows, strict=True)]


def whole_width(texts: Iterable[str], size: float) -> float:
    """So wide that none goes on a next line; bold, as totals are."""
    return max((width_of(text, size, bold=True) for text in texts), default=0)


def least_width(texts: Iterable[str], size: float) -> float:
    """So wide that no word is cut."""
    pieces = (piece for text in texts for piece in _PIECES.findall(text))
    return whole_width(pieces, size)


def shared(room: float, least: Sequence[float], whole: Sequence[float]) -> list[float]:
    """The room over columns: to each its least, more towards whole, the rest alike."""
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    left = room - sum(least)
    wanted = [more - width for width, more in zip(least, whole, strict=True)]
    part = min(1, left / sum(wanted)) if sum(wanted) else 0
    rest = (left - sum(wanted) * part) / len(least)
    return [
        width + more * part + rest for width, more in zip(least, wanted, strict=True)
    ]


def digits_of(texts: Iterable[str]) -> float:
    """The widest of them in digits, as spreadsheets measure columns."""
    return whole_width(texts, 1) / width_of("0", 1) * _SPARE


def lines_of(text: str, digits: float) -> int:
    """On how many lines it stands in a column of so many digits."""
    width = width_of(text, 1) / width_of("0", 1) * _SPARE
    return max(1, math.ceil(width / digits))
