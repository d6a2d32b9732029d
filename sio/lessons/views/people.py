"""A traject set, or given up by its consultant; a line may feel it at once.

The forms and the buttons belong to the app trajects.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sio.accounts.http import UserRequest, grown_up
from sio.lessons import actions
from sio.trajects.actions import end_assignment
from sio.trajects.forms import SettingsForm
from sio.trajects.queries import trajects_visible_to


@require_POST
@grown_up
def traject_settings(request: UserRequest, pk: int) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    form = SettingsForm(request.POST)
    form.is_valid()  # boxes: any input is an answer
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
