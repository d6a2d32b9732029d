"""Figures as drawings, by Altair. It takes a second and 100 MB to load.

So it is never imported by what answers a browser: see `sio.statistics.charts`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import vl_convert

from sio.core.language import spoken
from sio.statistics.charts import look
from sio.statistics.charts.bars import bars_chart
from sio.statistics.charts.letters import FOLDER
from sio.statistics.charts.line import line_chart
from sio.statistics.charts.map import map_chart
from sio.statistics.charts.reading import Drawn
from sio.statistics.charts.svg import accessible, on_paper
from sio.statistics.charts.words import READ, sentence_of
from sio.statistics.document import Figure

SCALE = 2  # pixels of a picture for each of the drawing: sharp on paper
DRAW: dict[str, Callable[[Drawn], Any]] = {
    "line": line_chart,
    "bars": bars_chart,
    "map": map_chart,
}

vl_convert.register_font_directory(str(FOLDER))


def svg_of(figure: Figure, language: str) -> str:
    """The chart as a page may show it; the same for the same figure and language.

    Fetches nothing. KeyError if the figure has no chart.
    """
    with spoken(language):
        chart = DRAW[figure.chart](READ[figure.chart](figure))
        told = sentence_of(figure)
    drawing = vl_convert.vegalite_to_svg(
        chart.configure(**look.config()).to_dict(), allowed_base_urls=[]
    )
    return accessible(
        drawing,
        name=f"figuur-{figure.number}",
        title=figure.caption,
        told=told,
        language=language,
    )


def png_of(figure: Figure, language: str) -> bytes:
    """The same on white paper, in pixels."""
    return picture_of(svg_of(figure, language))


def picture_of(svg: str) -> bytes:
    """What `svg_of` drew, in pixels."""
    png: bytes = vl_convert.svg_to_png(on_paper(svg), scale=SCALE)
    return png
