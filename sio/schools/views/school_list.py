"""Screens for taking in a list of schools: hand in, look, confirm."""

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

from sio.accounts.http import UserRequest, grown_up
from sio.accounts.queries import working_roles
from sio.schools import actions, rules
from sio.schools.forms import SchoolListForm
from sio.schools.models import SchoolListUpload
from sio.schools.queries import uploads_visible_to

SHOWN_LINES = 200  # of each kind, on the screen; the command shows all


@require_http_methods(["GET", "POST"])
@grown_up
def upload_add(request: UserRequest) -> HttpResponse:
    if not rules.may_manage_schools(working_roles(request.user)):
        raise Http404
    is_posted = request.method == "POST"
    form = (
        SchoolListForm(request.POST, request.FILES) if is_posted else SchoolListForm()
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        upload = actions.keep_upload(
            name=file.name, content=file.read(), by=request.user
        )
        return redirect("schools:upload", pk=upload.pk)
    context = {"form": form, "waiting": uploads_visible_to(request.user)}
    status = 422 if form.is_bound else 200
    return render(request, "schools/upload_add.html", context, status=status)


@require_safe
@grown_up
def upload_detail(request: UserRequest, pk: int) -> HttpResponse:
    upload = _upload(request, pk)
    report = actions.import_schools(
        content=bytes(upload.content), by=request.user, dry_run=True
    )
    context = {"upload": upload, "report": report, "most": SHOWN_LINES}
    return render(request, "schools/upload_detail.html", context)


@require_POST
@grown_up
def upload_take_in(request: UserRequest, pk: int) -> HttpResponse:
    upload = _upload(request, pk)
    report = actions.take_in_upload(upload=upload, by=request.user)
    counts = {
        "added": len(report.added),
        "changed": len(report.changed) + len(report.closed),
        "refused": len(report.refused),
    }
    messages.success(
        request,
        _(
            "De lijst is verwerkt. Nieuwe scholen: %(added)d. Gewijzigde scholen: "
            "%(changed)d. Geweigerde regels: %(refused)d."
        )
        % counts,
    )
    return redirect("schools:list")


@require_POST
@grown_up
def upload_delete(request: UserRequest, pk: int) -> HttpResponse:
    actions.delete_upload(upload=_upload(request, pk), by=request.user)
    messages.success(request, _("De lijst is weggegooid. Er is niets veranderd."))
    return redirect("schools:upload_add")


def _upload(request: UserRequest, pk: int) -> SchoolListUpload:
    return get_object_or_404(uploads_visible_to(request.user), pk=pk)
