"""Moving a file by hand; the form and its page belong to the app trajects."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sio.accounts.http import UserRequest, grown_up, posted
from sio.casework import rules
from sio.casework.actions.move import move_by_hand
from sio.casework.errors import ContactMissing
from sio.core.access_log import record_view
from sio.trajects.forms import MoveForm
from sio.trajects.models import Traject
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.workflow import State


@require_http_methods(["GET", "POST"])
@grown_up
def move(request: UserRequest, pk: int) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    if not rules.may_move(standings(traject, request.user)):
        raise Http404
    form = MoveForm(posted(request), traject=traject)
    if form.is_valid() and _moved(request, traject, form):
        messages.success(request, _("De stand is gewijzigd."))
        return redirect("casework:file", traject.pk)
    record_view(traject_id=traject.pk, page="state", by=request.user)
    context = {"form": form, "traject": traject}
    status = 422 if form.is_bound else 200
    return render(request, "trajects/traject_move.html", context, status=status)


def _moved(request: UserRequest, traject: Traject, form: MoveForm) -> bool:
    """False if a talk is missing: then the form says so, with what was typed."""
    try:
        move_by_hand(
            traject=traject,
            to=State(form.cleaned_data["to"]),
            reason=form.cleaned_data["reason"],
            outcome=form.cleaned_data["outcome"],
            by=request.user,
        )
    except ContactMissing as error:
        form.add_error("to", error.message)
        return False
    return True
