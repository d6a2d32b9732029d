"""One cube as a file: JSON, or CSV as RFC 4180 has it."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

from sio.core.spreadsheet import harmless
from sio.statistics.cells import ShownCube
from sio.statistics.definitions import DEFINITIONS


def json_of(cube: ShownCube, *, k: int | None, cutoff: datetime) -> str:
    """One object with all it takes to read it. No `k`: nothing is hidden."""
    said = cube.as_json()
    del said["source"]
    said["definitions"] = [
        {"key": key, "version": DEFINITIONS[key].version}
        for key in cube.shape.definitions
    ]
    facts = {
        "k": k,
        "suppressed": k is not None,
        "cutoff": cutoff.astimezone(UTC).isoformat(timespec="seconds"),
    }
    cells = said.pop("cells")
    return json.dumps({**said, **facts, "cells": cells}, ensure_ascii=False) + "\n"


def csv_of(cube: ShownCube) -> str:
    """A line of headings, then a line per cell; hidden is ":c", a blank is empty."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)  # commas, and CRLF
    shape = cube.shape
    writer.writerow([*shape.dimensions, *(one.key for one in shape.measures)])
    for cell in cube.cells:
        writer.writerow([harmless(value) for value in (*cell.at, *cell.values)])
    return page.getvalue()
