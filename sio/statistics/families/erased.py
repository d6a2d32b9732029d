"""Rows of files that were erased, read back as rows of their family.

They were kept at their erasure, as the file then stood: it was over, so nothing that
happened later could have changed what it says. Of when it was they know the school year
alone, so such a row counts whole in that year, whatever the moment of the figures: it
came in, or ended, before it was erased, and moments of figures are of now.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sio.statistics.families.sql import of_json
from sio.statistics.rows import Kind, Select

Columns = tuple[tuple[str, Kind], ...]


def kept(family: str, columns: Columns) -> Callable[[datetime], Select]:
    """A column that a row does not have is empty; one that the family lost is left."""
    return lambda _cutoff: select(family, *(value(*one) for one in columns))


def value(name: str, kind: Kind) -> str:
    """What a kept row holds in this column, in SQL."""
    found = of_json("k.content", name)
    return (
        f"CAST({found} AS integer)" if kind == "integer" else f"COALESCE({found}, '')"
    )


def select(family: str, *values: str) -> Select:
    """These values of all rows that are kept of a family."""
    sql = f"SELECT {', '.join(values)} FROM statistics_keptrow k WHERE k.family = %s"
    return Select(sql, (family,))
