"""How charts look: letters, colours, and the sign for what is hidden.

Every colour is one of a scale whose lightness only falls, so that it also tells in
grey and to who sees few colours; lines differ in dashes and points besides. Measured
in tests/statistics/test_chart_colours.py.
"""

from __future__ import annotations

from typing import Any

FONT = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, Arial, Helvetica, sans-serif"
SIZE = 14  # pixels, of all words
WIDTH = 520  # of the whole, so that words can be read on a phone and on paper
INK = "#16261f"
SOFT = "#4b5a53"
RULE = "#d5d8d3"
PAPER = "#ffffff"
BLACK = "#000000"  # on greens: ink is too light for the middling ones
GREEN = "#0b3528"

# Of lines: dark enough for the page, and as far apart as six can be for all eyes.
LINES = ("#0b3528", "#b84300", "#0067a8", "#a65b79", "#5630bf", "#4c1659")
DASHES: tuple[list[int], ...] = ([], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [14, 4])
POINTS = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")

_LIGHT, _DARK = (0xCF, 0xE3, 0xD4), (0x0B, 0x35, 0x28)

# The sign is drawn as a tag of one size, wherever it stands: it tells no number.
TAG = "M-1,-0.72L1,-0.72L1,0.72L-1,0.72Z"
TAG_SIZE = 24 * 24
TAG_DASH = [3, 2]


def shades(count: int) -> list[str]:
    """So many greens, from light to dark; if there is but one, not the darkest."""
    if count == 1:
        return [_mixed(0.7)]
    return [_mixed(step / (count - 1)) for step in range(count)]


def ink_on(colour: str) -> str:
    """White or black, whichever is read better on it: always at 4.5 to 1 (WCAG)."""
    light = luminance(colour)
    return PAPER if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else BLACK


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 to 1. Source: WCAG 2.2."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def config() -> dict[str, Any]:
    """What all charts have in common, for Vega-Lite."""
    words: dict[str, Any] = {"labelFont": FONT, "titleFont": FONT}
    words |= {"labelFontSize": SIZE, "titleFontSize": SIZE, "titleFontWeight": "normal"}
    words |= {"labelColor": INK, "titleColor": SOFT}
    return {
        "background": PAPER,
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None},
        "axis": words
        | {"domain": False, "ticks": False, "gridColor": RULE}
        | {"labelPadding": 6},
        "legend": words,
        "text": {"font": FONT, "fontSize": SIZE, "color": INK},
    }


def _mixed(part: float) -> str:
    return "#" + "".join(
        f"{round(light + (dark - light) * part):02x}"
        for light, dark in zip(_LIGHT, _DARK, strict=True)
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
