"""Beside a guest the class's keys stand in one row, or in two of about as many."""

from __future__ import annotations

import pytest

SIZES = {"tablet": (1024, 768), "chromebook": (1366, 768)}
# The same two at 200 %.
HALVES = {"tablet": (512, 384), "chromebook": (683, 384)}
LANGUAGES = ("nl", "fr", "en", "de")
LEAST_PX = 44
# How many keys in each row; how many rows of signs; the smallest side of a key; and of
# which keys the word sticks out.
BAR = """() => {
  const rowsOf = (css) => {
    const all = [...document.querySelectorAll(css)];
    const boxes = all.map((one) => one.getBoundingClientRect());
    const middle = ({ top, bottom }) => Math.round(top + bottom);
    const rows = [...new Set(boxes.map(middle))];
    return rows.map((row) => boxes.filter((box) => middle(box) === row).length);
  };
  const keys = [...document.querySelectorAll(".bar > .bar__key")];
  const boxes = keys.map((key) => key.getBoundingClientRect());
  const isOut = (key) => {
    const { left, right } = key.getBoundingClientRect();
    const word = key.querySelector(".bar__word").getBoundingClientRect();
    return word.left < left || word.right > right;
  };
  return {
    rows: rowsOf(".bar > .bar__key"),
    signs: rowsOf(".state-line > *").length,
    least: Math.min(...boxes.flatMap(({ width, height }) => [width, height])),
    out: keys.filter(isOut).map((key) => key.innerText),
  };
}"""


@pytest.fixture(params=LANGUAGES)
def page(request, grown_up):
    window = grown_up()
    window.cookie("django_language", request.param)
    return window.open("/stijl/")


def has_bars(page, scene, sizes, rows, shot):
    """At each size so many keys in each row, large enough and each around its word."""
    page.goto(f"/stijl/{scene}/")
    page.locator(".bar").wait_for()
    for name, (width, height) in sizes.items():
        page.set_viewport_size({"width": width, "height": height})
        bar = page.evaluate(BAR)
        shot(page, f"{scene}-{width}")
        assert (bar["rows"], bar["out"]) == (rows[name], []), name
        assert bar["least"] >= LEAST_PX
        yield bar


def test_one_row_of_keys_and_one_of_signs(page, shot):
    rows = {"tablet": [5], "chromebook": [5]}
    for bar in has_bars(page, "class-guest", SIZES, rows, shot):
        assert bar["signs"] == 1


def test_with_all_that_is_lit_two_rows_where_one_is_too_narrow(page, shot):
    rows = {"tablet": [4, 3], "chromebook": [7]}
    for bar in has_bars(page, "class-guest-busy", SIZES, rows, shot):
        assert bar["signs"] <= 2


@pytest.mark.parametrize(
    ("scene", "rows"), [("class-guest", [3, 2]), ("class-guest-busy", [4, 3])]
)
def test_at_200_percent_every_word_stays_within_its_key(page, shot, scene, rows):
    assert list(has_bars(page, scene, HALVES, dict.fromkeys(HALVES, rows), shot))


def test_beside_the_chat_too_no_key_has_a_row_of_its_own(page, shot):
    page.goto("/stijl/class-guest/")
    page.set_viewport_size({"width": 1024, "height": 768})
    page.locator(".bar__key--chat").click()
    page.get_by_role("log").wait_for()
    bar = page.evaluate(BAR)
    shot(page, "class-guest-chat")
    assert (bar["rows"], bar["out"]) == ([3, 2], [])
    assert bar["least"] >= LEAST_PX
