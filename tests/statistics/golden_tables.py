"""The tables of the answer of 2016, as JSON: what a release must show, cell by cell."""

from __future__ import annotations

import json
from pathlib import Path

DIRECTORY = Path(__file__).parent / "golden"
NAMES = (
    "pupils_per_province_per_school_year",
    "duration_per_province_per_school_year",
    "psychological_per_province_per_school_year",
    "psychological_duration_per_province_per_school_year",
)
DIMENSIONS = {"school_year", "province"}
# The pupils that Parliament was told of, 2012 to 2016; what was left blank is zero.
EVERYBODY = {
    "BE-VAN": (46, 55, 62, 101),
    "BE-VOV": (48, 63, 56, 65),
    "BE-VWV": (40, 42, 54, 77),
    "BE-VLI": (28, 25, 30, 45),
    "BE-VBR": (31, 31, 26, 41),
    "BE-BRU": (6, 7, 5, 10),
}
PSYCHOLOGICAL = {
    "BE-VAN": (0, 4, 2, 7),
    "BE-VOV": (2, 2, 2, 6),
    "BE-VWV": (3, 1, 1, 7),
    "BE-VLI": (0, 0, 2, 5),
    "BE-VBR": (0, 0, 1, 7),
    "BE-BRU": (0, 0, 0, 0),
}


def golden_cells(name):
    """Cells as `ShownCube.as_json` has them; a blank is None."""
    return json.loads((DIRECTORY / f"{name}.json").read_text("utf-8"))


def printed_cells(cells):
    """By place what is printed there, in any order; places that are all blank left out.

    So a release, which has every place, compares with a table, which has its own.
    """
    return {
        (cell["school_year"], cell["province"]): {
            key: value for key, value in cell.items() if key not in DIMENSIONS
        }
        for cell in cells
        if any(cell[key] is not None for key in cell.keys() - DIMENSIONS)
    }
