"""Screens of our own people and their roles; logging in is allauth's."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sio.accounts import actions
from sio.accounts.forms import StaffForm
from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.queries import roles_visible_to, working_roles
from sio.accounts.rules import may_manage_people


@require_safe
@grown_up
def staff_list(request: UserRequest) -> HttpResponse:
    _check_manages_people(request)
    context = {"roles": roles_visible_to(request.user)}
    return render(request, "accounts/staff_list.html", context)


@require_http_methods(["GET", "POST"])
@grown_up
def staff_invite(request: UserRequest) -> HttpResponse:
    _check_manages_people(request)
    form = StaffForm(posted(request))
    if form.is_valid():
        kind = form.cleaned_data.pop("kind")
        with transaction.atomic():
            user = actions.invite_person(by=request.user, **form.cleaned_data)
            actions.give_role(user=user, kind=kind, by=request.user)
        messages.success(request, _("De uitnodiging is verstuurd."))
        return redirect("staff")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/staff_invite.html", {"form": form}, status=status)


def _check_manages_people(request: UserRequest) -> None:
    if not may_manage_people(working_roles(request.user)):
        raise Http404
