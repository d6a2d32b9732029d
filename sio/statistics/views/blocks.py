"""The blocks of a draft: one form each, and a page to choose figures from."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts.http import UserRequest, grown_up, posted
from sio.statistics.actions import blocks as actions
from sio.statistics.errors import DraftMoved
from sio.statistics.forms.release import FigureForm, MaskForm, SeenForm, TextForm
from sio.statistics.models import Release, ReleaseBlock
from sio.statistics.queries.masks import mask_cells_of
from sio.statistics.queries.offers import offer_of, offers
from sio.statistics.views.releases import makers_only, release_or_404
from sio.statistics.views.stale import tell_stale, told_if_stale
from sio.statistics.workflow import Stage

Kind = ReleaseBlock.Kind
METHODS = ["GET", "HEAD", "POST"]


@require_safe
@grown_up
def figure_choose(request: UserRequest, number: int) -> HttpResponse:
    """What there is to choose from, each with a sentence."""
    release = _draft_or_404(request, number)
    groups = [
        (title, list(found))
        for title, found in groupby(offers(), key=lambda one: one.group)
    ]
    context = {"release": release, "groups": groups}
    return render(request, "statistics/figure_choose.html", context)


@require_http_methods(METHODS)
@grown_up
def block_make(request: UserRequest, number: int, kind: str) -> HttpResponse:
    """A question, an answer, words, or a figure (then `cijfers` says which)."""
    release = _draft_or_404(request, number)
    if kind not in Kind.values:
        raise Http404
    form = _form(kind, posted(request), _initial(request, kind, release))
    if form.is_valid():
        with told_if_stale(form, release):
            actions.add_block(
                release=release,
                kind=kind,
                content=form.content,
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
            return redirect("statistics:release", number)
    return _shown(request, release, kind, form)


@require_http_methods(METHODS)
@grown_up
def block_change(request: UserRequest, number: int, pk: int) -> HttpResponse:
    release = _draft_or_404(request, number)
    block = release.blocks.filter(pk=pk).first()
    if block is None:
        return _gone(request, release)
    form = _form(block.kind, posted(request), _held(block) | {"seen": release.version})
    if form.is_valid():
        with told_if_stale(form, release):
            actions.change_block(
                block=block,
                content=form.content,
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
            return redirect("statistics:release", number)
        block = release.blocks.filter(pk=pk).first()
        if block is None:
            return _gone(request, release)
    return _shown(request, release, block.kind, form, block=block)


@require_POST
@grown_up
def block_place(request: UserRequest, number: int, pk: int) -> HttpResponse:
    """Up or down by one."""
    release = _draft_or_404(request, number)
    block = get_object_or_404(release.blocks, pk=pk)
    actions.move_block(
        block=block,
        up=request.POST.get("waar") == "op",
        seen=_seen(request),
        by=request.user,
    )
    return redirect("statistics:release", number)


@require_POST
@grown_up
def block_remove(request: UserRequest, number: int, pk: int) -> HttpResponse:
    release = _draft_or_404(request, number)
    block = get_object_or_404(release.blocks, pk=pk)
    actions.remove_block(block=block, seen=_seen(request), by=request.user)
    return redirect("statistics:release", number)


@require_http_methods(METHODS)
@grown_up
def block_mask(request: UserRequest, number: int, pk: int) -> HttpResponse:
    """Which cells of a figure the answer leaves blank."""
    release = _draft_or_404(request, number)
    block = get_object_or_404(release.blocks.filter(kind=Kind.FIGURE), pk=pk)
    offer = offer_of(block.cube)
    if offer is None or not offer.is_computed:
        raise Http404
    grid = mask_cells_of(release, block.cube)
    initial = {"seen": release.version, "cells": grid.blank}
    form = MaskForm(posted(request), cells=grid.choices, initial=initial)
    if form.is_valid():
        cells = [tuple(one.rsplit("/", 1)) for one in form.cleaned_data["cells"]]
        with told_if_stale(form, release):
            actions.mask_cells(
                release=release,
                cube=block.cube,
                cells=cells,
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
            return redirect("statistics:release", number)
    context = {"release": release, "held": block, "form": form, "grid": grid}
    status = 422 if form.is_bound else 200
    return render(request, "statistics/block_mask.html", context, status=status)


def _draft_or_404(request: UserRequest, number: int) -> Release:
    """A draft of who makes releases; a page of one that went on leads to what it is."""
    makers_only(request)
    return release_or_404(request, number)


def _form(kind: str, given: Any, initial: dict[str, Any]) -> TextForm | FigureForm:
    return (FigureForm if kind == Kind.FIGURE else TextForm)(given, initial=initial)


def _initial(request: UserRequest, kind: str, release: Release) -> dict[str, Any]:
    seen = {"seen": release.version}
    if kind != Kind.FIGURE:
        return seen
    offer = offer_of(request.GET.get("cijfers", request.POST.get("cube", "")))
    if offer is None:
        raise Http404
    return seen | {"cube": offer.name, "caption": offer.title}


def _held(block: ReleaseBlock) -> dict[str, Any]:
    names = ("text", "cube", "caption", "chart", "with_published")
    return {name: getattr(block, name) for name in names}


def _shown(
    request: UserRequest,
    release: Release,
    kind: str,
    form: TextForm | FigureForm,
    *,
    block: ReleaseBlock | None = None,
    is_gone: bool = False,
) -> HttpResponse:
    """The form; once somebody was first, beside it what stands there now."""
    if release.stage != Stage.DRAFT and not form.is_bound:
        return redirect("statistics:release", release.number)
    cube = form["cube"].value() if kind == Kind.FIGURE else ""
    context = {
        "release": release,
        "kind": Kind(kind),
        "form": form,
        "held": block,
        "offer": offer_of(cube) if cube else None,
        "is_gone": is_gone,
        "is_stale": form.is_bound and bool(form.non_field_errors()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "statistics/block.html", context, status=status)


def _gone(request: UserRequest, release: Release) -> HttpResponse:
    """Somebody took the block out: what was typed can still be put in anew."""
    kind = request.POST.get("kind", "")
    if request.method != "POST" or kind not in Kind.values:
        raise Http404
    form = _form(kind, request.POST, {})
    form.is_valid()
    tell_stale(form, DraftMoved(), release)
    return _shown(request, release, kind, form, is_gone=True)


def _seen(request: UserRequest) -> int:
    form = SeenForm(request.POST)
    return int(form.cleaned_data["seen"]) if form.is_valid() else -1
