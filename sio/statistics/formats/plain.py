"""The figures for programs: CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict

from sio.core.spreadsheet import harmless
from sio.statistics.canonical import canonical
from sio.statistics.document import Document, Figure


def csv_of(document: Document) -> bytes:
    """A line per number, of all figures together; UTF-8, commas, CRLF.

    Values of dimensions are codes ("BE-VAN", "2015-2016", "total"), so that files of
    all languages and years fit together. A blank is empty, a hidden number ":c". A text
    that a spreadsheet could take for a formula gets an apostrophe in front.
    Source: RFC 4180.
    """
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    dimensions = _dimensions(document)
    writer.writerow(
        [
            *("figure", "caption", "cube", "version", *dimensions),
            *("measure", "unit", "value", "source"),
        ]
    )
    for figure in _figures(document):
        for row in _rows(figure, dimensions):
            writer.writerow([harmless(cell) for cell in row])
    return page.getvalue().encode()


def json_of(document: Document) -> bytes:
    """All of the document, canonical: one text for one content.

    Keys sorted, no spaces, UTF-8, a line end after it.
    """
    content = content_of(document)
    return canonical(content) + b"\n"


def content_of(document: Document) -> dict[str, object]:
    """The document as plain values; a figure has its cube as `ShownCube.as_json`."""
    fields = {name: getattr(document, name) for name in _FIELDS}
    return fields | {
        "completeness": list(document.completeness),
        "definitions": [asdict(one) for one in document.definitions],
        "blocks": [
            _figure(one) if isinstance(one, Figure) else asdict(one)
            for one in document.blocks
        ],
    }


_FIELDS = (
    "number",
    "title",
    "asked",
    "language",
    "cutoff",
    "signed",
    "made_by",
    "signed_by",
    "k",
    "is_suppressed",
    "reason",
    "corrects",
    "query_version",
    "sha256",
)


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "kind": "figure",
        "number": figure.number,
        "caption": figure.caption,
        "chart": figure.chart,
        "measures": list(figure.measures),
        "figures": figure.cube.as_json(),
    }


def _figures(document: Document) -> list[Figure]:
    return [one for one in document.blocks if isinstance(one, Figure)]


def _dimensions(document: Document) -> list[str]:
    """Of all figures, each once, in the order in which they come."""
    return list(
        dict.fromkeys(
            key for figure in _figures(document) for key in figure.cube.shape.dimensions
        )
    )


def _rows(figure: Figure, dimensions: list[str]) -> Iterator[list[object]]:
    """A row per cell and measure; a dimension that the figure has not is empty."""
    cube, shape = figure.cube, figure.cube.shape
    for cell in cube.cells:
        at = dict(zip(shape.dimensions, cell.at, strict=True))
        for measure, shown in zip(shape.measures, cell.values, strict=True):
            if figure.measures and measure.key not in figure.measures:
                continue
            yield [
                *(figure.number, figure.caption, shape.name, shape.version),
                *(at.get(key) for key in dimensions),
                *(measure.key, measure.unit, shown, cube.source),
            ]
