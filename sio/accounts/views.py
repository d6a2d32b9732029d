"""Screens of our own people, their roles and the post; logging in is allauth's."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts import actions
from sio.accounts.forms import AbsenceForm, StaffForm
from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.queries import (
    absences_visible_to,
    did_not_leave,
    mails_visible_to,
    roles_visible_to,
    working_roles,
)
from sio.accounts.rules import may_be_absent, may_handle_post, may_manage_people
from sio.core.chores import count_late_mails
from sio.core.time import today

MAILS_SHOWN = 100


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
        messages.success(request, _("De uitnodiging vertrekt zo."))
        return redirect("staff")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/staff_invite.html", {"form": form}, status=status)


@require_safe
@grown_up
def post_list(request: UserRequest) -> HttpResponse:
    if not may_handle_post(working_roles(request.user)):
        raise Http404
    mails = did_not_leave(mails_visible_to(request.user))
    context = {
        "mails": mails[:MAILS_SHOWN],
        "count": mails.count(),
        "late": count_late_mails(timezone.now()),
    }
    return render(request, "accounts/post_list.html", context)


@require_POST
@grown_up
def post_retry(request: UserRequest, pk: int) -> HttpResponse:
    mail = get_object_or_404(mails_visible_to(request.user), pk=pk)
    actions.retry_mail(mail=mail, by=request.user)
    messages.success(request, _("We proberen het opnieuw."))
    return redirect("post")


@require_POST
@grown_up
def post_drop(request: UserRequest, pk: int) -> HttpResponse:
    mail = get_object_or_404(mails_visible_to(request.user), pk=pk)
    actions.drop_mail(mail=mail, by=request.user)
    messages.success(request, _("De mail is weggelegd."))
    return redirect("post")


def absence_list(request: UserRequest) -> HttpResponse:
    _check_may_be_absent(request)
    day = today()
    visible = absences_visible_to(request.user).filter(ended_at=None, ends_on__gte=day)
    context = {"absences": visible, "today": day}
    context["manages"] = may_manage_people(working_roles(request.user))
    return render(request, "accounts/absence_list.html", context)


@require_http_methods(["GET", "POST"])
@grown_up
def absence_add(request: UserRequest) -> HttpResponse:
    _check_may_be_absent(request)
    manages = may_manage_people(working_roles(request.user))
    form = AbsenceForm(posted(request), own=None if manages else request.user)
    if form.is_valid():
        wanted = {"user": request.user} | form.cleaned_data
        actions.enter_absence(by=request.user, **wanted)
        messages.success(request, _("Bewaard."))
        return redirect("absences")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/absence_form.html", {"form": form}, status=status)


@require_POST
@grown_up
def absence_cancel(request: UserRequest, pk: int) -> HttpResponse:
    absence = get_object_or_404(absences_visible_to(request.user), pk=pk)
    actions.cancel_absence(absence=absence, by=request.user)
    messages.success(request, _("De afwezigheid is geannuleerd."))
    return redirect("absences")


def _check_may_be_absent(request: UserRequest) -> None:
    if not may_be_absent(working_roles(request.user)):
        raise Http404


def _check_manages_people(request: UserRequest) -> None:
    if not may_manage_people(working_roles(request.user)):
        raise Http404
