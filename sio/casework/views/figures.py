"""The figures of the first contact, and applications beside the year before."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.queries.figures import applications_per_day, contact_figures_of
from sio.core.charts import bars
from sio.core.spreadsheet import csv_of
from sio.core.time import school_year, school_year_dates, today
from sio.intake.comparison import compare
from sio.intake.views.figures import comparison_block

YEARS_BACK = 3


@require_safe
@grown_up
def contact_figures(request: UserRequest) -> HttpResponse:
    if not rules.may_see_figures(working_roles(request.user)):
        raise Http404
    day = today()
    year = _year_asked(request.GET.get("jaar", ""))
    last = school_year_dates(year)[1]
    figures = contact_figures_of(year, day)
    before = school_year_dates(year - 1)[0]
    days = applications_per_day(before, last)
    comparison = compare(days, days, min(day, last))
    context = {
        "year": year,
        "years": range(school_year(day) - YEARS_BACK, school_year(day) + 1),
        "figures": figures,
        "months": [(date_format(month, "F"), each) for month, each in figures.months],
        "cells": [(date_format(month, "F"), row) for month, row in figures.cells],
        "chart": bars(
            [
                (date_format(month, "M"), each.in_time, each.late)
                for month, each in figures.months
            ]
        ),
        "applications": comparison_block(_("Aantal aanvragen"), comparison),
    }
    return render(request, "casework/contact_figures.html", context)


@require_safe
@grown_up
def contact_file(request: UserRequest) -> HttpResponse:
    """Each month and region a line, to open in a spreadsheet."""
    if not rules.may_see_figures(working_roles(request.user)):
        raise Http404
    year = _year_asked(request.GET.get("jaar", ""))
    figures = contact_figures_of(year, today())
    heading = (
        _("Maand"),
        _("Regio van de school"),
        _("Aantal aanvragen"),
        _("Op tijd"),
        _("Te laat"),
        _("Aandeel op tijd"),
    )
    rows = [
        (
            f"{month:%Y-%m}",
            name or _("Geen regio"),
            each.total,
            each.in_time,
            each.late,
            each.share_percent,
        )
        for month, row in figures.cells
        for (name, _total), each in zip(figures.regions, row, strict=True)
    ]
    response = HttpResponse(csv_of([heading, *rows]), content_type="text/csv")
    name = f"eerste-contact-{year}-{year + 1}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _year_asked(text: str) -> int:
    """One of the years that can be chosen; this one if it is no year."""
    now = school_year(today())
    is_year = text.isascii() and text.isdecimal() and len(text) == 4
    return min(max(int(text) if is_year else now, now - YEARS_BACK), now)
