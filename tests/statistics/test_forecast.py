"""The forecast: simple, never negative, and blind to what comes after."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sio.statistics.forecast import (
    HORIZON,
    LEAST,
    backtest,
    bounds,
    forecast,
    growth,
    scores,
)

MOST = 5_000
numbers = st.integers(0, MOST)
histories = st.lists(numbers, min_size=LEAST, max_size=48)
# Who runs in a school year of a hundred pupils, from September on.
SEASON = [60, 70, 80, 85, 90, 95, 100, 98, 96, 94, 40, 38]


def triples(history):
    return [(one.low, one.middle, one.high) for one in forecast(history)]


@given(histories)
def test_it_is_never_negative_and_the_range_holds_the_middle(history):
    found = forecast(history)
    assert len(found) == HORIZON
    for one in found:
        assert 0 <= one.low <= one.middle <= one.high


@given(histories)
def test_further_ahead_is_never_surer(history):
    """Of the same month a year before, so that only the doubt can differ."""
    flat = [*history[:-12], *[50] * 12]
    widths = [one.high - one.low for one in forecast(flat)]
    assert all(near <= far for near, far in pairwise(widths))


@given(numbers, st.integers(LEAST, 60))
def test_what_was_always_the_same_stays_the_same(number, months):
    assert triples([number] * months) == [(number, number, number)] * HORIZON


@given(st.integers(0, 11), st.integers(3, 6))
def test_a_season_that_comes_back_is_known_exactly(turned, years):
    season = SEASON[turned:] + SEASON[:turned]
    assert triples(season * years) == [(one, one, one) for one in season[:HORIZON]]


@settings(max_examples=30)
@given(histories, histories, st.data())
def test_no_forecast_of_the_past_sees_what_came_after(history, others, data):
    """Change all months from some moment on: what was said before stays the same."""
    at = data.draw(st.integers(LEAST, len(history)))
    changed = (history[:at] + others * 3)[: len(history)]

    def said(months):
        return [
            (one.place, one.ahead, one.expected)
            for one in backtest(months)
            if one.place - one.ahead + 1 <= at
        ]

    assert said(changed) == said(history)


@settings(max_examples=20)
@given(histories)
def test_each_try_is_the_forecast_of_the_months_before_it(history):
    for one in backtest(history):
        before = history[: one.place - one.ahead + 1]
        assert one.expected == forecast(before)[one.ahead - 1]
        assert one.real == history[one.place]


def test_growth_of_many_counts_and_growth_of_few_is_drawn_to_none():
    assert growth([1_000] * 12 + [1_500] * 12) == pytest.approx(1.495, abs=0.001)
    assert growth([2] * 12 + [3] * 12) == pytest.approx(1.083, abs=0.001)
    assert growth([0] * 24) == 1


def test_a_year_with_a_fifth_more_expects_a_fifth_more():
    before, now = [one * 10 for one in SEASON], [one * 12 for one in SEASON]
    # The last three months grew from 1720 to 2064; 30 more on both sides.
    middles = [one.middle for one in forecast(before + now)]
    assert middles == [round(one * 2094 / 1750) for one in now[:HORIZON]]


@pytest.mark.parametrize("months", [0, 1, 15, LEAST - 1])
def test_with_too_little_history_nothing_is_said(months):
    assert forecast([10] * months) == []
    assert backtest([10] * months) == []
    assert scores([]) == []


def test_the_range_leaves_out_a_tenth_on_each_side():
    assert bounds([0.5, 0.9, 1, 1.1, 2]) == (0.5, 2)
    assert bounds([one / 10 for one in range(1, 20)]) == (0.2, 1.8)


def test_scores_say_how_far_off_and_how_often_within():
    wild = [100] * 30 + [160] + [100] * 5
    ahead_one = next(one for one in scores(backtest(wild)) if one.ahead == 1)
    tried = [one for one in backtest(wild) if one.ahead == 1]
    assert ahead_one.tried == len(tried) == 12
    assert ahead_one.mean_error == sum(abs(one.error) for one in tried) / 12
    assert ahead_one.within == sum(one.is_within for one in tried)
    assert [one.error for one in tried if one.place == 30] == [60]
    assert ahead_one.within < 12


def test_the_range_holds_about_eight_of_ten_in_a_noisy_season(random_seasons):
    found = [one for history in random_seasons for one in backtest(history)]
    share = sum(one.is_within for one in found) / len(found)
    assert 0.7 <= share <= 0.95


@pytest.fixture
def random_seasons():
    """Ten systems of eight years that grow and wobble, the same at each run."""
    drawn = Random(73)
    return [
        [
            round(one * 1.1**year * drawn.gauss(1, 0.08))
            for year in range(8)
            for one in SEASON
        ]
        for _system in range(10)
    ]
