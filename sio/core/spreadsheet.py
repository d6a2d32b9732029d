"""Files that open in a spreadsheet and do nothing there but show."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# With these a spreadsheet takes a cell for a formula.
# Source: OWASP, CSV Injection.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads accents wrongly


def csv_of(rows: Iterable[Sequence[object]]) -> str:
    """The rows with semicolons, as Excel in Belgium expects; no text is a formula."""
    page = io.StringIO(newline="")
    csv.writer(page, delimiter=";").writerows(
        [_harmless(cell) for cell in row] for row in rows
    )
    return BYTE_ORDER_MARK + page.getvalue()


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
