"""For which school years one may apply now."""

from __future__ import annotations

from datetime import date

from sio.intake.queries import windows


def years_open(day: date) -> list[int]:
    """The school years that take applications, by the year in which each begins.

    A year with a waiting list is among them: whoever applies then, waits.
    """
    return [window.year for window in windows.years_open(day)]
