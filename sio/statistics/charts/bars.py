"""Bars from left to right: a row for each province, in it one for each school year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt

from sio.statistics.charts import look
from sio.statistics.charts.axes import chart_title, span_of
from sio.statistics.charts.letters import longest_of
from sio.statistics.charts.notes import box, notes, tag_style
from sio.statistics.charts.reading import Drawn, Mark, Seen

BAR_HEIGHT = 15
SINGLE_HEIGHT = 22
ROW_GAP = 13
KEY_HEIGHT = 24
KEYS_A_ROW = 4
KEY_WIDTH = 112
NUMBER_WIDTH = 52
LEAST_WIDTH = 220  # of the longest bar, however long the names
STRIPES = "stripes"  # of published bars; the pattern is added by `svg`


@dataclass(frozen=True)
class _Room:
    """Where bars stand, in pixels."""

    left: float  # of words before the bars
    width: float
    top: float  # below the key
    bar: float


def bars_chart(drawn: Drawn) -> Any:
    """Bars with their numbers; where one is hidden stands the sign, at one place."""
    many = len(drawn.series) > 1
    left = longest_of(drawn.places.values()) + 10
    key_rows = -(-len(drawn.series) // KEYS_A_ROW) if many else 0
    room = _Room(
        left=left,
        width=max(look.WIDTH - left - NUMBER_WIDTH, LEAST_WIDTH),
        top=key_rows * KEY_HEIGHT,
        bar=BAR_HEIGHT if many else SINGLE_HEIGHT,
    )
    rows, names, bottom = _rows(drawn, room)
    layers = [*_key(drawn, room), *_bars(drawn, rows, room, bottom)]
    layers += [_names(names), *_signs(rows)]
    sign = box(list(fills_of(drawn).values())[-1]) if drawn.series else None
    layers += notes(drawn, bottom + 38, left=-left, published=sign)
    return alt.layer(*layers).properties(
        width=room.width, height=bottom, title=chart_title(drawn)
    )


def fills_of(drawn: Drawn) -> dict[str, str]:
    """By series its green; of published numbers a pattern of stripes in it."""
    shades = look.shades(len(drawn.series))
    if drawn.source:
        return {
            key: f"url(#{STRIPES}-{shade[1:]})"
            for key, shade in zip(drawn.series, shades, strict=True)
        }
    return dict(zip(drawn.series, shades, strict=True))


def _rows(drawn: Drawn, room: _Room) -> tuple[list[Any], list[Any], float]:
    """Each mark with its height, each name with its own, and where it all ends."""
    rows, names, y = [], [], room.top
    for place, name in drawn.places.items():
        told = [drawn.at(series, place) for series in drawn.series]
        names.append({"name": name, "y": y + len(told) * room.bar / 2})
        for mark in told:
            rows.append(_row(mark, y, room.bar))
            y += room.bar
        y += ROW_GAP
    return rows, names, y - ROW_GAP / 2


def _row(mark: Mark, y: float, height: float) -> dict[str, Any]:
    return {
        "series": mark.series,
        "seen": mark.seen.value,
        "number": mark.number,
        "text": mark.text,
        "y": y + 1,
        "y2": y + height - 1,
        "middle": y + height / 2,
    }


def _bars(drawn: Drawn, rows: list[Any], room: _Room, bottom: float) -> list[Any]:
    numbers = [row for row in rows if row["seen"] == Seen.NUMBER.value]
    span = span_of(drawn.highest, whole=drawn.measure.kind == "count")
    axis = span.axis(gridDash=[1, 3], labelFlush=False)
    x = alt.X("number:Q", scale=span.scale(), axis=axis)
    base = alt.Chart(alt.InlineData(values=numbers))
    fills = fills_of(drawn)
    fill = alt.Fill(
        "series:N",
        scale=alt.Scale(domain=list(fills), range=list(fills.values())),
        legend=None,
    )
    middle = alt.Y("middle:Q", scale=None, axis=None)
    bars = base.mark_rect(stroke=look.GREEN, strokeWidth=1, opacity=1).encode(
        x,
        alt.Y("y:Q", scale=None, axis=None),
        alt.Y2("y2:Q"),
        fill,
        x2=alt.datum(0),
    )
    texts = base.mark_text(align="left", baseline="middle", dx=5).encode(
        x, middle, alt.Text("text:N")
    )
    zero = (
        alt.Chart(alt.InlineData(values=[{}]))
        .mark_rule(color=look.INK, strokeWidth=1)
        .encode(x=alt.value(0), y=alt.value(room.top - 2), y2=alt.value(bottom))
    )
    return [bars, zero, texts]


def _signs(rows: list[Any]) -> list[Any]:
    """At one place for all, however high the number that is not told."""
    hidden = [row for row in rows if row["seen"] == Seen.HIDDEN.value]
    words = [row for row in rows if row["seen"] == Seen.WORD.value]
    y = alt.Y("middle:Q", scale=None, axis=None)
    layers = []
    if hidden:
        base = alt.Chart(alt.InlineData(values=hidden)).encode(y, x=alt.value(18))
        layers += [
            base.mark_point(**tag_style() | {"size": 19 * 19}),
            base.mark_text(baseline="middle", fontSize=13, fontWeight="bold").encode(
                alt.Text("text:N")
            ),
        ]
    if words:
        base = alt.Chart(alt.InlineData(values=words)).encode(y, x=alt.value(6))
        text = base.mark_text(align="left", baseline="middle")
        layers.append(text.encode(alt.Text("text:N")))
    return layers


def _names(names: list[Any]) -> Any:
    return (
        alt.Chart(alt.InlineData(values=names))
        .mark_text(align="right", baseline="middle")
        .encode(
            alt.Y("y:Q", scale=None, axis=None),
            alt.Text("name:N"),
            x=alt.value(-8),
        )
    )


def _key(drawn: Drawn, room: _Room) -> list[Any]:
    """The school years with their greens, above the bars; none if there is one."""
    if len(drawn.series) < 2:
        return []
    layers = []
    for at, (key, fill) in enumerate(fills_of(drawn).items()):
        row, column = divmod(at, KEYS_A_ROW)
        x = column * KEY_WIDTH - room.left + 10
        y = alt.value(row * KEY_HEIGHT + 2)
        one = alt.Chart(alt.InlineData(values=[{}]))
        box = one.mark_point(
            shape="square",
            size=170,
            fill=fill,
            stroke=look.GREEN,
            strokeWidth=1,
            opacity=1,
        )
        word = one.mark_text(align="left", baseline="middle", text=drawn.series[key])
        layers += [
            box.encode(x=alt.value(x), y=y),
            word.encode(x=alt.value(x + 14), y=y),
        ]
    return layers
