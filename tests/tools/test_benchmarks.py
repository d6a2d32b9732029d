from __future__ import annotations

from collections import Counter

import pytest
from django.urls import resolve

from benchmarks.figure import figure
from benchmarks.office_pages import PAGES
from sio.accounts.models import Role


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_page_that_is_measured_is_there(page):
    assert page.who in {"nobody", *Role.Kind.values}
    for path in page.paths:
        resolve(
            path.format(file=1, person=1, round=1, day="2026-11-27").partition("?")[0]
        )


def test_no_figure_has_the_name_of_another():
    assert max(Counter(page.name for page in PAGES).values()) == 1


def test_a_figure_says_of_which_percentile_its_limit_is():
    found = figure("x_ms", range(1, 101), "ms", 200, of="p95")
    assert (found.n, found.p50, found.p95, found.limit_of) == (100, 50, 95, "p95")
    with pytest.raises(ValueError, match="nothing was measured"):
        figure("x_ms", [], "ms", 200)
