"""Screens of our own people, their roles, and the access log; log-in is allauth's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sio.accounts import actions
from sio.accounts.forms import (
    DayReviewForm,
    FileReviewForm,
    PersonReviewForm,
    StaffForm,
)
from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.queries import roles_visible_to, working_roles
from sio.accounts.review import review_pages, review_rows, review_table
from sio.accounts.rules import may_manage_people, may_review_access
from sio.core.access_log import record_export, record_view
from sio.core.access_pages import EXPORT_ROWS, PAGE_ROWS, RecordPage, cursor
from sio.core.spreadsheets import csv_text

REVIEW_FORMS: dict[str, type[Form]] = {
    "file": FileReviewForm,
    "person": PersonReviewForm,
    "day": DayReviewForm,
}


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


@require_safe
@grown_up
def access_review(request: UserRequest, review: str = "") -> HttpResponse:
    """Three ways into the access log; nothing is counted, since it may be long."""
    _check_reviews_access(request)
    asked = request.GET or None
    forms = {
        name: form(asked if name == review else None, auto_id=f"{name}_%s")
        for name, form in REVIEW_FORMS.items()
    }
    context: dict[str, Any] = {"forms": forms, "export_rows": EXPORT_ROWS}
    page = _reviewed(review, forms[review], request, PAGE_ROWS) if review else None
    if page is not None:
        count = len(page.rows)
        record_view(by=request.user, count=count, **_trace(review, forms[review]))
        export_url = reverse(f"access_{review}_export")
        rows = review_rows(page.rows)
        context |= {"page": page, "rows": rows, "export_url": export_url}
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "accounts/access_review.html", context, status=status)


@require_safe
@grown_up
def access_export(request: UserRequest, review: str) -> HttpResponse:
    _check_reviews_access(request)
    form = REVIEW_FORMS[review](request.GET)
    page = _reviewed(review, form, request, EXPORT_ROWS)
    if page is None:
        raise Http404
    record_export(by=request.user, count=len(page.rows), **_trace(review, form))
    name = f"inzage-{'-'.join(str(value) for value in form.cleaned_data.values())}.csv"
    return HttpResponse(
        csv_text(review_table(page.rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _reviewed(
    review: str, form: Form, request: UserRequest, size: int
) -> RecordPage | None:
    if not form.is_valid():
        return None
    (asked,) = form.cleaned_data.values()
    return review_pages[review](asked, cursor(request.GET.get("voor")), size)


def _trace(review: str, form: Form) -> dict[str, Any]:
    """What the log says of this look at the log: of a file, in that file."""
    (asked,) = form.cleaned_data.values()
    is_of_file = review == "file"
    return {
        "traject_id": asked if is_of_file else None,
        "page": f"access {review}",
        "why": f"{review} {asked}",
    }


def _check_reviews_access(request: UserRequest) -> None:
    if not may_review_access(working_roles(request.user)):
        raise Http404


def _check_manages_people(request: UserRequest) -> None:
    if not may_manage_people(working_roles(request.user)):
        raise Http404
