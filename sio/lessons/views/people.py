"""A traject moved, set, or given up by its consultant; a line may feel it at once.

The forms and the buttons belong to the app trajects.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sio.accounts.http import UserRequest, grown_up, posted
from sio.core.access_log import record_view
from sio.lessons import actions
from sio.trajects import rules
from sio.trajects.actions import end_assignment
from sio.trajects.forms import MoveForm, SettingsForm
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.workflow import State


@require_http_methods(["GET", "POST"])
@grown_up
def traject_move(request: UserRequest, pk: int) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    if not rules.may_guide(standings(traject, request.user)):
        raise Http404
    form = MoveForm(posted(request), traject=traject)
    if form.is_valid():
        actions.move_traject(
            traject=traject,
            to=State(form.cleaned_data["to"]),
            reason=form.cleaned_data["reason"],
            outcome=form.cleaned_data["outcome"],
            by=request.user,
        )
        messages.success(request, _("De stand is gewijzigd."))
        return redirect("casework:file", traject.pk)
    record_view(traject_id=traject.pk, page="state", by=request.user)
    context = {"form": form, "traject": traject}
    status = 422 if form.is_bound else 200
    return render(request, "trajects/traject_move.html", context, status=status)


@require_POST
@grown_up
def traject_settings(request: UserRequest, pk: int) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    form = SettingsForm(request.POST)
    form.is_valid()  # two boxes: any input is an answer
    actions.change_settings(traject=traject, by=request.user, **form.cleaned_data)
    messages.success(request, _("De keuzes zijn bewaard."))
    return redirect("casework:file", traject.pk)


@require_POST
@grown_up
def assignment_end(request: UserRequest, pk: int, assignment_pk: int) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    assignment = get_object_or_404(traject.assignments, pk=assignment_pk)
    end_assignment(assignment=assignment, by=request.user)
    messages.success(request, _("De toegang is beëindigd."))
    return redirect("casework:file", traject.pk)
