"""A line over the school years for each province or group."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import altair as alt

from sio.statistics.charts import look
from sio.statistics.charts.axes import Span, chart_title, span_of
from sio.statistics.charts.letters import longest_of
from sio.statistics.charts.notes import notes
from sio.statistics.charts.reading import Drawn, Seen

HEIGHT = 200
LABEL_HEIGHT = 20  # of one name beside the lines
SAMPLE_WIDTH = 26
LEAST_WIDTH = 220  # of the lines, however long the names
AXIS_WIDTH = 46
NUMBERED = 2  # of so few lines, points have their numbers beside them
STRIP_TOP = 62  # below the axis and its words

TOLD_BELOW = (Seen.HIDDEN, Seen.WORD)

Row = dict[str, Any]


def line_chart(drawn: Drawn) -> Any:
    """Lines with dashes, points and names of their own; what is hidden stands below."""
    keys = list(drawn.series)
    height = max(HEIGHT, LABEL_HEIGHT * len(keys))
    span = span_of(drawn.highest, whole=drawn.measure.kind == "count")
    longest = longest_of(drawn.series.values())
    width = max(look.WIDTH - AXIS_WIDTH - SAMPLE_WIDTH - 14 - longest, LEAST_WIDTH)
    frame = _Frame(drawn, keys, span, round(width), height)
    layers = [*frame.lines(), *frame.names(), *frame.strip(), *frame.notes()]
    return (
        alt.layer(*layers)
        .properties(
            width=frame.width,
            height=height,
            title=chart_title(drawn),
        )
        .resolve_scale(shape="independent")
    )


class _Frame:
    """The scales that all layers share."""

    def __init__(
        self, drawn: Drawn, keys: list[str], span: Span, width: int, height: int
    ) -> None:
        self.drawn, self.keys, self.span = drawn, keys, span
        self.width, self.height = width, height
        count = len(drawn.places)
        two_lines = "[slice(datum.label, 0, 5), slice(datum.label, 5)]"
        self.x = alt.X(
            "place:N",
            sort=None,
            scale=alt.Scale(
                type="point", domain=list(drawn.places), padding=0.4 if count > 1 else 1
            ),
            axis=alt.Axis(
                title=None,
                labelAngle=0,
                grid=False,
                labelExpr=two_lines,
                labelLineHeight=16,
                labelOverlap="parity" if count > 7 else False,
            ),
        )
        self.y = alt.Y("number:Q", scale=span.scale(), axis=span.axis(gridDash=[1, 3]))
        self.colour = _styled(alt.Color, "series:N", keys, look.LINES)
        self.dash = _styled(alt.StrokeDash, "series:N", keys, look.DASHES)
        self.shape = _styled(alt.Shape, "series:N", keys, look.POINTS)

    def lines(self) -> list[Any]:
        """The lines, broken at each gap, and their points: open ones were published."""
        rows = self._rows()
        line = (
            alt.Chart(_data(rows))
            .mark_line(strokeWidth=2.5, strokeCap="butt")
            .encode(self.x, self.y, self.colour, self.dash, alt.Detail("run:N"))
        )
        points = self._points(rows, self.x)
        if len(self.keys) > NUMBERED:
            return [line, *points]
        number = alt.Chart(_data(rows)).mark_text(dy=-14).encode(self.x, self.y)
        return [line, *points, number.encode(alt.Text("text:N"))]

    def names(self) -> list[Any]:
        """At the right of each line its name, moved as far as others need."""
        rows = [
            {"series": key, "name": self.drawn.series[key], "number": at}
            for key, at in self._name_places().items()
        ]
        left = self.width + 4
        base = alt.Chart(_data(rows))
        sample = base.mark_rule(strokeWidth=2.5).encode(
            self.y,
            self.colour,
            self.dash,
            x=alt.value(left),
            x2=alt.value(left + SAMPLE_WIDTH),
        )
        name = base.mark_text(align="left", baseline="middle").encode(
            self.y, alt.Text("name:N"), x=alt.value(left + SAMPLE_WIDTH + 6)
        )
        point = self._points(rows, alt.value(left + SAMPLE_WIDTH / 2))
        return [sample, *point, name]

    def strip(self) -> list[Any]:
        """Below the years: what is hidden or a word, a row for each line that has one.

        At a fixed place, so that it tells nothing of the number.
        """
        rows, names = [], []
        for place, key in enumerate(self._unseen()):
            number = self._below(place)
            names.append({"name": self.drawn.series[key], "number": number})
            rows += [
                {"place": mark.place, "number": number, "text": mark.text}
                for mark in self.drawn.of(key)
                if mark.seen in TOLD_BELOW
            ]
        if not rows:
            return []
        base = alt.Chart(_data(rows)).encode(self.x, self.y)
        tags = base.mark_point(
            shape=look.TAG,
            size=look.TAG_SIZE,
            stroke=look.SOFT,
            strokeWidth=1,
            strokeDash=look.TAG_DASH,
        ).transform_filter(alt.datum.text == ":c")
        signs = base.mark_text(baseline="middle", fontWeight="bold").encode(
            alt.Text("text:N")
        )
        beside = (
            alt.Chart(_data(names))
            .mark_text(align="left", baseline="middle")
            .encode(
                self.y,
                alt.Text("name:N"),
                x=alt.value(self.width + 4 + SAMPLE_WIDTH + 6),
            )
        )
        return [tags, signs, beside]

    def notes(self) -> list[Any]:
        """What the signs mean, below all else."""
        rows = len(self._unseen())
        return notes(self.drawn, STRIP_TOP + self.height + rows * LABEL_HEIGHT + 6)

    def _unseen(self) -> list[str]:
        """Lines of which something is told below the years."""
        return [
            key
            for key in self.keys
            if any(mark.seen in TOLD_BELOW for mark in self.drawn.of(key))
        ]

    def _points(self, rows: list[Row], x: Any) -> list[Any]:
        """Filled, or open for published numbers."""
        mark: dict[str, Any] = {"size": 58, "strokeWidth": 1.8, "opacity": 1}
        chart = alt.Chart(_data(rows)).mark_point(**mark)
        fill: Any = _styled(alt.Fill, "series:N", self.keys, look.LINES)
        if self.drawn.source:
            fill = alt.value(look.PAPER)
        return [chart.encode(self.y, self.colour, self.shape, x=x, fill=fill)]

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        for key in self.keys:
            parts = groupby(self.drawn.of(key), lambda mark: mark.seen is Seen.NUMBER)
            for run, (is_shown, marks) in enumerate(parts):
                if is_shown:
                    rows += [
                        {
                            "series": key,
                            "place": mark.place,
                            "number": mark.number,
                            "text": mark.text,
                            "run": f"{key} {run}",
                        }
                        for mark in marks
                    ]
        return rows

    def _name_places(self) -> dict[str, float]:
        """By series the height, in numbers of the axis, at which its name stands.

        At its last number that is shown; a line of which nothing is shown has none.
        """
        ends = {
            key: [mark.number for mark in self.drawn.of(key) if mark.number is not None]
            for key in self.keys
        }
        wanted = {
            key: (1 - numbers[-1] / self.span.top) * self.height
            for key, numbers in ends.items()
            if numbers
        }
        pixels = apart(wanted, LABEL_HEIGHT, self.height)
        return {
            key: (1 - pixel / self.height) * self.span.top
            for key, pixel in pixels.items()
        }

    def _below(self, row: int) -> float:
        """The number of the axis that lies so far below it."""
        pixels = STRIP_TOP + row * LABEL_HEIGHT
        return -pixels / self.height * self.span.top


def apart(wanted: dict[str, float], gap: float, height: float) -> dict[str, float]:
    """The same places, moved until none is nearer to another than `gap`, in order."""
    order = sorted(wanted, key=lambda key: (wanted[key], key))
    groups: list[tuple[float, list[str]]] = []  # middle, keys
    for key in order:
        groups.append((wanted[key], [key]))
        while len(groups) > 1 and _touch(groups[-2], groups[-1], gap):
            (upper, above), (lower, below) = groups[-2:]
            count = len(above) + len(below)
            middle = (upper * len(above) + lower * len(below)) / count
            half = (count - 1) * gap / 2
            middle = min(max(middle, half), max(height - half, half))
            groups[-2:] = [(middle, above + below)]
    return {
        key: middle + (rank - (len(keys) - 1) / 2) * gap
        for middle, keys in groups
        for rank, key in enumerate(keys)
    }


def _touch(
    above: tuple[float, list[str]], below: tuple[float, list[str]], gap: float
) -> bool:
    bottom = above[0] + (len(above[1]) - 1) * gap / 2
    top = below[0] - (len(below[1]) - 1) * gap / 2
    return top - bottom < gap


def _styled(channel: Any, field: str, keys: list[str], styles: Any) -> Any:
    chosen = [styles[place % len(styles)] for place in range(len(keys))]
    return channel(field, scale=alt.Scale(domain=keys, range=chosen), legend=None)


def _data(rows: list[Row]) -> alt.InlineData:
    return alt.InlineData(values=rows)
