from __future__ import annotations

from collections import Counter

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from sio.statistics.cells import TOTAL, Measure
from sio.statistics.document import Figure
from sio.statistics.formats.layout import NO_BREAK, table_of, tables_of
from tests.statistics.documents import (
    ALL_PUPILS,
    BLOCKS,
    DURATIONS,
    LONG_DURATIONS,
    PSYCHOLOGICAL,
    PUPILS,
    SCHOOLS,
    SOURCE,
    cube_of,
    document_of,
)


def read(table):
    """The table as rows of words, heads among them."""
    return [
        [*table.corner, *(one.name for one in table.columns)],
        *([*row.heads, *(cell.text for cell in row.cells)] for row in table.rows),
    ]


def shown(figure, **changes):
    return table_of(figure, document_of(**changes))


def test_school_years_stand_across_and_provinces_down():
    table = shown(Figure(2, "Duur", PSYCHOLOGICAL))
    assert read(table) == [
        ["provincie", "2012-2013", "2013-2014", "2014-2015", "2015-2016"],
        ["Antwerpen", "", "4", "2", "7"],
        ["Oost-Vlaanderen", "2", "2", "2", "6"],
        ["West-Vlaanderen", "3", "1", "1", "7"],
        ["Limburg", "", "", "2", "5"],
        ["Vlaams-Brabant", "", "", "1", "7"],
        ["Brussel", "", "", "", "0"],
        ["Totaal", "5", "7", "8", "32"],
    ]
    assert table.about == "leerlingen · psychisch, gedrag of ontwikkeling"
    assert [row.is_total for row in table.rows] == [False] * 6 + [True]


def test_durations_of_one_year_have_provinces_across():
    table = shown(Figure(3, "Duur", DURATIONS))
    provinces = ["Antwerpen", "Oost-Vlaanderen", "West-Vlaanderen", "Limburg"]
    assert read(table) == [
        ["", *provinces, "Vlaams-Brabant", "Brussel", "Algemeen"],
        ["minimum", *months(2, 2, 1, 3, 2), ":c", "1 maand"],
        ["gemiddelde", *months(7, 7, 7, 7, 7), "6 maanden", "7 maanden"],
        [
            *("maximum", "schooljaar", "schooljaar", "8 maanden"),
            *("schooljaar", "schooljaar", ":c", "schooljaar"),
        ],
    ]
    assert table.about == "schooljaar 2015-2016"
    assert table.columns[-1].is_total


def months(*numbers):
    return [f"{one} maand" if one == 1 else f"{one} maanden" for one in numbers]


def test_durations_of_years_are_long_and_in_groups():
    table = shown(Figure(4, "Duur", LONG_DURATIONS, measures=("mean", "max")))
    assert [column.name for column in table.columns] == ["gemiddelde", "maximum"]
    assert [len(rows) for rows in table.groups] == [4, 4]
    assert {row.heads[0] for row in table.groups[1]} == {"2015-2016"}
    assert read(table)[1] == [
        *("2014-2015", "kleuteronderwijs", "5 maanden", "schooljaar")
    ]


def test_many_years_do_not_run_off_the_page():
    years = [f"{year}-{year + 1}" for year in range(2008, 2020)]
    cells = {(year, at): (1,) for year in years for at in ("BE-VAN", TOTAL)}
    cube = cube_of("x", ("school_year", "province"), (PUPILS,), cells)
    table = shown(Figure(1, "x", cube))
    assert [column.name for column in table.columns] == ["leerlingen"]
    assert len(table.rows) == 24


def test_what_has_no_dimension_is_one_row():
    assert read(shown(Figure(7, "Bereik", SCHOOLS))) == [
        ["", "scholen", "uren gebruik", "herverbindingen per uur gebruik"],
        ["Totaal", "1.111", "123.456,5", "0,25"],
    ]


def test_a_cube_without_cells_is_a_table_without_rows():
    cube = cube_of("x", ("province",), (PUPILS,), {})
    table = shown(Figure(1, "Niets", cube))
    assert read(table) == [["", "leerlingen"]]
    assert table.notes == ("Hierover zijn er geen cijfers.",)


def test_a_missing_cell_is_blank_and_no_zero():
    cells = {
        ("2014-2015", "BE-VAN"): (3,),
        ("2015-2016", "BE-VAN"): (0,),
        ("2015-2016", "BE-BRU"): (4,),
    }
    cube = cube_of("x", ("school_year", "province"), (PUPILS,), cells)
    table = shown(Figure(1, "x", cube))
    assert read(table)[1:] == [["Antwerpen", "3", "0"], ["Brussel", "", "4"]]
    assert [cell.raw for cell in table.rows[1].cells] == [None, 4]
    assert (
        "Een leeg vak: daarover zijn er geen cijfers. Dat is geen nul." in table.notes
    )


def test_notes_say_what_one_must_know():
    assert shown(Figure(1, "x", ALL_PUPILS)).notes == (
        ":c = vertrouwelijk: minder dan 5, of daaruit af te leiden.",
        f"Zo geteld: schooljaar (versie{NO_BREAK}1); leerling (versie{NO_BREAK}2).",
    )
    published = shown(Figure(2, "x", PSYCHOLOGICAL)).notes
    assert any(note.endswith(f"Bron: {SOURCE}") for note in published)
    assert shown(Figure(3, "x", DURATIONS), k=6).notes[:2] == (
        ":c = vertrouwelijk: van minder dan 6 leerlingen (minimum en maximum: "
        "minder dan 10), of daaruit af te leiden.",
        "Geen cijfers voor: 2012-2013, 2013-2014, 2014-2015.",
    )
    told = "In deze tabel staan ook kleine aantallen."
    assert told in shown(Figure(3, "x", DURATIONS), is_suppressed=False).notes
    assert told not in shown(Figure(3, "x", DURATIONS)).notes


