"""Small charts over time: where lines, labels and ranges stand."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from sio.core.curves import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Series, curves

numbers = st.lists(st.integers(0, 10**6), min_size=1, max_size=60)


def drawn(*rows, **more):
    labels = [f"m{place}" for place in range(len(rows[0]))]
    series = [Series("now", row) for row in rows]
    return curves(labels, series, **more)


@given(numbers)
def test_all_of_it_stays_within_the_picture(row):
    chart = drawn(row, band=(row, [one + 3 for one in row]), level=7)
    [line] = chart.lines
    assert all(LEFT <= x <= RIGHT and TOP <= y <= BOTTOM for x, y in line.points)
    assert [x for x, _y in line.points] == sorted(x for x, _y in line.points)
    assert all(TOP <= mark.at <= BOTTOM for mark in chart.across)
    assert all(0 <= mark.at <= WIDTH for mark in chart.below)
    assert 0 < chart.label_y < HEIGHT


@pytest.mark.parametrize(
    ("most", "labels"),
    [
        (0, ["0", "1"]),
        (3, ["0", "1", "2", "3"]),
        (7, ["0", "2", "4", "6", "8"]),
        (40, ["0", "10", "20", "30", "40"]),
        (612, ["0", "200", "400", "600", "800"]),
    ],
)
def test_steps_are_round_and_begin_at_zero(most, labels):
    assert [mark.label for mark in drawn([most]).across] == labels


def test_a_higher_number_stands_higher():
    [line] = drawn([0, 5, 10]).lines
    assert [y for _x, y in line.points] == [BOTTOM, (BOTTOM + TOP) // 2, TOP]


def test_the_last_month_bears_its_name_and_names_do_not_touch():
    below = drawn([1] * 24).below
    assert [mark.label for mark in below] == ["m5", "m11", "m17", "m23"]
    assert [mark.label for mark in drawn([1, 2]).below] == ["m0", "m1"]


def test_a_hole_breaks_the_line():
    [line] = drawn([1, None, 1, 1]).lines
    assert line.path.count("M") == 2
    assert len(line.points) == 3


def test_a_range_is_one_closed_shape_where_there_is_one():
    chart = drawn([1, 2, None], band=([None, 2, 1], [None, 2, 4]))
    assert chart.band.startswith("M")
    assert chart.band.endswith("Z")
    assert chart.band.count("L") == 3
    assert drawn([1]).band == ""


def test_the_picture_is_named_and_has_no_style_of_its_own():
    context = {"title": "Lopend", "chart": drawn([1, 2], level=2), "now_name": "nu"}
    html = render_to_string("core/_curves.html", context)
    assert 'role="img" aria-label="Lopend. De getallen staan in de tabel."' in html
    assert "style=" not in html
    assert html.count("<circle") == 3  # two points, and one in the key
