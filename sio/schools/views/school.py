"""Screens of schools, their locations, and who speaks for them; the public search."""

from __future__ import annotations

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sio.accounts.http import UserRequest, grown_up, posted, say_what_comes_back
from sio.accounts.queries import working_roles
from sio.core.limits import address_key, hit
from sio.core.time import school_year, today
from sio.schools import actions, rules
from sio.schools.errors import TooManySearches
from sio.schools.forms import ContactForm, LocationForm, OwnContactForm, SchoolForm
from sio.schools.models import Location, School
from sio.schools.queries import (
    found_by,
    locations_visible_to,
    look_for_schools,
    own_contacts,
    schools_visible_to,
    with_numbers,
)
from sio.schools.queries.school import LONGEST_SEARCH

SCHOOLS_A_PAGE = 50
# A search as you type asks a few times a second, and a hospital shares one address.
SEARCHES_PER_WINDOW = 600
SEARCH_WINDOW_S = 300
IS_FIELD_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")


@require_safe
@grown_up
def school_list(request: UserRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    found = found_by(schools_visible_to(request.user), text)
    page = Paginator(found, SCHOOLS_A_PAGE).get_page(request.GET.get("blad"))
    keys = [school.pk for school in page.object_list]
    context = {
        "page": page,
        "q": text,
        # Counted for the schools of this page alone.
        "schools": with_numbers(School.objects.filter(pk__in=keys)),
        "may_manage": rules.may_manage_schools(working_roles(request.user)),
    }
    part = "#found" if request.htmx else ""
    return render(request, f"schools/school_list.html{part}", context)


@require_safe
def school_search(request: UserRequest) -> HttpResponse:
    """Public: schools to choose from, as radio buttons; asks for no right.

    `q` (or `<name>_search`) is what to look for, `name` how the buttons are called,
    `<name>` the key of the school that is on, `all` adds a button for no school in
    particular. Raises TooManySearches.
    """
    address = address_key(request)
    if not hit("school-search", address, SEARCHES_PER_WINDOW, SEARCH_WINDOW_S):
        raise TooManySearches
    name = request.GET.get("name", "")
    name = name if IS_FIELD_NAME.fullmatch(name) else "school"
    text = request.GET.get("q", request.GET.get(f"{name}_search", ""))
    context = {
        "name": name,
        "found": look_for_schools(text, request.GET.get(name, "")),
        "offers_all": "all" in request.GET,
    }
    template = "_search_results" if request.htmx else "school_search"
    return render(request, f"schools/{template}.html", context)


@require_safe
@grown_up
def school_detail(request: UserRequest, pk: int) -> HttpResponse:
    school = get_object_or_404(schools_visible_to(request.user), pk=pk)
    roles = working_roles(request.user)
    context = {
        "school": school,
        "classes": school.classes.filter(school_year__gte=school_year(today())),
        "locations": school.locations.all(),
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
        messages.success(request, _("De uitnodiging is verstuurd."))
        say_what_comes_back(request, form.cleaned_data["email"])
        return redirect("schools:school", pk=school.pk)
    context = {"form": form, "school": school}
    return render(request, "schools/contact_invite.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@grown_up
def contact_change(request: UserRequest, pk: int) -> HttpResponse:
    """One's own data; of nobody else."""
    contact = get_object_or_404(own_contacts(request.user), pk=pk)
    user = contact.user
    known = {
        "name": user.name,
        "function": contact.function,
        "language": user.language,
    }
    form = OwnContactForm(posted(request), initial=known)
    if form.is_valid():
        actions.change_contact(contact=contact, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("schools:school", pk=contact.school_id)
    context = {"form": form, "contact": contact}
    return render(request, "schools/contact_change.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@grown_up
def location_add(request: UserRequest, pk: int) -> HttpResponse:
    school = get_object_or_404(schools_visible_to(request.user), pk=pk)
    return _edit_location(request, Location(school=school))


@require_http_methods(["GET", "POST"])
@grown_up
def location_change(request: UserRequest, pk: int) -> HttpResponse:
    location = get_object_or_404(locations_visible_to(request.user), pk=pk)
    return _edit_location(request, location)


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


def _edit_location(request: UserRequest, location: Location) -> HttpResponse:
    if not rules.may_manage_schools(working_roles(request.user)):
        raise Http404
    form = LocationForm(posted(request), instance=location)
    if form.is_valid():
        actions.keep_location(location=form.save(commit=False), by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("schools:school", pk=location.school_id)
    context = {"form": form, "location": location}
    return render(request, "schools/location_form.html", context, status=_status(form))


def _status(form: BaseForm) -> int:
    return 422 if form.is_bound else 200
