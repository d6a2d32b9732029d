"""Many files to another state at once: preview, confirmation, progress, way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.actions import bulk as actions
from sio.casework.forms.bulk import (
    BulkChoiceForm,
    ConfirmForm,
    WayBackForm,
    read_seen,
    sign_seen,
)
from sio.casework.models import BulkMove
from sio.casework.queries.bulk import (
    Planned,
    bulk_moves_visible_to,
    closing_now,
    plan_move,
    plan_undo,
    skipped_of,
    still_where_moved,
    with_counts,
)
from sio.casework.queries.choice import Choice
from sio.casework.round_texts import choice_in_words
from sio.core.access_log import record_view
from sio.trajects.workflow import State

PAGE_SIZE = 50
MOVES_SHOWN = 50


@require_safe
@grown_up
def bulk_list(request: UserRequest) -> HttpResponse:
    _check(request)
    moves = with_counts(bulk_moves_visible_to(request.user))
    context = {"moves": moves[:MOVES_SHOWN], "closing": closing_now()}
    return render(request, "casework/bulk_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def bulk_new(request: UserRequest) -> HttpResponse:
    """Which files and where to, in the address; posted is what was seen of it."""
    _check(request)
    choice = BulkChoiceForm(request.GET or None)
    if not choice.is_valid():
        context = {"form": choice}
        status = 422 if choice.is_bound else 200
        return render(request, "casework/bulk_choose.html", context, status=status)
    to = State(choice.cleaned_data["to"])
    confirm = ConfirmForm(posted(request), may_close=to == State.PAUSED)
    if confirm.is_valid():
        return _begin(request, confirm, choice.choice)
    planned = plan_move(choice.choice, to, request.user)
    shown = {"choice": choice, "to": to, "back": reverse("casework:bulk_new")}
    return _preview(request, planned, confirm, choice.choice, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def bulk_back(request: UserRequest, pk: int) -> HttpResponse:
    """Undo a bulk move, of all its files or of those that are chosen."""
    _check(request)
    bulk = get_object_or_404(bulk_moves_visible_to(request.user), pk=pk)
    choice = WayBackForm(request.GET)
    confirm = ConfirmForm(posted(request), may_close=False)
    if not choice.is_valid():
        choice = WayBackForm({})
        choice.is_valid()
    if confirm.is_valid():
        return _begin(request, confirm, choice.choice, undoes=bulk)
    planned = plan_undo(bulk, choice.choice, request.user)
    context = {
        "choice": choice,
        "undoes": bulk,
        "back": reverse("casework:bulk", args=[bulk.pk]),
    }
    return _preview(request, planned, confirm, choice.choice, context)


@require_safe
@grown_up
def bulk_page(request: UserRequest, pk: int) -> HttpResponse:
    """How far it is, and in the end what did not move and why."""
    _check(request)
    return _progress(request, pk)


@require_POST
@grown_up
def bulk_step(request: UserRequest, pk: int) -> HttpResponse:
    """The next files; without htmx all that is left."""
    _check(request)
    bulk = get_object_or_404(bulk_moves_visible_to(request.user), pk=pk)
    if request.htmx:
        actions.move_next(bulk=bulk, by=request.user)
        return _progress(request, pk)
    actions.move_all(bulk=bulk, by=request.user)
    return redirect("casework:bulk", bulk.pk)


@require_POST
@grown_up
def bulk_reopening(request: UserRequest, pk: int) -> HttpResponse:
    """All schools are open again: the notice goes; who is still paused stays so."""
    _check(request)
    bulk = get_object_or_404(bulk_moves_visible_to(request.user), pk=pk)
    actions.end_closing(bulk=bulk, by=request.user)
    messages.success(request, _("De melding is weg. Niemand is verplaatst."))
    return redirect("casework:bulk", bulk.pk)


def _begin(
    request: UserRequest,
    confirm: ConfirmForm,
    choice: Choice,
    undoes: BulkMove | None = None,
) -> HttpResponse:
    clean = confirm.cleaned_data
    preview, seen = read_seen(clean["seen"], user=request.user.pk)
    bulk = actions.begin_bulk(
        preview=preview,
        seen=seen,
        choice=choice,
        reason=clean["reason"],
        is_closing=clean.get("is_closing", False),
        undoes=undoes,
        by=request.user,
    )
    if request.htmx:  # the page goes on by itself, step by step
        response = HttpResponse(status=204)
        page = reverse("casework:bulk", args=[bulk.pk])
        response["HX-Redirect"] = f"{page}?loopt=ja"
        return response
    actions.move_all(bulk=bulk, by=request.user)
    return redirect("casework:bulk", bulk.pk)


def _preview(
    request: UserRequest,
    planned: list[Planned],
    confirm: ConfirmForm,
    choice: Choice,
    context: dict[str, Any],
) -> HttpResponse:
    hindered = sum(bool(one.obstacle) for one in planned)
    page = Paginator(planned, PAGE_SIZE).get_page(request.GET.get("blad"))
    record_view(traject_id=None, page="bulk preview", by=request.user, count=len(page))
    if not confirm.is_bound:
        confirm.initial["seen"] = sign_seen(planned, user=request.user.pk)
    kept = request.GET.copy()
    kept.pop("blad", None)
    context |= {
        "confirm": confirm,
        "page": page,
        "moving": len(planned) - hindered,
        "hindered": hindered,
        "chosen": choice_in_words(choice),
        "query": kept.urlencode(),
    }
    status = 422 if confirm.is_bound else 200
    return render(request, "casework/bulk_preview.html", context, status=status)


def _progress(request: UserRequest, pk: int) -> HttpResponse:
    moves = with_counts(bulk_moves_visible_to(request.user))
    bulk = get_object_or_404(moves, pk=pk)
    done = bulk.moved + bulk.skipped  # type: ignore[attr-defined]
    skipped = Paginator(skipped_of(bulk), PAGE_SIZE).get_page(request.GET.get("blad"))
    record_view(traject_id=None, page="bulk move", by=request.user, count=len(skipped))
    context = {
        "bulk": bulk,
        "done": done,
        "left": bulk.asked - done,  # type: ignore[attr-defined]
        "goes_on": request.htmx or request.GET.get("loopt") == "ja",
        "skipped": skipped,
        "returnable": still_where_moved(bulk),
        "chosen": choice_in_words(Choice.read(bulk.chosen)),
    }
    template = "casework/bulk_page.html" + ("#progress" if request.htmx else "")
    return render(request, template, context)


def _check(request: UserRequest) -> None:
    if not rules.may_move_many(working_roles(request.user)):
        raise Http404
