"""Writes docs/adr/README.md from the decisions beside it; a test compares the two.

python tools/adr_index.py
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "adr"
INDEX = FOLDER / "README.md"
HEAD = """# Decisions

Why it is so: one page each, numbered once, in the order in which they were taken. A
decision that no longer holds stays, with another status. Don't edit this list: it is
written by `python tools/adr_index.py`.

| | decision | status | date |
|---|---|---|---|
"""


def index() -> str:
    """The page as it should be."""
    return HEAD + "".join(row(path) for path in sorted(FOLDER.glob("[0-9]*.md")))


def row(path: Path) -> str:
    """Number, title, status and date. Raises ValueError if one of them is missing."""
    text = path.read_text()
    number, title = found(r"\A# (\d+)\. (.+)$", text, path)
    (status,) = found(r"^- Status: (.+)$", text, path)
    (date,) = found(r"^- Date: (\d{4}-\d\d-\d\d)$", text, path)
    if int(number) != int(path.name[:4]):
        raise ValueError(f"{path.name} calls itself {number}.")
    return f"| {number} | [{title}]({path.name}) | {status} | {date} |\n"


def found(pattern: str, text: str, path: Path) -> tuple[str, ...]:
    """The groups of the pattern's first match."""
    match = re.search(pattern, text, re.MULTILINE)
    if not match:
        raise ValueError(f"{path.name} has no line like {pattern}.")
    return match.groups()


if __name__ == "__main__":
    INDEX.write_text(index())
