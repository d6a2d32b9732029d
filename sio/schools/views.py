"""Screens of schools, who speaks for them, and the days without school."""

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
from sio.schools.forms import ContactForm, HolidayForm, SchoolForm
from sio.schools.models import School
from sio.schools.queries import (
    holidays_visible_to,
    in_school_year,
    schools_visible_to,
    with_numbers,
)

YEARS_AHEAD = 2  # how far from now a school year can be opened in the list


@require_safe
@grown_up
def school_list(request: UserRequest) -> HttpResponse:
    context = {
        "schools": with_numbers(schools_visible_to(request.user)),
        "may_manage": rules.may_manage_schools(working_roles(request.user)),
    }
    return render(request, "schools/school_list.html", context)


@require_safe
@grown_up
def school_detail(request: UserRequest, pk: int) -> HttpResponse:
    school = get_object_or_404(schools_visible_to(request.user), pk=pk)
    roles = working_roles(request.user)
    context = {
        "school": school,
        "classes": school.classes.filter(school_year__gte=school_year(today())),
        "contacts": school.contacts.filter(ended_at=None).select_related("user"),
        "may_invite": rules.may_invite_contact(roles),
        "may_manage": rules.may_manage_schools(roles),
    }
    return render(request, "schools/school_detail.html", context)


@require_http_methods(["GET", "POST"])
@grown_up
def school_add(request: UserRequest) -> HttpResponse:
    return _edit_school(request, School())


@require_http_methods(["GET", "POST"])
@grown_up
def school_change(request: UserRequest, pk: int) -> HttpResponse:
    school = get_object_or_404(schools_visible_to(request.user), pk=pk)
    return _edit_school(request, school)


@require_http_methods(["GET", "POST"])
@grown_up
def contact_invite(request: UserRequest, pk: int) -> HttpResponse:
    school = get_object_or_404(schools_visible_to(request.user), pk=pk)
    if not rules.may_invite_contact(working_roles(request.user)):
        raise Http404
    form = ContactForm(posted(request))
    if form.is_valid():
        actions.invite_contact(school=school, by=request.user, **form.cleaned_data)
        messages.success(request, _("De uitnodiging vertrekt zo."))
        return redirect("schools:school", pk=school.pk)
    context = {"form": form, "school": school}
    return render(request, "schools/contact_invite.html", context, status=_status(form))


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


def _edit_school(request: UserRequest, school: School) -> HttpResponse:
    if not rules.may_manage_schools(working_roles(request.user)):
        raise Http404
    form = SchoolForm(posted(request), instance=school)
    if form.is_valid():
        kept = actions.keep_school(school=form.save(commit=False), by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("schools:school", pk=kept.pk)
    context = {"form": form, "school": school}
    return render(request, "schools/school_form.html", context, status=_status(form))


def _edit_holiday(request: UserRequest, form: HolidayForm) -> HttpResponse:
    if form.is_valid():
        kept = actions.keep_holiday(holiday=form.save(commit=False), by=request.user)
        messages.success(request, _("Bewaard."))
        return _to_holidays(school_year(kept.starts_on))
    context = {"form": form, "holiday": form.instance}
    return render(request, "schools/holiday_form.html", context, status=_status(form))


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


def _status(form: ContactForm | HolidayForm | SchoolForm) -> int:
    return 422 if form.is_bound else 200
