"""Charts of figures: line, bars, map. Drawn once, in the worker or a command.

What draws is loaded when first asked for, so that a web process, which only shows what
was drawn, never carries it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.conf import settings

from sio.core.language import spoken
from sio.statistics.charts import words
from sio.statistics.document import Document, Figure

SVG = "image/svg+xml"


def svg_of(figure: Figure, language: str) -> str:
    """The chart of a figure that has one. In the worker or a command only."""
    return str(_drawing().svg_of(figure, language))


def png_of(figure: Figure, language: str) -> bytes:
    """The same as a picture. In the worker or a command only."""
    return bytes(_drawing().png_of(figure, language))


def sentence_of(figure: Figure, language: str) -> str:
    """What the chart shows, in words; empty if there is none. Draws nothing."""
    with spoken(language):
        return words.sentence_of(figure)


def file_name(number: int, language: str) -> str:
    """Under which the chart of a figure is kept with its release."""
    return f"figuur-{number}.{language}.svg"


def pictures_of(document: Document) -> dict[int, tuple[str, bytes, str]]:
    """By the number of its figure each chart: SVG, PNG, and in words. Worker only."""
    language, pictures = document.language, {}
    for block in document.blocks:
        if isinstance(block, Figure) and block.chart:
            svg = svg_of(block, language)
            png = bytes(_drawing().picture_of(svg))
            pictures[block.number] = (svg, png, sentence_of(block, language))
    return pictures


def translated_of(document: Document) -> Iterator[tuple[str, str, bytes]]:
    """Name, type and content of each chart in the other languages. Worker only."""
    others = [code for code, _name in settings.LANGUAGES if code != document.language]
    for block in document.blocks:
        if isinstance(block, Figure) and block.chart:
            for language in others:
                content = svg_of(block, language).encode()
                yield file_name(block.number, language), SVG, content


def _drawing() -> Any:
    return import_module("sio.statistics.charts.drawing")
