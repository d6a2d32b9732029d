"""How much of a text is read right: tesseract on pictures of known lines."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A picture (PNG, in base64) of some lines, and what stands in it."""

    text: str
    png: str


def percent_right(blocks: Sequence[Block]) -> float:
    """Characters read right, of all in these blocks; 100 is all."""
    wrong = sum(edits(read(block.png), block.text) for block in blocks)
    every = sum(len(block.text) for block in blocks)
    return max(0.0, 100 * (1 - wrong / every))


def read(png: str) -> str:
    """The words that tesseract sees in it, with one space between."""
    seen = subprocess.run(
        ["tesseract", "-", "-", "-l", "nld", "--psm", "6"],
        input=base64.b64decode(png),
        capture_output=True,
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        check=True,
    )
    return " ".join(seen.stdout.decode().split())


def edits(one: str, other: str) -> int:
    """The fewest letters to add, drop or change. Source: Levenshtein, 1966."""
    before = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            change = before[j - 1] + (letter != wanted)
            row.append(min(before[j] + 1, row[j - 1] + 1, change))
        before = row
    return before[-1]
