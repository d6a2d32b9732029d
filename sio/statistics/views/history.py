"""Screens of history: hand in an extract, look, confirm, withdraw."""

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
from sio.core.spreadsheet import csv_of
from sio.schools.provinces import SCHOOL_PROVINCES
from sio.statistics import rules
from sio.statistics.actions import history as actions
from sio.statistics.cells import year_name
from sio.statistics.formats.layout import tables_of
from sio.statistics.forms.history import HistoryForm, WithdrawForm
from sio.statistics.history.columns import COLUMNS, heading_of
from sio.statistics.history.report import Report
from sio.statistics.models import HistoryImport
from sio.statistics.queries.history import imports_visible_to
from sio.statistics.queries.published import published_document, tables

SHOWN_REFUSALS = 100  # on the screen; the list to download has them all


@require_safe
@grown_up
def history_list(request: UserRequest) -> HttpResponse:
    if not rules.may_read_drafts(request.roles):
        raise Http404
    imports = imports_visible_to(request.user).select_related("by")
    context = {
        "imports": imports.defer("content", "report"),
        "published": tables(),
        "may_take_in": rules.may_make_figures(request.roles),
    }
    return render(request, "statistics/history_list.html", context)


@require_safe
@grown_up
def history_tables(request: UserRequest) -> HttpResponse:
    if not rules.may_read_drafts(request.roles):
        raise Http404
    found = tables_of(published_document())
    context = {"tables": list(found.values())}
    return render(request, "statistics/history_tables.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def history_add(request: UserRequest) -> HttpResponse:
    if not rules.may_make_figures(request.roles):
        raise Http404
    is_posted = request.method == "POST"
    form = HistoryForm(request.POST, request.FILES) if is_posted else HistoryForm()
    if form.is_valid():
        history = actions.hand_in(extract=form.extract, by=request.user)
        return redirect("statistics:history_import", pk=history.pk)
    context = {"form": form, "columns": [heading_of(key) for key in COLUMNS]}
    status = 422 if form.is_bound else 200
    return render(request, "statistics/history_add.html", context, status=status)


@require_safe
@grown_up
def history_import(request: UserRequest, pk: int) -> HttpResponse:
    history = _import(request, pk)
    part = "#state" if request.htmx else ""
    context = _context(request, history) | {"form": WithdrawForm()}
    return render(request, f"statistics/history_import.html{part}", context)


@require_safe
@grown_up
def history_refusals(request: UserRequest, pk: int) -> HttpResponse:
    report = Report.from_json(_import(request, pk).report)
    headings = [_("regel"), _("kolom"), _("code"), _("wat er mis is")]
    rows = [[one.line or "", one.column, one.code, one.words] for one in report.refused]
    response = HttpResponse(csv_of([headings, *rows]), content_type="text/csv")
    name = f"geweigerde-regels-{pk}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@grown_up
def history_confirm(request: UserRequest, pk: int) -> HttpResponse:
    actions.confirm(history=_import(request, pk), by=request.user)
    return redirect("statistics:history_import", pk=pk)


@require_POST
@grown_up
def history_throw_away(request: UserRequest, pk: int) -> HttpResponse:
    actions.throw_away(history=_import(request, pk), by=request.user)
    messages.success(request, _("Het bestand is weggegooid. Er is niets veranderd."))
    return redirect("statistics:history")


@require_POST
@grown_up
def history_withdraw(request: UserRequest, pk: int) -> HttpResponse:
    history = _import(request, pk)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        context = _context(request, history) | {"form": form}
        return render(request, "statistics/history_import.html", context, status=422)
    why = form.cleaned_data["why"]
    count = actions.withdraw(history=history, why=why, by=request.user)
    said = _("De invoer is ingetrokken. Trajecten die niet meer meetellen: %(count)d.")
    messages.success(request, said % {"count": count})
    return redirect("statistics:history")


def _import(request: UserRequest, pk: int) -> HistoryImport:
    return get_object_or_404(imports_visible_to(request.user), pk=pk)


def _context(request: UserRequest, history: HistoryImport) -> dict[str, object]:
    report = Report.from_json(history.report)
    return {
        "history": history,
        "report": report,
        "refused": report.refused[:SHOWN_REFUSALS],
        "years": [year_name(year) for year, _numbers in report.table()],
        "rows": _per_place(report),
        "may_take_in": rules.may_make_figures(request.roles),
    }


def _per_place(report: Report) -> list[tuple[object, tuple[int, ...]]]:
    """A line for each province, with a number per school year; the last is the sum."""
    places = [*(one.label for one in SCHOOL_PROVINCES), _("Totaal")]
    columns = [numbers for _year, numbers in report.table()]
    return list(zip(places, zip(*columns, strict=True), strict=True)) if columns else []
