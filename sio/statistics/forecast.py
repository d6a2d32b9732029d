"""How many will run in the coming months, and how wrong that was before.

Numbers in, numbers out: no database, no clock. The model is meant to be explained in
three sentences (docs/adr/0073). A month will be what it was a year before, times the
growth of the last three months against the same three a year before. Growth of few
pupils is drawn towards none. The range is what 80 % of our own earlier errors stayed
within.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor

YEAR = 12
RECENT = 3  # months that growth is taken from
HORIZON = 6  # months ahead
LEAST = 24  # months of history, below which nothing is said
FIRST = YEAR + RECENT  # months that one prediction needs
# So many pupil months count as no growth: of ten pupils growth says little, of a
# thousand nearly all.
DRAWN = 30
SHARE_PERCENT = 80
TRIED = 24  # months back that the test looks at
EXACT = 6  # decimals; below it is the noise of a float


@dataclass(frozen=True)
class Expected:
    """One month ahead, in whole pupils: `low` ≤ `middle` ≤ `high`."""

    middle: int
    low: int
    high: int


@dataclass(frozen=True)
class Tried:
    """What would have been said `ahead` months before, and what it became.

    `place` is that of the month in the history, from 0.
    """

    place: int
    ahead: int
    expected: Expected
    real: int

    @property
    def error(self) -> int:
        """Above 0 if more ran than was said."""
        return self.real - self.expected.middle

    @property
    def is_within(self) -> bool:
        return self.expected.low <= self.real <= self.expected.high


@dataclass(frozen=True)
class Score:
    """All that was tried so many months ahead, taken together."""

    ahead: int
    tried: int
    mean_error: float  # pupils, without their sign
    within: int

    @property
    def within_percent(self) -> int:
        return round(100 * self.within / self.tried)


def is_enough(history: Sequence[int]) -> bool:
    """Two whole years: less says nothing of what a year before was like."""
    return len(history) >= LEAST


def forecast(history: Sequence[int]) -> list[Expected]:
    """The months after the last one of `history`; empty if there is too little."""
    if not is_enough(history):
        return []
    found = []
    lowest = highest = 1.0
    for ahead in range(1, HORIZON + 1):
        ratios = earlier_ratios(history, ahead)
        low, high = bounds(ratios)
        # Further ahead is never surer.
        lowest, highest = min(lowest, low), max(highest, high)
        found.append(_expected(predicted(history, ahead), lowest, highest))
    return found


def predicted(known: Sequence[int], ahead: int) -> float:
    """The month `ahead` months after the last known one; of 15 known at least."""
    return known[len(known) + ahead - 1 - YEAR] * growth(known)


def growth(known: Sequence[int]) -> float:
    """The last three months against the same three a year before; 1 is none."""
    now = sum(known[-RECENT:])
    before = sum(known[-RECENT - YEAR : -YEAR])
    return (now + DRAWN) / (before + DRAWN)


def earlier_ratios(history: Sequence[int], ahead: int) -> list[float]:
    """What became real against what was predicted, for each month that tells it.

    Each prediction knows the months before it alone. One is added on both sides: of
    nobody there is no ratio.
    """
    return [
        (history[place + ahead - 1] + 1) / (predicted(history[:place], ahead) + 1)
        for place in range(FIRST, len(history) - ahead + 1)
    ]


def bounds(ratios: Iterable[float]) -> tuple[float, float]:
    """Between which the middle 80 % of them lie; all of them where they are few."""
    ordered = sorted(ratios)
    outside = (100 - SHARE_PERCENT) / 200 * (len(ordered) + 1)
    skipped = max(floor(outside) - 1, 0)
    return ordered[skipped], ordered[-1 - skipped]


def backtest(history: Sequence[int], back: int = TRIED) -> list[Tried]:
    """Every forecast of the last months, as it would have been made then.

    Middle and range come from the months before it alone: it sees no future.
    """
    first = max(LEAST, len(history) - back - HORIZON + 1)
    return [
        Tried(place + ahead - 1, ahead, expected, history[place + ahead - 1])
        for place in range(first, len(history))
        for ahead, expected in enumerate(forecast(history[:place]), start=1)
        if len(history) - back <= place + ahead - 1 < len(history)
    ]


def scores(tried: Iterable[Tried]) -> list[Score]:
    """For each number of months ahead how wrong it was; those that were tried."""
    by_ahead: dict[int, list[Tried]] = {}
    for one in tried:
        by_ahead.setdefault(one.ahead, []).append(one)
    return [
        Score(
            ahead,
            len(rows),
            sum(abs(one.error) for one in rows) / len(rows),
            sum(one.is_within for one in rows),
        )
        for ahead, rows in sorted(by_ahead.items())
    ]


def _expected(middle: float, lowest: float, highest: float) -> Expected:
    low, high = ((middle + 1) * ratio - 1 for ratio in (lowest, highest))
    return Expected(
        floor(round(middle, EXACT) + 0.5),
        max(floor(round(low, EXACT)), 0),
        ceil(round(high, EXACT)),
    )
