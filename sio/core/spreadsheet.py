"""Tables that people open in a spreadsheet, and that do nothing there but show."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

# What a spreadsheet takes for a formula, the wide forms too.
# Source: OWASP, "CSV Injection".
FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads accents wrongly


def csv_of(rows: Iterable[Iterable[object]]) -> str:
    """The rows as CSV with semicolons and a byte-order mark, as Belgian Excel reads it.

    A text that a spreadsheet could take for a formula gets an apostrophe in front;
    numbers stay numbers. None is empty.
    """
    page = io.StringIO(newline="")
    writer = csv.writer(page, delimiter=";")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + page.getvalue()


def harmless(cell: object) -> object:
    """The cell, with an apostrophe before a text that could be taken for a formula."""
    if cell is None or isinstance(cell, int | float):
        return cell
    text = str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
