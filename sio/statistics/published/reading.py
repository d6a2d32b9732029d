"""A data file with a published table: its cells as they were printed, or a refusal."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sio.schools.provinces import SCHOOL_PROVINCES
from sio.statistics.cells import TOTAL

OWN = Path(__file__).parent  # the files of the product
HEADINGS = ["cube", "school_year", "province", "measure", "printed"]
ABOUT = ("title", "source", "published_on")
WHOLE_YEAR = "schooljaar"  # the one word that is printed
MOST_BYTES = 1024 * 1024
PARTS = frozenset(one.value for one in SCHOOL_PROVINCES)
COUNTS = frozenset({"pupils"})  # measures whose total is the sum of its parts
_YEAR = re.compile(r"(\d{4})-(\d{4})")


class PublishedRefused(Exception):
    """The whole file is refused, with the line; nothing was changed."""


@dataclass(frozen=True)
class Printed:
    """One cell. `text` is empty for a blank, which is no zero."""

    line: int
    school_year: str
    province: str  # or TOTAL
    measure: str
    text: str


@dataclass(frozen=True)
class Table:
    """One published table, in the order of its file."""

    cube: str
    title: str
    source: str
    published_on: date | None
    sha256: str
    cells: tuple[Printed, ...]


def own_files() -> list[Path]:
    """The data files of the product, by name."""
    return sorted(OWN.glob("*.csv"))


def read_table(path: Path) -> Table:
    """The table of this file. Raises PublishedRefused, naming the line."""
    if path.stat().st_size > MOST_BYTES:
        raise PublishedRefused("the file is larger than 1 MB")
    return table_of(path.read_bytes())


def table_of(content: bytes) -> Table:
    """What these bytes say: lines about the table, headings, a line for each cell."""
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(line, "the letters are no UTF-8") from error
    about = _about(lines)
    first = len(about) + 1
    rows = csv.reader(io.StringIO("\n".join(lines[first - 1 :])))
    if next(rows, None) != HEADINGS:
        raise _refused(first, "the columns must be " + ",".join(HEADINGS))
    cells = tuple(_cells(rows, first))
    cube = _only_cube(cells)
    printed = tuple(cell for _cube, cell in cells)
    _check_once(printed)
    _check_totals(printed)
    return Table(
        cube,
        about["title"],
        about["source"],
        _day(about["published_on"]),
        hashlib.sha256(content).hexdigest(),
        printed,
    )


def _about(lines: list[str]) -> dict[str, str]:
    """`# title: …` and the like, each once, in their order."""
    found = {}
    for number, key in enumerate(ABOUT, 1):
        line = lines[number - 1] if number <= len(lines) else ""
        name, colon, text = line.removeprefix("#").partition(":")
        if not line.startswith("#") or not colon or name.strip() != key:
            raise _refused(number, f"here must stand: # {key}: …")
        found[key] = text.strip()
    return found


def _day(text: str) -> date | None:
    """Empty if nobody knows the day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise _refused(ABOUT.index("published_on") + 1, "no date") from error


def _cells(rows: Iterator[list[str]], before: int) -> Iterator[tuple[str, Printed]]:
    for number, row in enumerate(rows, before + 1):
        if len(row) != len(HEADINGS):
            raise _refused(number, "there must be five cells")
        cube, year, province, measure, text = row
        if not cube or not measure:
            raise _refused(number, "a name is missing")
        match = _YEAR.fullmatch(year)
        if not match or int(match[1]) + 1 != int(match[2]):
            raise _refused(number, "no school year")
        if province not in PARTS | {TOTAL}:
            raise _refused(number, "no province")
        words = {""} if measure in COUNTS else {"", WHOLE_YEAR}
        if not (text.isascii() and text.isdigit()) and text not in words:
            raise _refused(number, "no number")
        yield cube, Printed(number, year, province, measure, text)


def _only_cube(cells: tuple[tuple[str, Printed], ...]) -> str:
    if not cells:
        raise PublishedRefused("there is no figure in the file")
    cube = cells[0][0]
    for name, cell in cells:
        if name != cube:
            raise _refused(cell.line, "one file is one table")
    return cube


def _check_once(cells: tuple[Printed, ...]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for cell in cells:
        key = (cell.school_year, cell.province, cell.measure)
        if key in seen:
            raise _refused(cell.line, "this figure is there already")
        seen.add(key)


def _check_totals(cells: tuple[Printed, ...]) -> None:
    """Its parts must add up to a total, or to no more where one is not printed."""
    for total in cells:
        if total.province != TOTAL or total.measure not in COUNTS or not total.text:
            continue
        parts = {
            cell.province: cell.text
            for cell in cells
            if (cell.school_year, cell.measure) == (total.school_year, total.measure)
            and cell.province != TOTAL
            and cell.text
        }
        added = sum(map(int, parts.values()))
        whole = int(total.text)
        if added > whole or (set(parts) == PARTS and added != whole):
            words = f"the total says {total.text}, but its parts are {added} together"
            raise _refused(total.line, words)


def _refused(line: int, why: str) -> PublishedRefused:
    return PublishedRefused(f"line {line}: {why}")
