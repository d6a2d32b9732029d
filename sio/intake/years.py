"""For which school years one may apply now."""

from __future__ import annotations

from datetime import date

from sio.core.time import school_year


def years_open(day: date) -> list[int]:
    """The running school year and the next one, by the year in which each begins.

    The one place that looks at the intake windows: a closed year is not in the list.
    """
    return [school_year(day), school_year(day) + 1]
