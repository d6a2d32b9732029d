"""What the signs of a chart mean, in rows below it."""

from __future__ import annotations

from typing import Any

import altair as alt
from django.utils.translation import gettext

from sio.statistics.cells import HIDDEN
from sio.statistics.charts import look
from sio.statistics.charts.reading import Drawn, Seen
from sio.statistics.charts.words import left_out_words

ROW_HEIGHT = 22


def notes(
    drawn: Drawn,
    top: float,
    *,
    left: float = 0,
    published: Any = None,
    is_map: bool = False,
) -> list[Any]:
    """From `top` down, in pixels: only signs that are there.

    `published` is the sign of published numbers, a ring if nothing else; on a map what
    is blank needs words too, and what does not stand on it.
    """
    signs: list[tuple[list[Any], str]] = []
    if drawn.has(Seen.HIDDEN):
        words = gettext("verborgen, zodat niemand te herkennen is")
        signs.append((tag(), words))
    if is_map and drawn.has(Seen.BLANK):
        signs.append(([box(look.PAPER)], gettext("leeg: niet bekend of weggelaten")))
    if drawn.source:
        signs.append(
            ([published or _ring()], gettext("eerder gepubliceerd, niet hier berekend"))
        )
    if is_map and left_out_words(drawn):
        signs.append(([], left_out_words(drawn)))
    layers: list[Any] = []
    for row, (marks, words) in enumerate(signs):
        y = alt.value(top + row * ROW_HEIGHT)
        words_at = left + (30 if marks else 2)
        text = _one().mark_text(align="left", baseline="middle", color=look.SOFT)
        layers += [mark.encode(x=alt.value(left + 11), y=y) for mark in marks]
        layers.append(
            text.encode(x=alt.value(words_at), y=y, text=alt.value(words)),
        )
    return layers


def tag_style() -> dict[str, Any]:
    """The box round the sign for what is hidden: of one size, wherever it stands."""
    return {
        "shape": look.TAG,
        "size": look.TAG_SIZE,
        "stroke": look.SOFT,
        "strokeWidth": 1,
        "strokeDash": look.TAG_DASH,
        "fill": look.PAPER,
        "opacity": 1,
    }


def tag() -> list[Any]:
    """The box and the sign in it."""
    return [
        _one().mark_point(**tag_style()),
        _one().mark_text(baseline="middle", fontWeight="bold", text=HIDDEN),
    ]


def box(fill: str, dash: list[int] | None = None) -> Any:
    """A square as in a key."""
    return _one().mark_point(
        shape="square",
        size=200,
        fill=fill,
        stroke=look.GREEN,
        strokeWidth=1,
        strokeDash=dash or [],
        opacity=1,
    )


def _ring() -> Any:
    return _one().mark_point(
        size=58, fill=look.PAPER, stroke=look.INK, strokeWidth=1.8, opacity=1
    )


def _one() -> Any:
    return alt.Chart(alt.InlineData(values=[{}]))
