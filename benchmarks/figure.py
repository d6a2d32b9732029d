"""One measured figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What `make bench` prints: percentiles of `n` samples, and their limit.

    `limit` is of the percentile that `limit_of` names; None for a control, which shows
    what the measure sees.
    """

    name: str
    n: int
    p50: float
    p95: float
    unit: str
    limit: float | None
    limit_of: str = "p50"


def figure(
    name: str,
    samples: Sequence[float],
    unit: str,
    limit: float | None,
    of: str = "p50",
    *,
    more: bool = False,
) -> Figure:
    """Nearest-rank percentiles, one decimal. Raises ValueError without samples.

    With `more` a higher figure is better: the limit is the least, and 95 % of the
    samples reach the p95.
    """
    if not samples:
        raise ValueError(f"{name}: nothing was measured")
    p50, p95 = percentile(samples, 50), percentile(samples, 5 if more else 95)
    return Figure(name, len(samples), round(p50, 1), round(p95, 1), unit, limit, of)


def percentile(samples: Sequence[float], percent: int) -> float:
    """The smallest sample that at least `percent` % of all do not exceed."""
    rank = -(-percent * len(samples) // 100)
    return sorted(samples)[max(rank, 1) - 1]
