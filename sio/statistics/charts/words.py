"""A chart in words, for who does not see it: what is shown, and no more."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.text import capfirst
from django.utils.translation import gettext

from sio.statistics import labels
from sio.statistics.cells import SCHOOL_YEAR
from sio.statistics.charts.reading import (
    Drawn,
    Mark,
    Seen,
    bars_of,
    left_out,
    line_of,
    map_of,
)
from sio.statistics.document import Figure

READ: dict[str, Callable[[Figure], Drawn]] = {
    "line": line_of,
    "bars": bars_of,
    "map": map_of,
}


def sentence_of(figure: Figure) -> str:
    """What the chart shows, in the active language; empty if the figure has none."""
    read = READ.get(figure.chart)
    if read is None:
        return ""
    drawn = read(figure)
    return " ".join([_opening(figure.chart, drawn), *_lines(figure.chart, drawn)])


def left_out_words(drawn: Drawn) -> str:
    """What a map leaves out: "Niet op de kaart: niet bekend 3." Empty if nothing."""
    found = [f"{name} {_told(mark)}" for name, mark in left_out(drawn).items()]
    words = {"list": ", ".join(found)}
    return gettext("Niet op de kaart: %(list)s.") % words if found else ""


def measure_title(drawn: Drawn) -> str:
    """ "leerlingen", "gemiddelde (maanden)"."""
    measure = drawn.measure
    name, unit = labels.measure_name(measure), labels.unit_name(measure.unit)
    is_told = measure.kind in ("count", "sum") or unit == name
    return name if is_told else f"{name} ({unit})"


def _opening(chart: str, drawn: Drawn) -> str:
    years = list((drawn.places if chart == "line" else drawn.series).values())
    words = {
        "measure": measure_title(drawn),
        "first": years[0] if years else "",
        "last": years[-1] if years else "",
    }
    if chart == "line":
        return gettext("Lijngrafiek: %(measure)s, van %(first)s tot %(last)s.") % words
    if chart == "map":
        return gettext("Kaart: %(measure)s, %(last)s.") % words
    if drawn.over == SCHOOL_YEAR and len(years) > 1:
        return gettext("Staven: %(measure)s, van %(first)s tot %(last)s.") % words
    return gettext("Staven: %(measure)s, %(last)s.") % words


def _lines(chart: str, drawn: Drawn) -> list[str]:
    """One sentence for each line, province or group."""
    if chart == "line":
        told = {drawn.series[key]: drawn.of(key) for key in drawn.series}
    else:
        told = {
            name: [drawn.at(series, place) for series in drawn.series]
            for place, name in drawn.places.items()
        }
    if chart == "map":
        told = {name: told[name] for name in told if name not in left_out(drawn)}
    lines = [f"{capfirst(name)}: {_run(marks)}." for name, marks in told.items()]
    rest = left_out_words(drawn) if chart == "map" else ""
    return [*lines, rest] if rest else lines


def _run(marks: list[Mark]) -> str:
    return ", ".join(_told(mark) for mark in marks)


def _told(mark: Mark) -> str:
    if mark.seen is Seen.HIDDEN:
        return gettext("verborgen")
    return gettext("leeg") if mark.seen is Seen.BLANK else mark.text
