"""One measured figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What `make bench` prints: percentiles of `n` samples, and their limit.

    `limit` is of the percentile that `limit_of` names, and the least if `more` is
    better; None for a control, which shows what the measure sees.
    """

    name: str
    n: int
    p50: float
    p95: float
    unit: str
    limit: float | None
    limit_of: str = "p50"
    p99: float | None = None  # where the limit is of it
    more: bool = False


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
    ranks = (50, 5 if more else 95, 99)
    p50, p95, p99 = (round(percentile(samples, one), 1) for one in ranks)
    last = p99 if of == "p99" else None
    return Figure(name, len(samples), p50, p95, unit, limit, of, last, more)


def percentile(samples: Sequence[float], percent: int) -> float:
    """The smallest sample that at least `percent` % of all do not exceed."""
    rank = -(-percent * len(samples) // 100)
    return sorted(samples)[max(rank, 1) - 1]
