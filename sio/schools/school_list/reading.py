"""From the bytes of a list of schools to its lines; refuses what can't be read."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sio.schools.school_list.columns import SchoolListRefused

MOST_BYTES = 10 * 1024 * 1024
MOST_LINES = 20_000
UTF_8 = "UTF-8"
DELIMITERS = ";,\t"
# The beginnings of UTF-16 and UTF-32, as Excel's "Unicode text" has them.
# What letters of CP850 or Mac Roman become when they are read as Windows-1252: signs
# that a Dutch list has at most beside a word, here within or right after one.
_LETTER = r"[^\W\d_]"
STRANGE = re.compile(
    rf"(?<={_LETTER})[‚„‹ƒ†‡ˆ‰˜Ÿ•]|[ƒ†‡ˆ‰˜Ÿ](?={_LETTER})"
    rf"|(?<={_LETTER})[“”…™š¡¢£¤Õ](?={_LETTER})"
    rf"|(?<=[a-z])(?:[ŠŽ]|‘(?=[a-z][a-z]))"
)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


@dataclass(frozen=True)
class Table:
    """The lines of a list, each with its number in the file, from 1."""

    encoding: str
    delimiter: str
    headings: list[str]
    lines: list[tuple[int, list[str]]]


def read_table(content: bytes) -> Table:
    """UTF-8, with or without BOM, or Windows-1252; parted by `;`, `,` or tab.

    Empty lines are left out. Raises SchoolListRefused for what is no such list.
    """
    if len(content) > MOST_BYTES:
        raise SchoolListRefused(_("Dit bestand is groter dan 10 MB."))
    encoding, text = _decoded(content)
    delimiter = _delimiter(text)
    lines = _parted(text, delimiter)
    if not lines:
        raise SchoolListRefused(_("Dit bestand is leeg."))
    if len(lines) - 1 > MOST_LINES:
        raise SchoolListRefused(_("Dit bestand heeft meer dan 20.000 regels."))
    (_number, headings), *rest = lines
    if not rest:
        raise SchoolListRefused(_("Dit bestand heeft alleen een kopregel."))
    return Table(encoding, delimiter, headings, rest)


def strange_lines(table: Table) -> list[int]:
    """The lines that were probably written in letters of another kind."""
    if table.encoding == UTF_8:
        return []
    return [number for number, cells in table.lines if any(map(STRANGE.search, cells))]


def _decoded(content: bytes) -> tuple[str, str]:
    """Latin-1 is read as Windows-1252, of which it is the part without "€" and "œ"."""
    if content.startswith(WIDE_MARKS):
        raise _not_ours()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return (UTF_8 if encoding == "utf-8-sig" else "Windows-1252"), text
    raise _not_ours()


def _not_ours() -> SchoolListRefused:
    return SchoolListRefused(
        _("De letters van dit bestand zijn niet te lezen. Bewaar het als CSV UTF-8.")
    )


def _delimiter(text: str) -> str:
    heading = text.lstrip().partition("\n")[0]
    return max(DELIMITERS, key=heading.count)


def _parted(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((reader.line_num, cells))
    except csv.Error as error:
        raise SchoolListRefused(
            _(
                "Regel %(line)d is niet te lezen: een aanhalingsteken staat verkeerd "
                "of wordt niet gesloten."
            )
            % {"line": reader.line_num}
        ) from error
    return lines
