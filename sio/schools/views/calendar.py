"""Screens of the days without school, and of our own closing days."""

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

from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.queries import working_roles
from sio.core.time import school_year, today
from sio.schools import actions, rules
from sio.schools.forms import ClosingDayForm, HolidayForm
from sio.schools.queries import (
    closing_days_visible_to,
    holidays_visible_to,
    in_school_year,
)

YEARS_AHEAD = 2  # how far from now a school year can be opened in the list


@require_safe
@grown_up
def holiday_list(request: UserRequest) -> HttpResponse:
    _check_keeps_holidays(request)
    this_year = school_year(today())
    year = _year_asked(request, this_year)
    holidays = in_school_year(holidays_visible_to(request.user), year)
    years = range(this_year - 1, this_year + YEARS_AHEAD + 1)
    context = {"holidays": holidays, "year": year, "years": years}
    return render(request, "schools/holiday_list.html", context)


@require_http_methods(["GET", "POST"])
@grown_up
def holiday_add(request: UserRequest) -> HttpResponse:
    _check_keeps_holidays(request)
    return _edit_holiday(request, HolidayForm(posted(request)))


@require_http_methods(["GET", "POST"])
@grown_up
def holiday_change(request: UserRequest, pk: int) -> HttpResponse:
    holiday = get_object_or_404(holidays_visible_to(request.user), pk=pk)
    return _edit_holiday(request, HolidayForm(posted(request), instance=holiday))


@require_POST
@grown_up
def holiday_delete(request: UserRequest, pk: int) -> HttpResponse:
    holiday = get_object_or_404(holidays_visible_to(request.user), pk=pk)
    year = school_year(holiday.starts_on)
    actions.delete_holiday(holiday=holiday, by=request.user)
    if request.htmx:
        return HttpResponse()
    messages.success(request, _("De vrije dagen zijn geschrapt."))
    return _to_holidays(year)


@require_POST
@grown_up
def holiday_copy(request: UserRequest) -> HttpResponse:
    _check_keeps_holidays(request)
    year = _year_asked(request, school_year(today()))
    added = actions.copy_holidays(year=year, by=request.user)
    if added:
        messages.success(request, _("Bijgekomen: %(added)d.") % {"added": added})
    else:
        messages.info(request, _("Alles stond er al in."))
    return _to_holidays(year)


@require_safe
@grown_up
def closing_list(request: UserRequest) -> HttpResponse:
    _check_keeps_holidays(request)
    context = {"days": closing_days_visible_to(request.user), "today": today()}
    return render(request, "schools/closing_list.html", context)


@require_http_methods(["GET", "POST"])
@grown_up
def closing_add(request: UserRequest) -> HttpResponse:
    _check_keeps_holidays(request)
    return _edit_closing(request, ClosingDayForm(posted(request)))


@require_http_methods(["GET", "POST"])
@grown_up
def closing_change(request: UserRequest, pk: int) -> HttpResponse:
    day = get_object_or_404(closing_days_visible_to(request.user), pk=pk)
    return _edit_closing(request, ClosingDayForm(posted(request), instance=day))


@require_POST
@grown_up
def closing_delete(request: UserRequest, pk: int) -> HttpResponse:
    day = get_object_or_404(closing_days_visible_to(request.user), pk=pk)
    actions.delete_closing_day(closing_day=day, by=request.user)
    if request.htmx:
        return HttpResponse()
    messages.success(request, _("De sluitingsdagen zijn geschrapt."))
    return redirect("schools:closing_days")


def _edit_holiday(request: UserRequest, form: HolidayForm) -> HttpResponse:
    if form.is_valid():
        kept = actions.keep_holiday(holiday=form.save(commit=False), by=request.user)
        messages.success(request, _("Bewaard."))
        return _to_holidays(school_year(kept.starts_on))
    context = {"form": form, "holiday": form.instance}
    status = 422 if form.is_bound else 200
    return render(request, "schools/holiday_form.html", context, status=status)


def _check_keeps_holidays(request: UserRequest) -> None:
    if not rules.may_manage_schools(working_roles(request.user)):
        raise Http404


def _year_asked(request: UserRequest, this_year: int) -> int:
    asked = request.POST.get("jaar") or request.GET.get("jaar") or ""
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this_year
    return min(max(year, this_year - 1), this_year + YEARS_AHEAD)


def _to_holidays(year: int) -> HttpResponse:
    response = redirect("schools:holidays")
    response["Location"] += f"?jaar={year}"
    return response


def _edit_closing(request: UserRequest, form: ClosingDayForm) -> HttpResponse:
    if form.is_valid():
        day = form.save(commit=False)
        actions.keep_closing_day(closing_day=day, by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("schools:closing_days")
    context = {"form": form, "day": form.instance}
    status = 422 if form.is_bound else 200
    return render(request, "schools/closing_form.html", context, status=status)
