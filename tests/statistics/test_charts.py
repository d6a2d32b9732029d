from __future__ import annotations

import itertools
import re
import subprocess
import sys
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.utils import translation
from PIL import Image

from sio.statistics.cells import HIDDEN, TOTAL, Measure, ShownCube
from sio.statistics.charts import (
    look,
    pictures_of,
    png_of,
    sentence_of,
    svg_of,
    translated_of,
)
from sio.statistics.charts.letters import width_of
from sio.statistics.charts.line import apart
from sio.statistics.charts.map import (
    BRUSSELS,
    NAME_SIZE,
    NAME_UP,
    NUMBER_DOWN,
    NUMBER_SIZE,
    WORDS_AT,
)
from sio.statistics.charts.reading import Seen, bars_of, line_of, map_of
from sio.statistics.charts.shapes import ground
from sio.statistics.document import Figure
from sio.statistics.labels import value_names
from tests.statistics.documents import (
    ALL_PUPILS,
    BLOCKS,
    DURATIONS,
    PSYCHOLOGICAL,
    PUPILS,
    SCHOOLS,
    SHARES,
    cube_of,
    document_of,
)

KINDS = ("line", "bars", "map")
SVG = "{http://www.w3.org/2000/svg}"
ACTS = re.compile(r"<script|<style|\sstyle=|\son\w+=|href|<foreignObject|<image|data:")


def figure(cube, chart, caption="Leerlingen", number=3, **more):
    return Figure(number, caption, cube, chart, **more)


def without(cube, province):
    cells = tuple(cell for cell in cube.cells if province not in cell.at)
    return ShownCube(cube.shape, cells, cube.source)


def words_of(svg):
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cube", [ALL_PUPILS, PSYCHOLOGICAL])
def test_chart_is_told_in_words_and_does_nothing(kind, cube):
    one = figure(cube, kind, caption="Leerlingen & <b>jaren</b>")
    svg = svg_of(one, "fr")
    root = ET.fromstring(svg)
    title, told, drawing = list(root)
    assert root.get("role") == "img"
    assert root.get("lang") == root.get("xml:lang", root.get("lang")) == "fr"
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert title.text == "Leerlingen & <b>jaren</b>"
    assert told.text == sentence_of(one, "fr")
    assert "Anvers" in told.text
    assert drawing.get("aria-hidden") == "true"
    assert not ACTS.search(svg)
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]


def test_same_figure_gives_the_same_drawing():
    first = [svg_of(figure(PSYCHOLOGICAL, kind), "nl-be") for kind in KINDS]
    again = [svg_of(figure(PSYCHOLOGICAL, kind), "nl-be") for kind in KINDS]
    assert first == again
    assert len(set(first)) == 3
    ids = {one for svg in first for one in re.findall(r'id="([^"]+)"', svg)}
    assert all(one.startswith("figuur-3-") for one in ids)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_charts_speak_the_language_of_the_reader(language):
    brussels = {
        "nl-be": "Brussel",
        "fr": "Bruxelles",
        "en": "Brussels",
        "de": "Brüssel",
    }
    hidden = {"nl-be": "verborgen", "fr": "masqué", "en": "hidden", "de": "verborgen"}
    svg = svg_of(figure(ALL_PUPILS, "line"), language)
    assert brussels[language] in words_of(svg)
    assert brussels[language] in sentence_of(figure(ALL_PUPILS, "map"), language)
    assert any(word.startswith(hidden[language]) for word in words_of(svg))


def test_words_say_hidden_blank_and_zero_apart():
    told = sentence_of(figure(PSYCHOLOGICAL, "line"), "nl-be")
    assert told == (
        "Lijngrafiek: leerlingen, van 2012-2013 tot 2015-2016. "
        "Antwerpen: leeg, 4, 2, 7. Oost-Vlaanderen: 2, 2, 2, 6. "
        "West-Vlaanderen: 3, 1, 1, 7. Limburg: leeg, leeg, 2, 5. "
        "Vlaams-Brabant: leeg, leeg, 1, 7. "
        "Brussel: leeg, leeg, leeg, 0."
    )
    assert sentence_of(figure(ALL_PUPILS, "line"), "nl-be").endswith(
        "Brussel: 6, 7, verborgen, 10."
    )
    assert sentence_of(figure(ALL_PUPILS, "map"), "nl-be").startswith(
        "Kaart: leerlingen, 2015-2016. Antwerpen: 1.101. "
    )
    assert sentence_of(figure(ALL_PUPILS, ""), "nl-be") == ""


