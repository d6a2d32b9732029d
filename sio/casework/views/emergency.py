"""Screens of emergencies: opening one file for an hour, and the review after."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.queries import working_roles
from sio.casework.forms.emergency import EmergencyForm, ReviewForm
from sio.core.limits import hit
from sio.trajects import actions, rules
from sio.trajects.errors import EmergencyNotAllowed
from sio.trajects.queries import emergencies_visible_to

TRIES_AN_HOUR = 10  # nobody finds out by trying which names we know
PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def emergency_open(request: UserRequest) -> HttpResponse:
    if not working_roles(request.user) & rules.MAY_BREAK_GLASS:
        raise Http404
    answer: HttpResponse = _open(request)
    return answer


@reauthentication_required  # type: ignore[untyped-decorator]
def _open(request: UserRequest) -> HttpResponse:
    form = EmergencyForm(posted(request))
    if form.is_valid():
        if not hit("emergency", str(request.user.pk), TRIES_AN_HOUR, 3600):
            raise EmergencyNotAllowed(_("Dat was te vaak. Probeer het over een uur."))
        row = actions.break_glass(by=request.user, **form.cleaned_data)
        messages.warning(request, _("Je ziet dit dossier een uur lang. Het is gemeld."))
        return redirect("casework:file", row.traject_id)
    status = 422 if form.is_bound else 200
    return render(
        request, "casework/emergency_open.html", {"form": form}, status=status
    )


@require_safe
@grown_up
def emergency_list(request: UserRequest) -> HttpResponse:
    if not rules.may_review(working_roles(request.user)):
        raise Http404
    emergencies = emergencies_visible_to(request.user)
    page = Paginator(emergencies, PAGE_SIZE).get_page(request.GET.get("blad"))
    return render(request, "casework/emergency_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def emergency_review(request: UserRequest, pk: int) -> HttpResponse:
    emergency = get_object_or_404(emergencies_visible_to(request.user), pk=pk)
    form = ReviewForm(posted(request))
    if form.is_valid():
        actions.review_emergency(
            emergency=emergency, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("Bewaard: dit is nagekeken."))
        return redirect("casework:emergencies")
    context = {"form": form, "emergency": emergency}
    status = 422 if form.is_bound else 200
    return render(request, "casework/emergency_review.html", context, status=status)
