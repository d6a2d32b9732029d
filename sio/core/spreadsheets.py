"""Tables that people open in a spreadsheet, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

# What a spreadsheet takes for a formula. Source: OWASP, "CSV Injection".
FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """The rows as CSV with semicolons and a byte-order mark, as Belgian Excel reads it.

    A text that a spreadsheet could take for a formula gets an apostrophe in front;
    numbers stay numbers. None is empty.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + text.getvalue()


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
