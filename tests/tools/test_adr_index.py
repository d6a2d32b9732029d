"""The list of decisions is made from them, and none is left out."""

from __future__ import annotations

import adr_index
import pytest

SECTIONS = ["Context", "Decision", "Consequences"]
ONE_PAGE = 60  # lines
DECISIONS = sorted(adr_index.FOLDER.glob("[0-9]*.md"))


def test_the_index_is_up_to_date():
    assert adr_index.INDEX.read_text() == adr_index.index(), (
        "Run python tools/adr_index.py"
    )


def test_decisions_are_numbered_once_without_gaps():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name[:4])
def test_each_is_one_page_with_its_sections(path):
    lines = path.read_text().splitlines()
    assert [line[3:] for line in lines if line.startswith("## ")] == SECTIONS
    assert len(lines) <= ONE_PAGE


def test_a_decision_under_a_wrong_number_is_refused(tmp_path):
    page = tmp_path / "0007-seven.md"
    page.write_text("# 8. Seven\n\n- Date: 2026-11-22\n- Status: accepted\n")
    with pytest.raises(ValueError, match="calls itself 8"):
        adr_index.row(page)


def test_a_decision_without_a_date_is_refused(tmp_path):
    page = tmp_path / "0008-eight.md"
    page.write_text("# 8. Eight\n\n- Status: accepted\n")
    with pytest.raises(ValueError, match="no line like"):
        adr_index.row(page)
