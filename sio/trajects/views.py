"""Screens of trajects: the list, a new one, its people and its agreements."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sio.accounts.http import UserRequest, grown_up, posted, say_what_comes_back
from sio.accounts.queries import working_roles
from sio.accounts.rules import may_review_access
from sio.core.access_log import record_view
from sio.core.access_pages import cursor, records_of_file
from sio.core.fields import searchable
from sio.core.sides import Side
from sio.schools.actions import class_of
from sio.trajects import actions, rules
from sio.trajects.forms import (
    AcceptanceForm,
    ConsultantForm,
    GuardianForm,
    TrajectForm,
)
from sio.trajects.models import Traject
from sio.trajects.openings import openings
from sio.trajects.queries import (
    FALLBACK_LANGUAGE,
    acceptance_now,
    current_text,
    home_to_invite,
    may_accept_now,
    missing_agreements_of,
    standings,
    trajects_visible_to,
)

PAGE_SIZE = 50


@require_safe
@grown_up
def traject_list(request: UserRequest) -> HttpResponse:
    visible = trajects_visible_to(request.user)
    if may_review_access(request.roles) and not visible.exists():
        return redirect("access")  # the privacy officer's own work
    search = request.GET.get("zoek", "").replace("\0", "").strip()[:80]
    # Only keys are sorted and counted off; the rest is read of this page alone.
    keys = _found(visible, search).values_list("pk", flat=True)
    page = Paginator(keys, PAGE_SIZE).get_page(request.GET.get("blad"))
    rows = list(visible.filter(pk__in=page.object_list))
    record_view(traject_id=None, page="trajects list", by=request.user, count=len(rows))
    missing = missing_agreements_of(rows)
    for traject in rows:
        traject.missing = missing[traject.pk]  # type: ignore[attr-defined]
    context = {
        "trajects": rows,
        "page": page,
        "search": search,
        "may_start": rules.may_start(request.roles),
    }
    template = "trajects/traject_list.html" + ("#rows" if request.htmx else "")
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@grown_up
def traject_start(request: UserRequest) -> HttpResponse:
    if not rules.may_start(working_roles(request.user)):
        raise Http404
    form = TrajectForm(posted(request), user=request.user)
    if form.is_valid():
        clean = form.cleaned_data
        traject = actions.start_traject(
            first_name=clean["first_name"],
            last_name=clean["last_name"],
            birth_date=clean["birth_date"],
            school_class=class_of(
                school=clean["school"], name=clean["class_name"], year=clean["year"]
            ),
            consultant=clean["consultant"],
            by=request.user,
        )
        messages.success(request, _("Het traject is gestart."))
        return _after_start(request, traject)
    return _form_page(request, "trajects/traject_start.html", form)


@require_http_methods(["GET", "POST"])
@grown_up
def guardian_invite(request: UserRequest, pk: int) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    if not rules.may_guide(standings(traject, request.user)):
        raise Http404
    form = GuardianForm(posted(request), initial=_told_of(traject))
    if form.is_valid():
        actions.invite_guardian(traject=traject, by=request.user, **form.cleaned_data)
        messages.success(request, _("De uitnodiging vertrekt zo."))
        say_what_comes_back(request, form.cleaned_data["email"])
        return redirect("casework:file", traject.pk)
    record_view(traject_id=traject.pk, page="guardian", by=request.user)
    return _form_page(request, "trajects/guardian_invite.html", form, traject)


def _told_of(traject: Traject) -> dict[str, str]:
    """What the application said of a parent, so that nobody types it over."""
    home = home_to_invite(traject)
    if home is None:
        return {}
    told = {"name": home.name, "email": home.email}
    return told | ({"language": home.language} if home.language else {})


@require_http_methods(["GET", "POST"])
@grown_up
def consultant_assign(request: UserRequest, pk: int) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    if not rules.may_assign(standings(traject, request.user)):
        raise Http404
    form = ConsultantForm(posted(request))
    if form.is_valid():
        actions.assign_consultant(
            traject=traject, user=form.cleaned_data["user"], by=request.user
        )
        messages.success(request, _("De consulent is toegevoegd."))
        return redirect("casework:file", traject.pk)
    record_view(traject_id=traject.pk, page="assignment", by=request.user)
    return _form_page(request, "trajects/consultant_assign.html", form, traject)


@require_safe
@grown_up
def traject_openings(request: UserRequest, pk: int) -> HttpResponse:
    """Who opened this file; what one sees includes this look itself."""
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    mine = standings(traject, request.user)
    if not rules.may_see_openings(mine):
        raise Http404
    record_view(traject_id=traject.pk, page="access", by=request.user)
    before = cursor(request.GET.get("voor"))
    page = records_of_file(traject.pk, before)
    every_page = rules.may_see_pages_opened(mine)
    rows = openings(traject, page.rows, every_page=every_page)
    context = {"traject": traject, "page": page, "rows": rows, "before": before}
    return render(request, "trajects/traject_openings.html", context)


@require_http_methods(["GET", "POST"])
@grown_up
def agreement(request: UserRequest, pk: int, side: str) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    mine = standings(traject, request.user)
    if side not in Side.values or not rules.may_read_agreement(mine):
        raise Http404
    if request.method == "POST":
        return _accept(request, traject, Side(side))
    return _agreement_page(request, traject, Side(side), None)


def _accept(request: UserRequest, traject: Traject, side: Side) -> HttpResponse:
    form = AcceptanceForm(request.POST, side=side)
    if not form.is_valid():
        return _agreement_page(request, traject, side, form)
    acceptance, is_new = actions.accept_agreement(
        traject=traject,
        text=form.cleaned_data["text"],
        capacity=form.cleaned_data["capacity"],
        by=request.user,
    )
    if is_new:
        messages.success(request, _("Bedankt. De afspraken zijn aanvaard."))
    else:
        who = {"name": acceptance.accepted_by}
        messages.info(request, _("Dit was al aanvaard door %(name)s.") % who)
    return redirect("casework:file", traject.pk)


def _agreement_page(
    request: UserRequest, traject: Traject, side: Side, form: AcceptanceForm | None
) -> HttpResponse:
    record_view(traject_id=traject.pk, page=f"agreement {side}", by=request.user)
    acceptance = acceptance_now(traject, side)
    text = current_text(side, get_language() or FALLBACK_LANGUAGE)
    mine = standings(traject, request.user)
    context = {
        "traject": traject,
        "side": side,
        "acceptance": acceptance,
        "text": acceptance.text if acceptance else text,
        "may_accept": may_accept_now(traject, request.user, mine, side),
        "form": form or AcceptanceForm(side=side, initial={"text": text}),
    }
    status = 422 if form else 200
    return render(request, "trajects/agreement.html", context, status=status)


def _found(trajects: QuerySet[Traject], search: str) -> QuerySet[Traject]:
    for word in searchable(search).split():
        trajects = trajects.filter(pupil__search__contains=word)
    return trajects


def _after_start(request: UserRequest, traject: Traject) -> HttpResponse:
    """A consultant may start one for a colleague, and then does not see it."""
    if trajects_visible_to(request.user).filter(pk=traject.pk).exists():
        return redirect("casework:file", traject.pk)
    return redirect("trajects:list")


def _form_page(
    request: UserRequest, template: str, form: Form, traject: Traject | None = None
) -> HttpResponse:
    context = {"form": form, "traject": traject}
    return render(request, template, context, status=422 if form.is_bound else 200)