def test_number_that_is_hidden_moves_nothing():
    """What is drawn of others is drawn the same, with and without it."""
    hidden = cube_of(
        "pupils",
        ("school_year", "province"),
        (PUPILS,),
        {("2015-2016", "BE-VAN"): (50,), ("2015-2016", "BE-VOV"): (HIDDEN,)},
    )
    blank = without(hidden, "BE-VOV")
    for read in (line_of, bars_of, map_of):
        assert read(figure(hidden, "x")).highest == read(figure(blank, "x")).highest
    mark = bars_of(figure(hidden, "bars")).at("2015-2016", "BE-VOV")
    assert (mark.seen, mark.text, mark.number) == (Seen.HIDDEN, HIDDEN, None)


def signs_of(svg):
    """Where each sign for what is hidden stands, below its translations."""
    places = []

    def walk(element, x):
        moved = re.match(r"translate\((-?[\d.]+)", element.get("transform", ""))
        x += float(moved[1]) if moved else 0
        if element.text == HIDDEN:
            places.append(round(x, 1))
        for child in element:
            walk(child, x)

    walk(ET.fromstring(svg), 0)
    return places


def test_sign_of_what_is_hidden_stands_at_one_place():
    def chart(*shown):
        cells = {
            (year, province): (value,)
            for year, value in zip(("2014-2015", "2015-2016"), shown, strict=True)
            for province in ("BE-VAN", "BE-BRU")
        }
        cells["2015-2016", "BE-VLI"] = (900,)
        cells["2014-2015", "BE-VLI"] = (800,)
        cube = cube_of("pupils", ("school_year", "province"), (PUPILS,), cells)
        return svg_of(figure(cube, "bars"), "nl-be")

    bars = signs_of(chart(HIDDEN, HIDDEN))
    assert len(bars) == 5  # four, and what they mean
    assert len(set(bars[:4])) == 1
    assert set(signs_of(chart(300, HIDDEN))[:2]) == set(bars[:4])


def test_gap_breaks_the_line_and_zero_is_a_point():
    drawn = line_of(figure(PSYCHOLOGICAL, "line"))
    assert [mark.seen for mark in drawn.of("BE-BRU")] == [Seen.BLANK] * 3 + [
        Seen.NUMBER
    ]
    assert drawn.at("2099", "2099").seen is Seen.BLANK
    cube = cube_of(
        "pupils",
        ("school_year",),
        (PUPILS,),
        {("2012-2013",): (5,), ("2013-2014",): (8,), ("2015-2016",): (0,)},
    )
    svg = svg_of(figure(cube, "line"), "nl-be")
    assert list(line_of(figure(cube, "line")).places) == [
        *("2012-2013", "2013-2014", "2014-2015", "2015-2016")
    ]
    # A line from the first to the second; the third has a point of its own alone.
    lines = re.findall(r'<path [^>]*d="(M[^"]+)"[^>]*stroke-width="2.5"', svg)
    assert [one.count("L") for one in lines] == [1, 0]
    assert "0" in words_of(svg)


def test_totals_are_not_drawn_beside_what_adds_up_to_them():
    drawn = line_of(figure(ALL_PUPILS, "line"))
    assert TOTAL not in drawn.series
    assert drawn.highest == 1101
    drawn = bars_of(figure(DURATIONS, "bars"))
    assert drawn.measure.key == "mean"
    assert list(drawn.places.values())[-1] == "Algemeen"
    drawn = line_of(figure(SHARES, "line"))
    assert [mark.text for mark in drawn.of("secondary")] == ["73,5%", "74,0%"]


def test_word_stands_in_the_place_of_a_number():
    longest = figure(DURATIONS, "bars", measures=("max",))
    svg = svg_of(longest, "nl-be")
    assert "schooljaar" in words_of(svg)
    mark = bars_of(longest).at("2015-2016", "BE-VAN")
    assert (mark.seen, mark.number) == (Seen.WORD, None)
    svg_of(figure(DURATIONS, "line", measures=("max",)), "nl-be")


def test_published_numbers_look_otherwise_than_computed_ones():
    computed = ShownCube(PSYCHOLOGICAL.shape, PSYCHOLOGICAL.cells)
    note = "eerder gepubliceerd, niet hier berekend"
    published = {k: svg_of(figure(PSYCHOLOGICAL, k), "nl-be") for k in KINDS}
    ours = {k: svg_of(figure(computed, k), "nl-be") for k in ("line", "bars")}
    assert all(note in words_of(svg) for svg in published.values())
    assert not any(note in words_of(svg) for svg in ours.values())
    assert "<pattern" in published["bars"]
    assert "<pattern" not in ours["bars"]
    # Points that are open, on lines of the same colours.
    assert published["line"].count('fill="#ffffff"') > ours["line"].count("#ffffff")


def test_map_tells_what_stands_nowhere_on_it():
    homes = cube_of(
        "homes",
        ("home_province",),
        (PUPILS,),
        {("BE-VAN",): (12,), ("BE-WHT",): (5,), ("",): (HIDDEN,), (TOTAL,): (HIDDEN,)},
    )
    said = "Niet op de kaart: Henegouwen 5, niet bekend verborgen."
    assert said in words_of(svg_of(figure(homes, "map"), "nl-be"))
    told = sentence_of(figure(homes, "map"), "nl-be")
    assert told.endswith(said)
    assert "Henegouwen:" not in told


