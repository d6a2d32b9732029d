"""What stands above a chart: its running number, and what it shows of the figure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sio.statistics.cells import SCHOOL_YEAR
from sio.statistics.charts.reading import map_of
from sio.statistics.document import Document, Figure


def chart_number(figure: Figure, document: Document) -> int:
    """Its place among the charts of the document."""
    if not figure.chart:
        return 0
    return sum(
        1
        for one in document.blocks
        if isinstance(one, Figure) and one.chart and one.number <= figure.number
    )


def chart_caption(figure: Figure) -> str:
    """A map is of one school year; its caption may name more of them."""
    years = figure.chart == "map" and map_of(figure).series
    if not years or SCHOOL_YEAR not in figure.cube.shape.dimensions:
        return figure.caption
    words = {"caption": figure.caption, "year": "".join(years.values())}
    return _("%(caption)s: kaart van %(year)s") % words
