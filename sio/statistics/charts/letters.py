"""How wide words are in the letters that we carry."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from PIL import ImageFont

from sio.statistics.charts.look import SIZE

FOLDER = Path(__file__).parent.parent / "fonts"
_FINE = 1000  # pixels, at which nothing is rounded


def width_of(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """In pixels, at so many pixels high."""
    return _font("Bold" if bold else "Regular").getlength(text) * size / _FINE


def longest_of(texts: Iterable[str]) -> float:
    """The width of the widest; 0 of none."""
    return max(map(width_of, texts), default=0)


@cache
def _font(weight: str) -> ImageFont.FreeTypeFont:
    file = FOLDER / f"AtkinsonHyperlegibleNext-{weight}.ttf"
    return ImageFont.truetype(file, _FINE)
