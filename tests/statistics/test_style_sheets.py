"""What the pages of the figures look like is written once."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from django.conf import settings

SHEETS = Path(settings.BASE_DIR) / "sio" / "static" / "css"
TEMPLATES = Path(settings.BASE_DIR) / "sio" / "statistics" / "templates" / "statistics"
OURS = ("figures", "releases", "open", "board", "history")
_ALONE = re.compile(r"^\.([a-z][\w-]*)(?=[,\s]*(?:,|\{)$)", re.MULTILINE)


def told(sheet):
    """Classes that a sheet gives a look of their own, not within something else."""
    return set(_ALONE.findall((SHEETS / f"{sheet}.css").read_text()))


@pytest.mark.parametrize(("one", "other"), [*combinations(OURS, 2)])
def test_no_class_has_its_look_in_two_sheets(one, other):
    assert told(one)
    assert told(one) & told(other) == set()


@pytest.mark.parametrize("page", ["release", "release_preview"])
def test_pages_with_figures_load_the_sheet_that_all_share(page):
    words = (TEMPLATES / f"{page}.html").read_text()
    assert words.index("css/figures.css") < words.index("css/releases.css")
