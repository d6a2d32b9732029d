"""What an officer typed, in paragraphs and lists; it is text, and never markup."""

from __future__ import annotations

import re
from dataclasses import dataclass

_EMPTY_LINES = re.compile(r"\n[ \t]*\n\s*")
_BULLET = "- "
# Characters that XML forbids, and those that turn the order of all that follows.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True)
class Piece:
    """A paragraph of lines, or a list with an item per line."""

    lines: tuple[str, ...]
    is_list: bool = False


def pieces_of(text: str) -> list[Piece]:
    """In order; empty for a text without words."""
    paragraphs = _EMPTY_LINES.split(printable(text).strip())
    return [piece for one in paragraphs for piece in _pieces(one) if piece.lines]


def printable(text: str) -> str:
    """Without what no format can hold; lines end in "\\n"."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _pieces(paragraph: str) -> list[Piece]:
    """A paragraph may turn into a list on any line, and back."""
    found: list[Piece] = []
    for line in paragraph.split("\n"):
        is_item = line.lstrip().startswith(_BULLET)
        words = line.strip().removeprefix(_BULLET).strip()
        if not words:
            continue
        if found and found[-1].is_list == is_item:
            found[-1] = Piece((*found[-1].lines, words), is_item)
        else:
            found.append(Piece((words,), is_item))
    return found
