"""The list of releases, and one release from its making until it is dropped."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts.http import UserRequest, grown_up, posted
from sio.statistics.actions import release as actions
from sio.statistics.cells import year_name
from sio.statistics.forms.release import DetailsForm, MakeForm
from sio.statistics.models import Release
from sio.statistics.outlines import OUTLINES
from sio.statistics.queries.offers import offer_of
from sio.statistics.queries.releases import (
    LARGE_OF_ALL,
    NEXT,
    exports_visible_to,
    formats_of,
    may_change,
    may_sign_now,
    releases_visible_to,
)
from sio.statistics.rules import may_make_figures, may_read_drafts
from sio.statistics.titles import title_of
from sio.statistics.views.stale import told_if_stale
from sio.statistics.workflow import Stage

MOST_EXPORTS = 50  # the newest; the access log has them all


@require_safe
@grown_up
def release_list(request: UserRequest) -> HttpResponse:
    """What waits for somebody first, then what is signed."""
    if not may_read_drafts(request.roles):
        raise Http404
    releases = list(releases_visible_to(request.user).defer(*LARGE_OF_ALL))
    for one in releases:
        one.next_step = NEXT[one.stage]  # type: ignore[attr-defined]
    done = (Stage.SIGNED, Stage.DROPPED)
    context = {
        "open": [one for one in releases if one.stage not in done],
        "signed": [one for one in releases if one.stage == Stage.SIGNED],
        "dropped": [one for one in releases if one.stage == Stage.DROPPED],
        "may_make": may_make_figures(request.roles),
        "exports": [
            {
                "export": one,
                "title": title_of(one.cube),
                "first_year": year_name(one.first_year),
                "last_year": year_name(one.last_year),
            }
            for one in exports_visible_to(request.user)[:MOST_EXPORTS]
        ],
    }
    return render(request, "statistics/release_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def release_make(request: UserRequest) -> HttpResponse:
    makers_only(request)
    form = MakeForm(posted(request))
    if form.is_valid():
        release = actions.make_release(
            details=form.details,
            outline=OUTLINES.get(form.cleaned_data["outline"]),
            by=request.user,
        )
        return redirect("statistics:release", release.number)
    context = {"form": form, "outlines": OUTLINES.values()}
    status = 422 if form.is_bound else 200
    return render(request, "statistics/release_make.html", context, status=status)


@require_safe
@grown_up
def release_page(request: UserRequest, number: int) -> HttpResponse:
    """The builder of a draft; of any other what it is and what can be done."""
    release = release_or_404(request, number)
    context = {
        "release": release,
        "may_change": may_change(release, request.user),
        "may_make": may_make_figures(request.roles),
        "may_sign": may_sign_now(release, request.user),
        "next_step": NEXT[release.stage],
        "corrections": release.corrected_by.all(),
        "first_year": year_name(release.first_year),
        "last_year": year_name(release.last_year),
    }
    if release.stage == Stage.DRAFT:
        context["blocks"] = numbered(release)
    if release.stage in (Stage.COMPUTED, Stage.SIGNED):
        context["files"] = formats_of(release)
    return render(request, "statistics/release.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def release_details(request: UserRequest, number: int) -> HttpResponse:
    makers_only(request)
    release = release_or_404(request, number)
    form = DetailsForm.of(release, posted(request))
    if form.is_valid():
        with told_if_stale(form, release):
            actions.change_details(
                release=release,
                details=form.details,
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
            messages.success(request, _("Bewaard."))
            return redirect("statistics:release", number)
    context = {
        "form": form,
        "release": release,
        "is_stale": bool(form.non_field_errors()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "statistics/release_details.html", context, status=status)


@require_POST
@grown_up
def release_draft(request: UserRequest, number: int) -> HttpResponse:
    """Back to the draft: to change something, or to stop a computation."""
    release = release_or_404(request, number)
    actions.back_to_draft(release=release, by=request.user)
    messages.success(request, _("Je kan weer wijzigen."))
    return redirect("statistics:release", number)


@require_POST
@grown_up
def release_drop(request: UserRequest, number: int) -> HttpResponse:
    release = release_or_404(request, number)
    actions.drop_release(release=release, by=request.user)
    messages.success(request, _("Deze uitgave is vervallen."))
    return redirect("statistics:releases")


@require_POST
@grown_up
def release_copy(request: UserRequest, number: int) -> HttpResponse:
    release = release_or_404(request, number)
    copy = actions.copy_release(release=release, by=request.user)
    return redirect("statistics:release", copy.number)


@require_POST
@grown_up
def release_correct(request: UserRequest, number: int) -> HttpResponse:
    release = release_or_404(request, number)
    correction = actions.correct_release(release=release, by=request.user)
    return redirect("statistics:release", correction.number)


def release_or_404(request: UserRequest, number: int) -> Release:
    """The release of this number, for who may see it."""
    return get_object_or_404(releases_visible_to(request.user), number=number)


def makers_only(request: UserRequest) -> None:
    """404 for who makes no releases."""
    if not may_make_figures(request.roles):
        raise Http404


def numbered(release: Release) -> list[dict[str, Any]]:
    """The blocks of a draft with the number that each will have, and its figure."""
    counts = {"question": 0, "answer": 0, "text": 0, "figure": 0}
    rows = []
    for block in release.blocks.all():
        counts[block.kind] += 1
        rows.append(
            {
                "block": block,
                "number": "" if block.kind == "text" else counts[block.kind],
                "offer": offer_of(block.cube) if block.cube else None,
                "blank": sum(one[0] == block.cube for one in release.mask),
            }
        )
    return rows