def test_map_shows_the_last_year_of_which_anything_is_told():
    assert list(map_of(figure(DURATIONS, "map")).series) == ["2015-2016"]
    assert "1.101" in words_of(svg_of(figure(ALL_PUPILS, "map"), "nl-be"))
    assert "62" not in words_of(svg_of(figure(ALL_PUPILS, "map"), "nl-be"))


@pytest.mark.parametrize("language", ["nl-be", "fr", "en", "de"])
def test_words_on_the_map_stand_within_their_shape(language):
    """The middle of each line of words is looked for, and how wide the letters are."""
    with translation.override(language):
        names = value_names("province", WORDS_AT)
    land = ground(look.WIDTH - 10)
    for code, (across, down) in WORDS_AT.items():
        x, y = across / 100 * (look.WIDTH - 10), down / 100 * land.height
        rings = [ring for shape in land.outlines[code] for ring in shape]
        if code == BRUSSELS:
            assert not is_within(rings, x, y - NAME_UP)
            continue
        lines = [(width_of(names[code], NAME_SIZE), NAME_SIZE, y - NAME_UP)]
        lines += [
            (width_of("1.234", NUMBER_SIZE, bold=True), NUMBER_SIZE, y + NUMBER_DOWN)
        ]
        for width, size, middle in lines:
            for at in range(21):
                place = x + (at / 20 - 0.5) * (width + 4)
                for edge in (middle - size * 0.4, middle + size * 0.4):
                    assert is_within(rings, place, edge), (code, names[code], at)


def is_within(rings, x, y):
    """From a point inside, a line crosses the edge an odd number of times."""
    crossed = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in itertools.pairwise([*ring, ring[0]]):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossed += 1
    return crossed % 2 == 1


@pytest.mark.parametrize("kind", KINDS)
def test_any_figure_can_be_drawn(kind):
    empty = cube_of("pupils", ("school_year", "province"), (PUPILS,), {})
    all_hidden = cube_of(
        "pupils", ("school_year", "level"), (PUPILS,), {("2015-2016", "x"): (HIDDEN,)}
    )
    hours = Measure("hours", "sum", "hours")
    large = cube_of("h", ("province",), (hours,), {("BE-VAN",): (1234567.5,)})
    for cube in (empty, all_hidden, large, SCHOOLS):
        assert svg_of(figure(cube, kind), "de").startswith("<svg")
        assert sentence_of(figure(cube, kind), "de")


def test_picture_is_on_white_paper_and_sharp():
    png = png_of(figure(ALL_PUPILS, "map"), "nl-be")
    picture = Image.open(BytesIO(png)).convert("RGB")
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    assert picture.width > 1000
    assert len({colour for _count, colour in picture.getcolors(1_000_000)}) > 5


def test_release_gets_its_charts_in_every_language():
    blocks = tuple(one for one in BLOCKS if isinstance(one, Figure))
    files = list(translated_of(document_of(blocks=blocks)))
    assert [(name, kind) for name, kind, _content in files] == [
        (f"figuur-{number}.{language}.svg", "image/svg+xml")
        for number in (1, 3)
        for language in ("fr", "en", "de")
    ]
    assert b"Bruxelles" in files[0][2]
    pictures = pictures_of(document_of(blocks=blocks))
    assert list(pictures) == [1, 3]
    svg, png, told = pictures[1]
    assert (svg[:4], png[1:4]) == ("<svg", b"PNG")
    assert told == sentence_of(blocks[0], "nl-be")


def test_names_beside_lines_keep_their_distance_and_order():
    wanted = {"a": 100.0, "b": 101.0, "c": 99.0, "d": 258.0, "e": 259.0}
    placed = apart(wanted, 20, 260)
    order = sorted(placed, key=placed.__getitem__)
    assert order == sorted(wanted, key=wanted.__getitem__)
    heights = sorted(placed.values())
    assert all(b - a >= 20 for a, b in itertools.pairwise(heights))
    assert heights[0] >= 0
    assert heights[-1] <= 260
    assert apart({"a": 3.0}, 20, 260) == {"a": 3.0}


HEAVY = "altair vl_convert highspy numpy weasyprint docx xlsxwriter"


def test_web_process_never_loads_what_draws_solves_or_prints():
    code = (
        "import sys, django; django.setup(); import sio.urls, sio.statistics.charts;"
        f"print(*[one for one in '{HEAVY}'.split() if one in sys.modules])"
    )
    env = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "."}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


def test_active_language_is_left_as_it_was():
    with translation.override("de"):
        svg_of(figure(ALL_PUPILS, "line"), "fr")
        assert translation.get_language() == "de"
