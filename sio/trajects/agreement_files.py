"""The user agreement as it is shipped: one file per side and language.

A folder is one version: its name is the number, its files are `home.nl-be.txt`,
`class.fr.txt`, and so on; paragraphs with an empty line between.
"""

from __future__ import annotations

from pathlib import Path

SHIPPED = Path(__file__).parent / "agreements"
SIDES = ("home", "class")
NEEDED_LANGUAGE = "nl-be"  # the one that is shown where another is lacking


class BadFolder(ValueError):
    """The folder is no version of the agreement; the text says why."""


def read_version(folder: Path) -> tuple[int, dict[tuple[str, str], str]]:
    """The version and its texts by (side, language). Raises BadFolder."""
    if not (folder.is_dir() and folder.name.isdecimal()):
        raise BadFolder(f"{folder}: a folder whose name is the version's number.")
    texts = {}
    for file in sorted(folder.glob("*.txt")):
        side, _dot, language = file.stem.partition(".")
        texts[side, language] = file.read_text(encoding="utf-8").strip()
    _check(folder, texts)
    return int(folder.name), texts


def _check(folder: Path, texts: dict[tuple[str, str], str]) -> None:
    if not all(texts.values()):
        raise BadFolder(f"{folder}: a text is empty.")
    if unknown := {side for side, _language in texts} - set(SIDES):
        raise BadFolder(f"{folder}: no such side: {', '.join(sorted(unknown))}.")
    for side in SIDES:
        if (side, NEEDED_LANGUAGE) not in texts:
            raise BadFolder(f"{folder}: {side}.{NEEDED_LANGUAGE}.txt is missing.")
