"""Words that somebody typed, made fit for a row."""

from __future__ import annotations


def plain(text: str) -> str:
    """On one line, without the signs that rows and places of cubes are written with."""
    words = " ".join(text.split())
    return words.replace("\\", "/").replace("|", "/")
