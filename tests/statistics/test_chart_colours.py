"""Colours of charts: told apart in grey, and by who sees few colours."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from sio.statistics.charts import look

SCREEN = "#fffdf7"  # the sheet of our pages
# How colours look without one kind of cone. Source: Machado, Oliveira and Fernandes,
# "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009.
BLIND = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}


def linear(colour):
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]


def lab(rgb):
    """CIE L*a*b* of linear sRGB, white point D65."""
    xyz = (
        (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505,
        0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2],
        (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089,
    )
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * max(t, 0) + 16 / 116 for t in xyz
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour, matrix):
    rgb = linear(colour)
    return lab([sum(a * b for a, b in zip(row, rgb, strict=True)) for row in matrix])


def distance(one, other, matrix):
    pairs = zip(seen(one, matrix), seen(other, matrix), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def contrast(one, other):
    light, dark = sorted((look.luminance(one), look.luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("count", range(2, 9))
def test_greens_only_get_darker(count):
    shades = look.shades(count)
    lights = [seen(shade, BLIND["none"])[0] for shade in shades]
    steps = [a - b for a, b in pairwise(lights)]
    assert len(shades) == count
    assert min(steps) > 60 / count
    for matrix in BLIND.values():
        seen_lights = [seen(shade, matrix)[0] for shade in shades]
        assert seen_lights == sorted(seen_lights, reverse=True)


def test_words_on_every_green_can_be_read():
    for count in range(1, 9):
        for shade in look.shades(count):
            assert contrast(look.ink_on(shade), shade) >= 4.5


def test_lines_stand_out_from_the_page():
    for colour in (*look.LINES, look.GREEN, look.SOFT, look.INK):
        for page in (look.PAPER, SCREEN):
            assert contrast(colour, page) >= 4.5


@pytest.mark.parametrize("kind", BLIND)
def test_lines_are_told_apart_by_whoever_looks(kind):
    near = [
        (one, other)
        for one, other in combinations(range(len(look.LINES)), 2)
        if distance(look.LINES[one], look.LINES[other], BLIND[kind]) < 25
    ]
    assert near == []


def test_lines_are_told_apart_without_any_colour():
    styles = list(zip(map(tuple, look.DASHES), look.POINTS, strict=True))
    assert len(look.LINES) == len(styles)
    assert len({dash for dash, _point in styles}) == len(styles)
    assert len({point for _dash, point in styles}) == len(styles)
