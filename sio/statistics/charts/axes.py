"""The axis of numbers: from zero, round, and no longer than what is shown needs."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

import altair as alt

from sio.statistics import labels
from sio.statistics.cells import SCHOOL_YEAR
from sio.statistics.charts import look
from sio.statistics.charts.reading import Drawn
from sio.statistics.charts.words import measure_title

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Span:
    """From 0 to `top`, with a line at each step."""

    top: float
    step: float

    @property
    def ticks(self) -> list[float]:
        return [self.step * at for at in range(round(self.top / self.step) + 1)]

    def scale(self) -> alt.Scale:
        """Fixed, whatever the data."""
        return alt.Scale(domain=[0, self.top], nice=False, zero=True)

    def axis(self, **rest: Any) -> alt.Axis:
        """Its numbers are written as people here write them."""
        words = {_key(tick): labels.number_text(tick) for tick in self.ticks}
        return alt.Axis(
            values=self.ticks,
            labelExpr=f"({json.dumps(words)})[datum.value]",
            title=None,
            labelBound=False,
            **rest,
        )


def span_of(highest: float, *, whole: bool) -> Span:
    """Room for the highest number that is shown, in about five steps."""
    rough = max(highest / 5, 1 if whole else 0.1)
    size = 10 ** math.floor(math.log10(rough))
    steps = [one * size for one in STEPS if not whole or one * size == int(one * size)]
    step = next(one for one in steps if one >= rough)
    return Span(step * math.ceil(max(highest, step) / step), step)


def chart_title(drawn: Drawn) -> alt.TitleParams:
    """The measure above the chart, at the left; with the school year if it is one."""
    words = measure_title(drawn)
    if drawn.over == SCHOOL_YEAR and len(drawn.series) == 1:
        words += ", " + "".join(drawn.series.values())
    return alt.TitleParams(
        words,
        anchor="start",
        frame="bounds",
        font=look.FONT,
        fontSize=look.SIZE,
        fontWeight="normal",
        color=look.SOFT,
        offset=10,
    )


def _key(tick: float) -> str:
    """As JavaScript writes it: 10, not 10.0."""
    return str(int(tick)) if tick == int(tick) else repr(round(tick, 6))
