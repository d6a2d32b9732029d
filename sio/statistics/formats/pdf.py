"""A release as PDF for paper and screen readers: tagged, PDF/UA-1, with own letters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string

from sio.statistics.document import Document
from sio.statistics.formats.colophon import (
    colophon_of,
    cutoff_of,
    notices_of,
    number_line,
)
from sio.statistics.formats.errors import PdfNeedsPango
from sio.statistics.formats.made import Chart, Charts, language_tag
from sio.statistics.formats.reading import parts_of

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

FONTS = Path(__file__).parent.parent / "fonts"
STYLE = Path(__file__).with_name("print.css")


def pdf_of(document: Document, charts: Charts) -> bytes:
    """The document as PDF, in the language that is active; the same bytes each time.

    Raises PdfNeedsPango where that library is missing.
    """
    weasyprint, fonts_of = _weasyprint()
    fetcher = _given_only(charts)
    fonts = fonts_of.FontConfiguration()
    given: Any = {"base_url": "about:", "url_fetcher": fetcher}
    page = weasyprint.HTML(string=html_of(document, charts), **given)
    look = weasyprint.CSS(string=STYLE.read_text(), font_config=fonts, **given)
    made: bytes = page.write_pdf(
        stylesheets=[look],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=(document.sha256 or str(document.number)).encode(),
    )
    return made


def html_of(document: Document, charts: Mapping[int, Chart]) -> str:
    """The page that becomes the PDF; charts go by the address of their figure."""
    return render_to_string(
        "statistics/release_print.html",
        {
            "document": document,
            "language": language_tag(),
            "organisation": settings.ORGANISATION,
            "created": cutoff_of(document).isoformat(),
            "number_line": number_line(document),
            "notices": notices_of(document),
            "parts": parts_of(document, charts),
            "colophon": colophon_of(document),
        },
    )


def _weasyprint() -> tuple[Any, Any]:
    """Loaded by who makes a PDF only: it is heavy, and needs Pango to be there."""
    try:
        import weasyprint  # noqa: PLC0415 -- not in web processes, nor without Pango
        from weasyprint.text import fonts  # noqa: PLC0415 -- as above
    except OSError as error:
        raise PdfNeedsPango from error
    return weasyprint, fonts


def _given_only(charts: Charts) -> URLFetcher:
    """Hands out our letters and the charts of this document: no network, no files."""
    from weasyprint.urls import (  # noqa: PLC0415 -- as above
        URLFetcher,
        URLFetcherResponse,
    )

    given = {f"chart:{number}": chart.svg.encode() for number, chart in charts.items()}
    given |= {f"font:{path.name}": path.read_bytes() for path in FONTS.glob("*.ttf")}

    class GivenOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url not in given:
                raise ValueError("Not given to this document.")
            kind = "image/svg+xml" if url.startswith("chart:") else "font/ttf"
            return URLFetcherResponse(url, given[url], {"Content-Type": kind})

    return GivenOnly()
