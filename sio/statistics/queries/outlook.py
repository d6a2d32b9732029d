"""The coming months, how wrong that would have been before, and whether sets last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sio.casework.fivedays import day_in_brussels
from sio.intake.queries.windows import last_counts
from sio.statistics.forecast import (
    Expected,
    Score,
    Tried,
    backtest,
    forecast,
    scores,
)
from sio.statistics.queries.running import History, history_of, number_of

SHOWN_AHEAD = 3  # of the forecasts of before: halfway


@dataclass(frozen=True)
class Coming:
    """One month ahead; the first is the month that runs now."""

    month: date
    expected: Expected


@dataclass(frozen=True)
class Past:
    """One month, as it was expected three months before, and as it became."""

    month: date
    tried: Tried


@dataclass(frozen=True)
class Stock:
    """So many sets there were when somebody counted: those in use and the free ones.

    `passed_on` is the first month of which the middle is above it, `maybe_on` of
    which the range is.
    """

    counted_on: date
    free: int
    running: int
    passed_on: date | None
    maybe_on: date | None

    @property
    def sets(self) -> int:
        return self.free + self.running


@dataclass(frozen=True)
class Outlook:
    """All that is known of the coming months; `coming` is empty if it is too little."""

    history: History
    coming: list[Coming]
    past: list[Past]
    scores: list[Score]
    stock: Stock | None

    @property
    def score(self) -> Score | None:
        """Of the forecasts that are shown."""
        mine = (one for one in self.scores if one.ahead == SHOWN_AHEAD)
        return next(mine, None)


def outlook_of(day: date, *, province: str = "", level: str = "") -> Outlook:
    """On this day, of one province or level if named; sets are known of all alone."""
    history = history_of(day, province=province, level=level)
    known = history.numbers
    coming = [
        Coming(history.month(len(known) + place), expected)
        for place, expected in enumerate(forecast(known))
    ]
    tried = backtest(known)
    past = [
        Past(history.month(one.place), one) for one in tried if one.ahead == SHOWN_AHEAD
    ]
    stock = None if province or level else _stock(day, history, coming)
    return Outlook(history, coming, past, scores(tried), stock)


def _stock(day: date, history: History, coming: list[Coming]) -> Stock | None:
    counts = last_counts(day)
    if not counts or not coming:
        return None
    newest = max(counts, key=lambda one: (one.at, one.pk))
    counted_on = day_in_brussels(newest.at)
    place = number_of(counted_on) - number_of(history.first)
    running = history.numbers[min(max(place, 0), len(history.numbers) - 1)]
    free = newest.sets_free or 0
    sets = free + running
    return Stock(
        counted_on,
        free,
        running,
        next((c.month for c in coming if c.expected.middle > sets), None),
        next((c.month for c in coming if c.expected.high > sets), None),
    )
