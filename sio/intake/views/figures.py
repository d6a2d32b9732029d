"""Figures of questions: compared with the same date last year, and as a file."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.accounts.queries import working_roles
from sio.core.charts import bars
from sio.core.spreadsheet import csv_of
from sio.core.time import school_year, school_year_dates, today
from sio.intake import rules
from sio.intake.comparison import Comparison, compare
from sio.intake.models import Application, Enquiry
from sio.intake.queries.days import counts_per_day
from sio.intake.queries.enquiries import (
    broken_down,
    compared,
    enquiries_visible_to,
    per_month,
)

YEARS_BACK = 3  # how far from now the figures can be opened

Line = tuple[str, int, int]


@require_safe
@grown_up
def enquiry_figures(request: UserRequest) -> HttpResponse:
    _check_may_see(request)
    year = _year_asked(request)
    enquiries = enquiries_visible_to(request.user)
    comparison = compared(enquiries, min(today(), school_year_dates(year)[1]))
    channels = broken_down(enquiries, "channel", comparison)
    people = broken_down(enquiries, "who", comparison)
    context = {
        "year": year,
        "years": range(school_year(today()) - YEARS_BACK, school_year(today()) + 1),
        "comparisons": [
            comparison_block(_("Vragen"), comparison),
            comparison_block(_("Aanvragen"), _applications(comparison.until)),
        ],
        "breakdowns": [
            (_("Onderwerp"), broken_down(enquiries, "topic__name", comparison)),
            (_("Kanaal"), _named(channels, Enquiry.Channel)),
            (_("Wie vroeg het"), _named(people, Enquiry.Who)),
        ],
    }
    return render(request, "intake/enquiry_figures.html", context)


@require_safe
@grown_up
def enquiry_file(request: UserRequest) -> HttpResponse:
    _check_may_see(request)
    year = _year_asked(request)
    heading = (_("Maand"), _("Kanaal"), _("Onderwerp"), _("Wie vroeg het"), _("Aantal"))
    rows = [
        (
            f"{month:%Y-%m}",
            Enquiry.Channel(channel).label,
            topic,
            Enquiry.Who(who).label,
            total,
        )
        for month, channel, topic, who, total in per_month(
            enquiries_visible_to(request.user), year
        )
    ]
    response = HttpResponse(csv_of([heading, *rows]), content_type="text/csv")
    name = f"vragen-{year}-{year + 1}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def comparison_block(title: str, comparison: Comparison) -> dict[str, object]:
    """What intake/_comparison.html shows: sentence, chart and table."""
    lines = [
        (date_format(month.first, "M"), month.now, month.before)
        for month in comparison.months
    ]
    return {"title": title, "comparison": comparison, "chart": bars(lines)}


def _named(
    lines: list[Line], names: type[Enquiry.Channel] | type[Enquiry.Who]
) -> list[Line]:
    return [(str(names(value).label), now, before) for value, now, before in lines]


def _applications(until: date) -> Comparison:
    """How many came in: numbers, of whoever they are."""
    days = counts_per_day(Application.objects.all(), "received_at")
    return compare(days, days, until)


def _check_may_see(request: UserRequest) -> None:
    if not rules.may_count_enquiries(working_roles(request.user)):
        raise Http404


def _year_asked(request: UserRequest) -> int:
    running = school_year(today())
    asked = request.GET.get("jaar", "")
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4
    year = int(asked) if is_year else running
    return min(max(year, running - YEARS_BACK), running)
