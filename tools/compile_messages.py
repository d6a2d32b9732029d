"""Compiles the .po files that it is given to .mo, with Babel: no msgfmt needed."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_file(source: Path) -> None:
    """Writes the .mo beside it; fuzzy texts are left out."""
    with source.open("rb") as opened:
        catalogue = read_po(opened)
    with source.with_suffix(".mo").open("wb") as opened:
        write_mo(opened, catalogue)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        compile_file(Path(name))
