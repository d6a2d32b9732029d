"""The files of a release: how long a worker is at work on 20 tables, 15 with a chart.

Each time in a process of its own, so that loading what draws and prints counts too.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.figure import Figure, figure
from benchmarks.office import SETTINGS, manage, shell
from sio.statistics.document import Document, Text
from sio.statistics.document import Figure as ReleaseFigure
from tests.statistics.documents import BLOCKS, document_of

QUESTION = "How long does a worker need for the PDF, and all files, of 20 tables?"
NAMES = ("release_pdf_20_s", "release_files_20_s")
TABLES, ROUNDS = 20, 5
LIMIT_S = 10
CHARTS = ("line", "bars", "map", "")


def run() -> Iterator[Figure]:
    samples: dict[str, list[float]] = {name: [] for name in NAMES}
    with tempfile.TemporaryDirectory(prefix="sio-bench-") as var:
        settings = SETTINGS | {"SIO_VAR_DIR": var}
        for _round in range(ROUNDS):
            said = json.loads(manage(settings, *shell("release_files", "tell")))
            for name in NAMES:
                samples[name].append(said[name])
    yield figure(NAMES[0], samples[NAMES[0]], "s", LIMIT_S, of="p95")
    yield figure(NAMES[1], samples[NAMES[1]], "s", None)


def tell() -> None:
    """Seconds of the PDF with its charts, and of all files, on standard output."""
    begin = time.perf_counter()
    from sio.statistics.formats import charts_of, make_files  # noqa: PLC0415
    from sio.statistics.formats.pdf import pdf_of  # noqa: PLC0415

    document = of_tables(TABLES)
    charts = charts_of(document)
    pdf_of(document, charts)
    pdf_s = time.perf_counter() - begin
    begin = time.perf_counter()
    assert len(make_files(document, charts)) == 5
    files_s = time.perf_counter() - begin + pdf_s
    print(json.dumps(dict(zip(NAMES, (pdf_s, files_s), strict=True))))


def of_tables(count: int) -> Document:
    """An answer with so many tables of provinces and school years."""
    [first] = [
        one for one in BLOCKS if isinstance(one, ReleaseFigure) and one.number == 1
    ]
    blocks: list[Text | ReleaseFigure] = []
    for number in range(1, count + 1):
        blocks.append(Text("answer", number, "Hierbij een overzicht per provincie."))
        chart = CHARTS[number % len(CHARTS)]
        blocks.append(replace(first, number=number, chart=chart))
    return document_of(blocks=tuple(blocks))
