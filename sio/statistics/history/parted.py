"""The bytes of an extract, parted into numbered lines of cells."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from sio.statistics.history.refusals import Refusal
from sio.statistics.history.words import plain

MB = 1024 * 1024
MOST_BYTES = 50 * MB
MOST_LINES = 300_000
BOM = b"\xef\xbb\xbf"
DELIMITERS = ";,"
TOTALS = ("totaal", "total")

Cells = tuple[int, list[str]]  # the number of a line in the file, from 1, and its cells


@dataclass
class Parted:
    """The heading and the lines of a file, without its total; or why not."""

    headings: Cells = (0, [])
    lines: list[Cells] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def parted(content: bytes) -> Parted:
    """UTF-8 with or without BOM, parted by `;` or `,`. Empty lines are left out.

    A last line "totaal;N" is compared with the number of lines, and left out.
    """
    refusal = unreadable(content)
    if refusal:
        return Parted(refused=[refusal])
    lines, refusal = _lines(content.decode("utf-8-sig"))
    if refusal:
        return Parted(refused=[refusal])
    if not lines:
        return Parted(refused=[Refusal.of(0, "", "empty")])
    headings, *rest = lines
    kept, refused = _without_total(rest)
    if not kept:
        refused.append(Refusal.of(0, "", "no_lines"))
    if len(kept) > MOST_LINES:
        refused.append(Refusal.of(0, "", "too_many_lines", most=MOST_LINES))
    return Parted(headings, kept, refused)


def too_large(size_bytes: int) -> Refusal | None:
    """For who can know the size before reading."""
    if size_bytes <= MOST_BYTES:
        return None
    return Refusal.of(0, "", "too_large", most=MOST_BYTES // MB)


def unreadable(content: bytes) -> Refusal | None:
    """What makes it no text of ours, before any line is looked at."""
    refusal = too_large(len(content))
    if refusal is not None:
        return refusal
    if not content.removeprefix(BOM).strip():
        return Refusal.of(0, "", "empty")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Refusal.of(line, "", "not_utf8")
    # UTF-16 of Latin letters is good UTF-8, full of these.
    at = text.find("\0")
    return Refusal.of(text.count("\n", 0, at) + 1, "", "not_utf8") if at >= 0 else None


def _lines(text: str) -> tuple[list[Cells], Refusal | None]:
    heading = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = []
    try:
        for cells in reader:
            if any(cell and not cell.isspace() for cell in cells):
                lines.append((reader.line_num, cells))
    except csv.Error:
        return [], Refusal.of(reader.line_num, "", "quote")
    return lines, None


def _without_total(lines: list[Cells]) -> tuple[list[Cells], list[Refusal]]:
    kept = [line for line in lines if not _is_total(line)]
    totals = [line for line in lines if _is_total(line)]
    refused = [
        Refusal.of(number, "", "total_not_last")
        for number, _cells in totals
        if number != lines[-1][0]
    ]
    if totals and not refused:
        number, cells = totals[0]
        said = "".join(cell.strip() for cell in cells[1:])
        if not (said.isascii() and said.isdigit()):
            refused.append(Refusal.of(number, "", "total_unknown", text=said[:40]))
        elif int(said[:12]) != len(kept):
            counts = {"said": said[:12], "count": len(kept)}
            refused.append(Refusal.of(number, "", "total_wrong", **counts))
    return kept, refused


def _is_total(line: Cells) -> bool:
    first = line[1][0]
    return len(first) < 20 and plain(first) in TOTALS
