from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.casework.actions.rounds.life import coded
from sio.casework.figures_of_round import Question, asked_keys, kept, results, share

BUSY = Question("1", "Bezig?", "yes_no", (("yes", "ja"), ("no", "nee")))
WHY = Question("2", "Waarom niet?", "one", (("ill", "ziek"), ("x", "x")), ("1", "no"))
HOW = Question("3", "Hoe?", "several", (("a", "A"), ("b", "B")), ("1", "yes"))
HOURS = Question("4", "Uren?", "number", (), ("3", "a"))
MORE = Question("5", "Nog iets?", "text")
ALL = [BUSY, WHY, HOW, HOURS, MORE]

VALUES = st.fixed_dictionaries(
    {},
    optional={
        "1": st.sampled_from(["yes", "no"]),
        "2": st.sampled_from(["ill", "x"]),
        "3": st.lists(st.sampled_from(["a", "b"]), unique=True),
        "4": st.integers(0, 40),
        "5": st.text(max_size=5),
    },
)


def test_percentages_are_of_those_asked():
    found = results(
        ALL,
        [
            {"1": "yes", "3": ["a", "b"], "4": 4},
            {"1": "yes", "3": ["a"], "4": 9},
            {"1": "yes"},
            {"1": "no", "2": "ill"},
        ],
        total=9,
    )
    assert (found.contacted, found.total) == (4, 9)
    assert found.of("Bezig?").percent("yes") == 75.0
    assert found.of("Waarom niet?").asked == 1
    assert found.of("Waarom niet?").percent("ill") == 100.0
    how = found.of("Hoe?")
    assert (how.asked, how.answered) == (3, 2)
    assert [line.count for line in how.lines] == [2, 1, 1]
    hours = found.of("Uren?")
    assert (hours.lowest, hours.middle, hours.highest) == (4, 6.5, 9)


def test_nobody_asked_is_no_percentage():
    found = results(ALL, [{"1": "yes"}], total=1).of("Waarom niet?")
    assert found.asked == 0
    assert {line.percent for line in found.lines} == {None}
    assert found.percent("ill") == 0.0
    assert share(0, 0) is None


def test_free_text_is_counted_and_never_shown():
    found = results(ALL, [{"5": "Tuur is moe"}, {}], total=2).of("Nog iets?")
    assert (found.asked, found.answered) == (2, 1)
    assert "Tuur" not in repr(found)


def test_what_is_not_asked_is_not_kept():
    values = {"1": "no", "2": "ill", "3": ["a"], "4": 8, "5": ""}
    assert kept(ALL, values) == {"1": "no", "2": "ill"}


@given(st.lists(VALUES, max_size=12))
def test_the_figures_add_up(answers):
    answers = [kept(ALL, one) for one in answers]
    found = results(ALL, answers, total=len(answers))
    for one in found.questions:
        assert 0 <= one.answered <= one.asked <= found.contacted
        if one.question.kind in {"one", "yes_no"}:
            assert sum(line.count for line in one.lines) == one.asked
        for line in one.lines:
            assert 0 <= line.count <= one.asked
            assert line.percent is None or 0 <= line.percent <= 100


@given(VALUES)
def test_keeping_twice_keeps_the_same(values):
    once = kept(ALL, values)
    assert kept(ALL, once) == once
    assert set(once) <= asked_keys(ALL, values)


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["ja", "nee"], ["ja", "nee"]),
        (["Te ziek!", "te ziek"], ["te-ziek", "te-ziek-2"]),
        (["ill: te ziek", "متعب", "疲れ"], ["ill", "keuze", "keuze-2"]),
        (["x" * 90, "x" * 91], ["x" * 36, "x" * 36 + "-2"]),
    ],
)
def test_each_choice_has_a_code_of_its_own(lines, codes):
    assert [code for code, _label in coded(lines)] == codes
