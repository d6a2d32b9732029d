"""The open figures: for everybody, without logging in."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from sio.statistics.catalogue import OpenFile, catalogue_of
from sio.statistics.charts import sentence_of
from sio.statistics.document import Document, Figure
from sio.statistics.formats.layout import table_of
from sio.statistics.formats.plain import csv_of
from sio.statistics.licences import licence
from sio.statistics.models import Release
from sio.statistics.queries.open import (
    chart_name,
    chart_names,
    has_closed_correction,
    open_content,
    open_corrections,
    open_document,
    releases_visible_to_all,
)
from sio.statistics.queries.releases import LARGE_OF_ALL
from sio.statistics.rdf import Thing, json_ld_of, turtle_of
from sio.statistics.views.everybody import for_everybody, open_page, site_of

CSV = "text/csv; charset=utf-8; header=present"
JSON_LD, TURTLE = "application/ld+json", "text/turtle; charset=utf-8"


@for_everybody
def open_list(request: HttpRequest, *, language: str) -> HttpResponse:
    releases = list(releases_visible_to_all().defer(*LARGE_OF_ALL))
    rows = [{"release": one, "corrections": open_corrections(one)} for one in releases]
    newest = open_document(releases[0]) if releases else None
    context = {"rows": rows, "newest": newest, "licence": licence()}
    return open_page(request, "statistics/open_list.html", context, language=language)


@for_everybody
def open_release(request: HttpRequest, number: int, *, language: str) -> HttpResponse:
    release = _release_or_404(number)
    document = open_document(release)
    context = {
        "release": release,
        "document": document,
        "cutoff": datetime.fromisoformat(document.cutoff),
        "figures": _figures(release, document, language),
        "corrections": open_corrections(release),
        "has_closed_correction": has_closed_correction(release),
        "licence": licence(),
    }
    name = "statistics/open_release.html"
    return open_page(request, name, context, language=language)


@for_everybody
def open_csv(_request: HttpRequest, number: int, *, language: str) -> HttpResponse:
    document = open_document(_release_or_404(number))
    response = _download(csv_of(document), CSV)
    response["Content-Disposition"] = (
        f'attachment; filename="open-cijfers-{number}.csv"'
    )
    return response


@for_everybody
def open_json(_request: HttpRequest, number: int, *, language: str) -> HttpResponse:
    return _download(_json(_release_or_404(number)), "application/json")


@for_everybody
def open_chart(
    _request: HttpRequest, number: int, name: str, *, language: str
) -> HttpResponse:
    release = _release_or_404(number)
    chart = get_object_or_404(release.files, name=name, media_type="image/svg+xml")
    return HttpResponse(bytes(chart.content), content_type=chart.media_type)


@for_everybody
def open_json_ld(request: HttpRequest, *, language: str) -> HttpResponse:
    return _download(json_ld_of(_catalogue(request)), JSON_LD)


@for_everybody
def open_turtle(request: HttpRequest, *, language: str) -> HttpResponse:
    return _download(turtle_of(_catalogue(request)), TURTLE)


def _release_or_404(number: int) -> Release:
    return get_object_or_404(releases_visible_to_all(), number=number)


def _figures(
    release: Release, document: Document, language: str
) -> list[dict[str, Any]]:
    """Each as a table, and its chart in the language of the reader if it was drawn."""
    names = chart_names(release)
    figures = []
    for figure in document.blocks:
        assert isinstance(figure, Figure)
        name = chart_name(names, figure, language, document.language)
        chart = {"alt": sentence_of(figure, language)}
        if name:
            chart["url"] = reverse("statistics:open_chart", args=[release.number, name])
        table = table_of(figure, document)
        figures.append({"table": table, "chart": chart if name else None})
    return figures


def _json(release: Release) -> bytes:
    text = json.dumps(open_content(release), ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def _download(content: bytes, media_type: str) -> HttpResponse:
    """A file that pages of others may fetch as well: there is nothing of anybody in it.

    Source: WHATWG Fetch, CORS protocol.
    """
    response = HttpResponse(content, content_type=media_type)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _catalogue(request: HttpRequest) -> list[Thing]:
    site = site_of(request)
    releases = [
        (
            release,
            [
                _file(site, "open_csv", release, csv_of(open_document(release))),
                _file(site, "open_json", release, _json(release)),
            ],
        )
        for release in releases_visible_to_all()
    ]
    return list(catalogue_of(site, releases))


def _file(site: str, view: str, release: Release, content: bytes) -> OpenFile:
    address = site + reverse(f"statistics:{view}", args=[release.number])
    name = "CSV" if view == "open_csv" else "JSON"
    kind = "text/csv" if view == "open_csv" else "application/json"
    return OpenFile(address, name, kind, content)
