"""A release that was computed: how far it is, how it reads, files, signature."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts.http import UserRequest, grown_up, posted
from sio.core.access_log import record_export, record_view
from sio.statistics import charts
from sio.statistics.actions.compute import start_computing
from sio.statistics.actions.sign import sign_release
from sio.statistics.errors import DifferencesUnread, FiguresOvertaken
from sio.statistics.formats.colophon import (
    colophon_of,
    notices_of,
    number_line,
)
from sio.statistics.formats.reading import (
    ChartPlace,
    FigurePart,
    Part,
    Prose,
    parts_of,
)
from sio.statistics.forms.release import SeenForm, SignForm
from sio.statistics.models import Release
from sio.statistics.queries.document import change_rows, document_of
from sio.statistics.queries.notes import sentence_of
from sio.statistics.queries.releases import formats_of, may_sign_now
from sio.statistics.views.releases import makers_only, release_or_404
from sio.statistics.workflow import Mode, Stage

PICTURES = "image/"


@require_POST
@grown_up
def release_compute(request: UserRequest, number: int) -> HttpResponse:
    makers_only(request)
    release = release_or_404(request, number)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else -1
    start_computing(release=release, seen=seen, by=request.user)
    return redirect("statistics:release", number)


@require_safe
@grown_up
def release_progress(request: UserRequest, number: int) -> HttpResponse:
    """The part of the page that asks again: how far it is, or its files.

    Once it is computed, the whole page anew.
    """
    release = release_or_404(request, number)
    if not request.htmx:
        return redirect("statistics:release", number)
    context: dict[str, object] = {"release": release}
    if release.stage == Stage.COMPUTING:
        return render(request, "statistics/release.html#progress", context)
    if release.stage == Stage.SIGNED:
        context["files"] = formats_of(release)
        return render(request, "statistics/release.html#files", context)
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})


@require_safe
@grown_up
def release_preview(request: UserRequest, number: int) -> HttpResponse:
    """Just as the document reads; with all its numbers it leaves a record."""
    release = _computed_or_404(request, number)
    if release.mode == Mode.UNSUPPRESSED:
        record_view(traject_id=None, page="release", by=request.user, why=f"{number}")
    context = {
        "release": release,
        "document": _as_read(release),
        "may_sign": may_sign_now(release, request.user),
    }
    return render(request, "statistics/release_preview.html", context)


@require_safe
@grown_up
def release_file(request: UserRequest, number: int, name: str) -> HttpResponse:
    """One format, or a chart. With all numbers shown it leaves a record."""
    release = _computed_or_404(request, number)
    file = get_object_or_404(release.files, name=name)
    is_picture = file.media_type.startswith(PICTURES)
    if release.mode == Mode.UNSUPPRESSED and not is_picture:
        record_export(traject_id=None, page="release", by=request.user, why=f"{number}")
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    disposition = content_disposition_header(not is_picture, file.name)
    response["Content-Disposition"] = disposition or "attachment"
    return response


@require_safe
@grown_up
def release_changes(request: UserRequest, number: int) -> HttpResponse:
    """What a correction shows otherwise, cell by cell."""
    release = _computed_or_404(request, number)
    if release.corrects is None:
        raise Http404
    if Mode.UNSUPPRESSED in (release.mode, release.corrects.mode):
        record_view(traject_id=None, page="release", by=request.user, why=f"{number}")
    context = {"release": release, "rows": change_rows(release.content)}
    return render(request, "statistics/release_changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def release_sign(request: UserRequest, number: int) -> HttpResponse:
    """Every difference with an earlier release is ticked off; then the signature."""
    release = _computed_or_404(request, number)
    form = SignForm(
        posted(request), release=release, initial={"sha256": release.sha256}
    )
    if request.method != "POST" and not may_sign_now(release, request.user):
        raise Http404
    if form.is_valid():
        try:
            sign_release(
                release=release,
                sha256=form.cleaned_data["sha256"],
                read={int(one) for one in form.cleaned_data["read"]},
                by=request.user,
            )
        except (DifferencesUnread, FiguresOvertaken) as error:
            form.add_error(None, error.message)
        else:
            messages.success(
                request, _("Ondertekend. Deze uitgave verandert niet meer.")
            )
            return redirect("statistics:release", number)
    return _sign_page(request, release, form)


def _as_read(release: Release) -> SafeString:
    """The document in its own language, whatever that of the page."""
    document = document_of(release)
    with override(document.language):
        context = {
            "document": document,
            "number_line": number_line(document),
            "notices": notices_of(document),
            "parts": _with_charts(parts_of(document, {}), release, document.language),
            "colophon": colophon_of(document),
        }
        return render_to_string("statistics/_document.html", context)


def _with_charts(parts: list[Part], release: Release, language: str) -> list[Part]:
    """The same, with the charts that were made where a page finds them."""
    there = set(release.files.values_list("name", flat=True))
    for part in parts:
        for item in part.items:
            item.content = [
                _placed(one, release, language, there) for one in item.content
            ]
    return parts


def _placed(
    content: Prose | FigurePart, release: Release, language: str, there: set[str]
) -> Prose | FigurePart:
    if not isinstance(content, FigurePart):
        return content
    name = charts.file_name(content.figure.number, language)
    if name not in there:
        return content
    url = reverse("statistics:release_file", args=[release.number, name])
    return replace(
        content, chart=ChartPlace(url, charts.sentence_of(content.figure, language))
    )


def _sign_page(request: UserRequest, release: Release, form: SignForm) -> HttpResponse:
    ticked: Any = form["read"].value() or []
    context = {
        "release": release,
        "form": form,
        "differences": [
            {
                "number": str(place),
                "text": sentence_of(one),
                "ticked": str(place) in ticked,
            }
            for place, one in enumerate(release.differences)
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "statistics/release_sign.html", context, status=status)


def _computed_or_404(request: UserRequest, number: int) -> Release:
    release = release_or_404(request, number)
    if release.stage not in (Stage.COMPUTED, Stage.SIGNED):
        raise Http404
    return release
