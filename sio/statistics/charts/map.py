"""The five provinces and Brussels: a number in each, and darker where it is higher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
from django.utils.translation import gettext

from sio.statistics import labels
from sio.statistics.charts import look
from sio.statistics.charts.axes import Span, chart_title, span_of
from sio.statistics.charts.letters import width_of
from sio.statistics.charts.notes import box, notes, tag_style
from sio.statistics.charts.reading import Drawn, Mark, Seen
from sio.statistics.charts.shapes import ground

BRUSSELS = "BE-BRU"
# Where the words of each stand, in hundredths of the width and height of the map: all
# of them within its shape. Brussels is too small for words: a line leads to them.
WORDS_AT = {
    "BE-VWV": (14, 66),
    "BE-VOV": (37.3, 51),
    "BE-VAN": (65, 33),
    "BE-VLI": (86.2, 62),
    "BE-VBR": (64, 71.5),
    BRUSSELS: (46, 113),
}
NAME_UP, NUMBER_DOWN = 10, 9  # pixels, to the middle of each
BRUSSELS_AT = (54, 80)
NAME_SIZE = 13
NUMBER_SIZE = 19
DASHED = [5, 3]
KEY_TOP = 62  # below the map
KEY_HEIGHT = 22


@dataclass(frozen=True)
class _Place:
    """One shape with what is told of it."""

    code: str
    name: str
    mark: Mark
    fill: str


def map_chart(drawn: Drawn) -> Any:
    """One school year. What is hidden is left white, with the sign in it."""
    land = ground(look.WIDTH - 10)
    span = span_of(drawn.highest, whole=drawn.measure.kind == "count")
    shades = look.shades(len(span.ticks) - 1)
    series = next(iter(drawn.series), "")
    places = []
    for code, name in labels.value_names("province", WORDS_AT).items():
        mark = drawn.at(series, code)
        places.append(_Place(code, name, mark, _fill(mark, span, shades)))
    width = look.WIDTH - 10
    layers = _shapes(places, width, is_published=bool(drawn.source))
    for place in places:
        layers += _words(place, width, land.height)
    top = land.height + KEY_TOP
    layers += _key(drawn, span, shades, top)
    sign = box(look.PAPER, DASHED)
    top += KEY_HEIGHT * _key_rows(span, shades)
    layers += notes(drawn, top, published=sign, is_map=True)
    return alt.layer(*layers).properties(
        width=width, height=land.height, title=chart_title(drawn)
    )


def _fill(mark: Mark, span: Span, shades: list[str]) -> str:
    if mark.number is None:
        return look.PAPER
    at = min(int(mark.number / span.step), len(shades) - 1)
    return shades[at]


def _shapes(places: list[_Place], width: int, *, is_published: bool) -> list[Any]:
    """Dark lines round what is light, and then white ones round what is dark.

    So two neighbours of one green are told apart. Of published numbers all are dashes.
    """
    outlines = ground(width).outlines
    line: dict[str, Any] = {"strokeWidth": 1.3, "strokeJoin": "round", "clip": False}
    if is_published:
        line["strokeDash"] = DASHED
    layers = []
    for stroke in (look.GREEN, look.PAPER):
        features = [
            {
                "type": "Feature",
                "properties": {"fill": place.fill},
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": outlines[place.code],
                },
            }
            for place in places
            if _line_of(place) == stroke
        ]
        shapes = (
            alt.Chart(alt.InlineData(values=features))
            .mark_geoshape(stroke=stroke, **line)
            .encode(alt.Fill("properties.fill:N", scale=None))
            .project(type="identity", scale=1, translate=[0, 0])
        )
        layers.append(shapes)
    return layers


def _line_of(place: _Place) -> str:
    is_dark = look.ink_on(place.fill) == look.PAPER
    return look.PAPER if is_dark else look.GREEN


def _words(place: _Place, width: int, height: float) -> list[Any]:
    across, down = WORDS_AT[place.code]
    x, y = across / 100 * width, down / 100 * height
    is_beside = place.code == BRUSSELS
    ink = look.INK if is_beside else look.ink_on(place.fill)
    name = _one().mark_text(
        text=place.name, fontSize=NAME_SIZE, color=ink, baseline="middle"
    )
    layers = [name.encode(x=alt.value(x), y=alt.value(y - NAME_UP))]
    if is_beside:
        layers += _leader(place, width, height, (x, y))
    number = y + NUMBER_DOWN
    if place.mark.seen is Seen.HIDDEN:
        layers.append(
            _one().mark_point(**tag_style()).encode(x=alt.value(x), y=alt.value(number))
        )
    is_number = place.mark.seen is Seen.NUMBER
    text = _one().mark_text(
        text=place.mark.text,
        fontSize=NUMBER_SIZE if is_number else look.SIZE,
        fontWeight="bold",
        color=ink,
        baseline="middle",
    )
    return [*layers, text.encode(x=alt.value(x), y=alt.value(number))]


def _leader(
    place: _Place, width: int, height: float, words: tuple[float, float]
) -> list[Any]:
    """From Brussels to its words, and beside them its colour large enough to see.

    The line is white on both sides, so that it is seen on the darkest green too.
    """
    across, down = BRUSSELS_AT
    x, y = words
    lines = [
        _one()
        .mark_rule(color=colour, strokeWidth=thick)
        .encode(
            x=alt.value(across / 100 * width),
            y=alt.value(down / 100 * height),
            x2=alt.value(x + 26),
            y2=alt.value(y - NAME_UP - 8),
        )
        for colour, thick in ((look.PAPER, 4), (look.INK, 1.2))
    ]
    swatch = (
        _one()
        .mark_point(
            shape="square",
            size=20 * 20,
            fill=place.fill,
            stroke=look.GREEN,
            strokeWidth=1.2,
            opacity=1,
        )
        .encode(x=alt.value(x - 42), y=alt.value(y))
    )
    return [*lines, swatch]


def _key(drawn: Drawn, span: Span, shades: list[str], top: float) -> list[Any]:
    """From which number to which each green stands for."""
    if not drawn.has(Seen.NUMBER):
        return []
    layers, x, y = [], 11.0, top
    for at, shade in enumerate(shades):
        told = _range(span, at)
        if x + width_of(told) + 15 > look.WIDTH - 10:
            x, y = 11, y + KEY_HEIGHT
        words = _one().mark_text(align="left", baseline="middle", text=told)
        layers += [
            box(shade).encode(x=alt.value(x), y=alt.value(y)),
            words.encode(x=alt.value(x + 15), y=alt.value(y)),
        ]
        x += width_of(told) + 40
    return layers


def _key_rows(span: Span, shades: list[str]) -> int:
    """How many rows the key takes."""
    rows, x = 1, 11.0
    for at in range(len(shades)):
        width = width_of(_range(span, at))
        if x + width + 15 > look.WIDTH - 10:
            rows, x = rows + 1, 11
        x += width + 40
    return rows


def _range(span: Span, at: int) -> str:
    """ "25 tot 49": of whole numbers both are meant; of others the last is not."""
    low, high = span.ticks[at], span.ticks[at + 1]
    is_last = at == len(span.ticks) - 2
    if span.step >= 1 and not is_last:
        high -= 1
    numbers = {"low": labels.number_text(low), "high": labels.number_text(high)}
    return gettext("%(low)s tot %(high)s") % numbers


def _one() -> Any:
    return alt.Chart(alt.InlineData(values=[{}]))
