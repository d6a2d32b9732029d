"""Screens of our own people, their roles and the post; logging in is allauth's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts import actions
from sio.accounts.forms import (
    AbsenceForm,
    BounceForm,
    DayReviewForm,
    FileReviewForm,
    PersonReviewForm,
    StaffForm,
)
from sio.accounts.http import UserRequest, grown_up, posted, say_what_comes_back
from sio.accounts.queries import (
    absences_visible_to,
    bounces_visible_to,
    did_not_leave,
    mails_visible_to,
    roles_visible_to,
    working_roles,
)
from sio.accounts.review import review_pages, review_rows, review_table
from sio.accounts.rules import (
    may_be_absent,
    may_handle_post,
    may_manage_people,
    may_review_access,
)
from sio.core.access_log import record_export, record_view
from sio.core.access_pages import EXPORT_ROWS, PAGE_ROWS, RecordPage, cursor
from sio.core.chores import count_late_mails
from sio.core.spreadsheet import csv_of
from sio.core.time import today
from sio.core.workflow import WHY_OF_REASON, WhyBack

MAILS_SHOWN = 100
BOUNCES_SHOWN = 100


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
        say_what_comes_back(request, user.email)
        return redirect("staff")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/staff_invite.html", {"form": form}, status=status)


@require_safe
@grown_up
def post_list(request: UserRequest) -> HttpResponse:
    _check_handles_post(request)
    return _post_page(request, BounceForm())


@require_POST
@grown_up
def post_retry(request: UserRequest, pk: int) -> HttpResponse:
    mail = get_object_or_404(mails_visible_to(request.user), pk=pk)
    actions.retry_mail(mail=mail, by=request.user)
    messages.success(request, _("We proberen het opnieuw."))
    say_what_comes_back(request, mail.address)
    return redirect("post")


@require_POST
@grown_up
def post_drop(request: UserRequest, pk: int) -> HttpResponse:
    mail = get_object_or_404(mails_visible_to(request.user), pk=pk)
    actions.drop_mail(mail=mail, by=request.user)
    messages.success(request, _("De mail is weggelegd."))
    return redirect("post")


@require_POST
@grown_up
def post_bounced(request: UserRequest, pk: int) -> HttpResponse:
    """The address of a mail in the list comes back; the mail itself stays there."""
    mail = get_object_or_404(did_not_leave(mails_visible_to(request.user)), pk=pk)
    why = WHY_OF_REASON.get(mail.reason, WhyBack.OTHER)
    return _marked(request, mail.address, why)


@require_http_methods(["GET", "POST"])
@grown_up
def bounce_add(request: UserRequest) -> HttpResponse:
    _check_handles_post(request)
    form = BounceForm(posted(request))
    if form.is_valid():
        return _marked(request, **form.cleaned_data)
    return _post_page(request, form)


@require_POST
@grown_up
def bounce_end(request: UserRequest, pk: int) -> HttpResponse:
    bounce = get_object_or_404(bounces_visible_to(request.user), pk=pk)
    actions.take_back_mark(bounce=bounce, by=request.user)
    messages.success(request, _("Genoteerd: mail naar dit adres komt weer aan."))
    return redirect("post")


def _check_handles_post(request: UserRequest) -> None:
    if not may_handle_post(working_roles(request.user)):
        raise Http404


def _post_page(request: UserRequest, form: BounceForm) -> HttpResponse:
    mails = did_not_leave(mails_visible_to(request.user))
    bounces = bounces_visible_to(request.user).filter(ended_at=None)
    context = {
        "mails": mails[:MAILS_SHOWN],
        "count": mails.count(),
        "late": count_late_mails(timezone.now()),
        "bounces": bounces[:BOUNCES_SHOWN],
        "bounce_count": bounces.count(),
        "why_of_reason": WHY_OF_REASON,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/post_list.html", context, status=status)


def _marked(request: UserRequest, address: str, why: str) -> HttpResponse:
    actions.mark_address(address=address, why=why, by=request.user)
    messages.success(
        request, _("Genoteerd. Wie dit adres in een dossier ziet staan, weet het nu.")
    )
    return redirect("post")


@require_safe
@grown_up
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


REVIEW_FORMS: dict[str, type[Form]] = {
    "file": FileReviewForm,
    "person": PersonReviewForm,
    "day": DayReviewForm,
}


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
        csv_of(review_table(page.rows)),
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
