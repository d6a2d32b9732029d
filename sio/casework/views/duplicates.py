"""Files that may be of one child: proposed, and joined or told apart by a person."""

from __future__ import annotations

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
from sio.casework.actions import duplicates as actions
from sio.casework.forms.reason import ReasonForm
from sio.casework.queries.duplicates import files_of_child, merges_of, proposals
from sio.core.access_log import record_view
from sio.trajects.actions import join_child, part_child
from sio.trajects.models import Traject
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rights import Act, may


@require_safe
@grown_up
def duplicate_list(request: UserRequest, pk: int) -> HttpResponse:
    traject = _guided_or_404(request, pk)
    found = proposals(traject)
    mine = list(files_of_child(traject))
    seen = trajects_visible_to(request.user).filter(
        pk__in=[one.pk for one in (*mine, *(one.traject for one in found))]
    )
    visible = set(seen.values_list("pk", flat=True))
    for number in sorted(visible | {traject.pk}):
        record_view(traject_id=number, page="duplicates", by=request.user)
    context = {
        "traject": traject,
        "proposals": [(one, one.traject.pk in visible) for one in found],
        "of_child": [(one, one.pk in visible) for one in mine],
        "merges": merges_of(traject),
    }
    return render(request, "casework/duplicate_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def duplicate_merge(request: UserRequest, pk: int, other_pk: int) -> HttpResponse:
    """The other file goes on in this one."""
    kept, merged = _guided_or_404(request, pk), _guided_or_404(request, other_pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        actions.merge_files(
            kept=kept, merged=merged, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("Samengevoegd. Je kan dit nog ongedaan maken."))
        return redirect("casework:duplicates", kept.pk)
    for traject in (kept, merged):
        record_view(traject_id=traject.pk, page="duplicates", by=request.user)
    context = {"form": form, "traject": kept, "merged": merged}
    status = 422 if form.is_bound else 200
    return render(request, "casework/duplicate_merge.html", context, status=status)


@require_POST
@grown_up
def duplicate_apart(request: UserRequest, pk: int, other_pk: int) -> HttpResponse:
    traject = _guided_or_404(request, pk)
    other = get_object_or_404(
        Traject, pk__in=[one.traject.pk for one in proposals(traject)], id=other_pk
    )
    actions.tell_apart(one=traject, other=other, by=request.user)
    messages.success(request, _("Goed: dit zijn twee kinderen."))
    return redirect("casework:duplicates", traject.pk)


@require_POST
@grown_up
def child_join(request: UserRequest, pk: int, other_pk: int) -> HttpResponse:
    """The other file is of this child too, and stays a file of its own."""
    traject, other = _guided_or_404(request, pk), _guided_or_404(request, other_pk)
    join_child(traject=traject, other=other, by=request.user)
    messages.success(request, _("Goed: dit zijn twee dossiers van een kind."))
    return redirect("casework:duplicates", traject.pk)


@require_POST
@grown_up
def child_part(request: UserRequest, pk: int) -> HttpResponse:
    traject = _guided_or_404(request, pk)
    part_child(traject=traject, by=request.user)
    messages.success(request, _("Goed: dit dossier is van een ander kind."))
    return redirect("casework:duplicates", traject.pk)


@require_POST
@grown_up
def merge_undo(request: UserRequest, pk: int, merge_pk: int) -> HttpResponse:
    traject = _guided_or_404(request, pk)
    merge = get_object_or_404(merges_of(traject), pk=merge_pk)
    actions.undo_merge(merge=merge, by=request.user)
    messages.success(request, _("Ongedaan gemaakt: het zijn weer twee dossiers."))
    return redirect("casework:duplicates", traject.pk)


def _guided_or_404(request: UserRequest, pk: int) -> Traject:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    if not may(standings(traject, request.user), Act.GUIDE):
        raise Http404
    return traject
