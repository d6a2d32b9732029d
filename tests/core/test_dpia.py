"""The impact assessment names tests, tables and measures that exist."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from django.apps import apps

from tests.core.test_docs import DOCS, IMPERSONAL, ROOT, rows, words_of

PAGE = "dpia.md"
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
# In the browser's half a test has a sentence for a name.
BROWSER_TEST = re.compile(r"`(frontend/src/[\w/.-]+\.test\.ts)::([^`]+)`")


@cache
def functions_in(path):
    """The functions of a file, as parsed; none if there is no such file."""
    file = ROOT / path
    tree = ast.parse(file.read_text()) if file.exists() else ast.Module([], [])
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in tree.body if isinstance(node, kinds)}


def measures():
    """The number of each measure, and the cell that names its tests."""
    return [(r[0].split()[0], r[1]) for r in rows(PAGE, 2) if re.match(r"M\d", r[0])]


def risks():
    """Each row of the table of risks."""
    return [row for row in rows(PAGE, 5) if re.match(r"R\d", row[0])]


def test_every_test_named_exists():
    named = TEST.findall((DOCS / PAGE).read_text())
    assert len(named) > 80
    missing = [pair for pair in named if pair[1] not in functions_in(pair[0])]
    assert missing == []


def test_every_test_of_the_browser_that_is_named_exists():
    named = BROWSER_TEST.findall((DOCS / PAGE).read_text())
    assert len(named) >= 5
    missing = [
        (file, name)
        for file, name in named
        if f'test("{name}"' not in (ROOT / file).read_text()
    ]
    assert missing == []


@pytest.mark.parametrize("part", ["screen-share.ts", "notebook.ts", "ui/draw-board.ts"])
def test_the_privacy_page_tells_what_a_device_may_show_or_save(part):
    assert (ROOT / "frontend/src/live" / part).exists()
    assert f"`{part.rpartition('/')[2]}`" in (DOCS / "privacy.md").read_text()


@pytest.mark.parametrize(("number", "shown_by"), measures())
def test_every_measure_has_a_test(number, shown_by):
    assert TEST.search(shown_by), number


def test_measures_and_risks_are_numbered_through():
    for kind, listed in (("M", measures()), ("R", risks())):
        numbers = [row[0].split()[0] for row in listed]
        assert numbers == [f"{kind}{n + 1}" for n in range(len(listed))]


def test_every_risk_has_measures_and_every_measure_a_risk():
    known = {number for number, _tests in measures()}
    used = [re.findall(r"M\d+", row[3]) for row in risks()]
    assert all(used)
    assert {number for one in used for number in one} == known


def test_every_table_of_the_privacy_page_is_of_a_kind_of_data_here():
    # That page names all tables, in full or short: tests/core/test_docs.py.
    labels = {model._meta.label for model in apps.get_models()} - IMPERSONAL
    assert labels - words_of(PAGE) == set()


def test_no_risk_grows_by_its_measures():
    for row in risks():
        before, after = ([int(n) for n in re.findall(r"\d", row[n])] for n in (2, 4))
        assert len(before) == len(after) == 2, row[0]
        assert all(a <= b for a, b in zip(after, before, strict=True)), row[0]
        assert all(1 <= n <= 4 for n in before + after), row[0]