def test_what_is_left_out_by_choice_is_not_called_unknown():
    """The cell of Brussels is masked, and so are all of the first three years."""
    years = ("2012-2013", "2013-2014", "2014-2015")
    masked = {((year, "BE-VAN"), "mean") for year in years}
    left = Figure(3, "x", DURATIONS, left_out=frozenset(masked))
    notes = shown(left).notes
    assert "Weggelaten: 2012-2013, 2013-2014, 2014-2015." in notes
    assert not any(note.startswith("Geen cijfers") for note in notes)

    one = (("2012-2013", "BE-VAN"), "pupils")
    blank = [at for at, (value,) in BLANKS.items() if value is None]
    some = Figure(2, "x", PSYCHOLOGICAL, left_out=frozenset({one}))
    assert (
        "Een leeg vak: dat cijfer is weggelaten, of er zijn geen cijfers over. "
        "Dat is geen nul."
    ) in shown(some).notes
    every = frozenset((at, "pupils") for at in blank)
    told = shown(Figure(2, "x", PSYCHOLOGICAL, left_out=every)).notes
    assert "Een leeg vak: dat cijfer is weggelaten. Dat is geen nul." in told


BLANKS = {cell.at: cell.values for cell in PSYCHOLOGICAL.cells}


def test_charts_have_their_own_running_number():
    numbers = {
        one.number: one.chart_number for one in tables_of(document_of()).values()
    }
    assert numbers == {1: 1, 2: 0, 3: 2, 4: 0, 5: 0, 6: 0, 7: 0}


def test_the_caption_of_a_map_names_the_one_year_that_it_shows():
    table = shown(Figure(1, "Leerlingen per schooljaar", ALL_PUPILS, chart="map"))
    assert table.caption == "Leerlingen per schooljaar"
    assert table.chart_caption == "Leerlingen per schooljaar: kaart van 2015-2016"
    line = shown(Figure(1, "Leerlingen per schooljaar", ALL_PUPILS, chart="line"))
    assert line.chart_caption == "Leerlingen per schooljaar"


def test_only_short_tables_without_groups_stay_on_one_page():
    assert shown(Figure(2, "x", PSYCHOLOGICAL)).fits_on_a_page
    assert not shown(Figure(4, "x", LONG_DURATIONS)).fits_on_a_page
    regions = {
        count: cube_of(
            "x", ("region",), (PUPILS,), {(f"{at}",): (at,) for at in range(count)}
        )
        for count in (14, 15)
    }
    assert shown(Figure(1, "x", regions[14])).fits_on_a_page
    assert not shown(Figure(1, "x", regions[15])).fits_on_a_page


FIGURES = [block for block in BLOCKS if isinstance(block, Figure)]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: one.cube.shape.name)
def test_no_number_is_lost_and_none_is_added(figure):
    keys = [one.key for one in figure.cube.shape.measures]
    wanted = figure.measures or tuple(keys)
    of_cube = Counter(
        value
        for cell in figure.cube.cells
        for key, value in zip(keys, cell.values, strict=True)
        if key in wanted and value is not None
    )
    cells = [cell for row in shown(figure).rows for cell in row.cells]
    assert Counter(cell.raw for cell in cells if cell.raw is not None) == of_cube


def test_tables_speak_the_language_that_is_active():
    with translation.override("fr"):
        table = shown(Figure(2, "Durée", PSYCHOLOGICAL))
    assert read(table)[0][0] == "province"
    assert read(table)[1][0] == "Anvers"
    assert read(table)[-1][0] == "Total"


def test_html_has_a_caption_and_heads_with_scope():
    chart = {"url": "/x.svg", "alt": 'Lijn "omhoog"'}
    table = tables_of(document_of())[5]
    html = render_to_string("statistics/_figure.html", {"table": table, "chart": chart})
    assert "Tabel 5. =cmd|&#x27; /C calc&#x27;!A0 &amp; &lt;i&gt;" in html
    assert (
        '<img class="figures__chart" src="/x.svg" alt="Lijn &quot;omhoog&quot;">'
        in html
    )
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 3
    assert html.index("<img") < html.index("<table")


def test_html_says_all_heads_of_a_row_and_leaves_an_empty_corner_alone():
    tables = tables_of(document_of())
    grouped = render_to_string("statistics/_figure.html", {"table": tables[4]})
    assert grouped.count("<tbody>") == 2
    assert grouped.count('<th scope="row">2014-2015</th>') == 4
    assert "<img" not in grouped
    turned = render_to_string("statistics/_figure.html", {"table": tables[3]})
    assert "<td></td>" in turned


def test_a_measure_that_the_cube_lacks_is_a_mistake():
    with pytest.raises(KeyError):
        shown(Figure(1, "x", ALL_PUPILS, measures=("mean",)))


def test_counts_and_their_share_have_a_total():
    measures = (Measure("share", "share", "percent"), PUPILS)
    cube = cube_of("x", ("level",), measures, {(TOTAL,): (100.0, 3)})
    assert read(shown(Figure(1, "x", cube)))[1:] == [["Totaal", "100,0%", "3"]]
