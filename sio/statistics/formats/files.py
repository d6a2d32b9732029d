"""All files of a release, made by a worker: the same numbers in each."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.utils import translation

from sio.statistics.charts import pictures_of
from sio.statistics.document import Document
from sio.statistics.formats.made import Chart, Charts, MadeFile
from sio.statistics.formats.plain import csv_of, json_of
from sio.statistics.formats.reading import printable_of

Progress = Callable[[int, int], None]  # so many files are made, of so many
Maker = Callable[[Document, Charts], bytes]

_OFFICE = "application/vnd.openxmlformats-officedocument"
# Ending → media type.
FORMATS = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
}


def make_files(
    document: Document,
    charts: Charts | None = None,
    progress: Progress = lambda _done, _of: None,
    canonical: bytes | None = None,
) -> list[MadeFile]:
    """Every format of the document, in its language: "uitgave-7.csv" and the like.

    Charts that are not given are drawn. With `canonical`, what the release was hashed
    from, the JSON is just that, so that anybody can hash it again. For a worker or a
    command: seconds of work. Reads nothing but names of reasons, and writes nothing.
    Raises PdfNeedsPango, and ValueError if `canonical` has not the document's hash.
    """
    if canonical is not None and sha256(canonical).hexdigest() != document.sha256:
        raise ValueError("The canonical content is not that of this document.")
    made = []
    if charts is None:
        charts = charts_of(document)
    makers = _makers()
    if canonical is not None:
        makers["json"] = lambda _document, _charts: canonical
    with translation.override(document.language):
        for done, (ending, maker) in enumerate(makers.items()):
            progress(done, len(FORMATS))
            content = maker(document, charts)
            name = file_name(document, ending)
            made.append(MadeFile(name, FORMATS[ending], content))
    progress(len(FORMATS), len(FORMATS))
    return made


def charts_of(document: Document) -> Charts:
    """Every chart that a figure of the document asks for; for a worker or a command."""
    drawn = pictures_of(document)
    return {number: Chart(svg, png, alt) for number, (svg, png, alt) in drawn.items()}


def file_name(document: Document, ending: str) -> str:
    """ "uitgave-7.pdf": the same in every language, so that links stay."""
    return f"uitgave-{document.number}.{ending}"


def _makers() -> dict[str, Maker]:
    """What makes each format; loaded here, so that no web process carries it."""
    from sio.statistics.formats.pdf import pdf_of  # noqa: PLC0415 -- heavy
    from sio.statistics.formats.word import docx_of  # noqa: PLC0415 -- heavy
    from sio.statistics.formats.xlsx import xlsx_of  # noqa: PLC0415 -- heavy

    return {
        "csv": lambda document, _charts: csv_of(document),
        "json": lambda document, _charts: json_of(document),
        "xlsx": lambda document, charts: xlsx_of(printable_of(document), charts),
        "docx": lambda document, charts: docx_of(printable_of(document), charts),
        "pdf": lambda document, charts: pdf_of(printable_of(document), charts),
    }
