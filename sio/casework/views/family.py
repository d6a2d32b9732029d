"""Households, the people in them, and whom a grown pupil lets stay."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts.http import UserRequest, grown_up, posted
from sio.casework.views.door import FORM_PAGE, enter, show
from sio.core.time import today
from sio.lessons import actions as lessons
from sio.trajects import actions
from sio.trajects.forms import HouseholdForm, PlaceForm, SelfForm
from sio.trajects.models import Guardian, Household, Traject
from sio.trajects.queries import (
    guardian_row,
    guardians_of,
    households_seen_by,
    is_adult,
    parents_of,
)
from sio.trajects.rights import GUIDES, Act, may


@require_safe
@grown_up
def household_list(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_ADDRESSES, Act.CHANGE_HOUSEHOLD)
    households = households_seen_by(traject, request.user)
    people = list(guardians_of(traject))
    staff = may(mine, Act.SEE_ADDRESSES)
    context = {
        "households": [
            {
                "household": one,
                "people": [p for p in people if p.household_id == one.pk],
            }
            for one in households
        ],
        "others": [p for p in people if p.household_id is None] if staff else [],
        "me": guardian_row(traject, request.user),
        "may_guide": may(mine, Act.GUIDE),
        "see_addresses": staff,
    }
    return show(request, traject, "household", "casework/household_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def household_add(request: UserRequest, pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.GUIDE)
    return _edit_household(request, Household(traject=traject))


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def household_change(request: UserRequest, pk: int, household_pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.CHANGE_HOUSEHOLD)
    seen = households_seen_by(traject, request.user)
    household = get_object_or_404(seen, pk=household_pk)
    return _edit_household(request, household)


def _edit_household(request: UserRequest, household: Household) -> HttpResponse:
    traject = household.traject
    form = HouseholdForm(posted(request), instance=household)
    if form.is_valid():
        actions.keep_household(household=form.instance, by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("dossier:households", traject.pk)
    context = {
        "form": form,
        "title": _("Gezin"),
        "intro": _("Een ander gezin van dezelfde leerling ziet hier niets van."),
    }
    return show(request, traject, "household", FORM_PAGE, context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def guardian(request: UserRequest, pk: int, guardian_pk: int) -> HttpResponse:
    """One's own data for who it is about; for who guides, where somebody lives."""
    traject, mine = enter(request, pk, Act.GUIDE, Act.CHANGE_SELF)
    person = get_object_or_404(guardians_of(traject), pk=guardian_pk)
    if person.user_id == request.user.pk:
        return _change_self(request, traject, person)
    if not may(mine, Act.GUIDE):
        raise Http404
    form = PlaceForm(posted(request), instance=person, traject=traject)
    if form.is_valid():
        lessons.place_guardian(guardian=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("dossier:households", traject.pk)
    context = {"form": form, "title": person.user.name}
    return show(request, traject, "guardian", FORM_PAGE, context)


def _change_self(
    request: UserRequest, traject: Traject, person: Guardian
) -> HttpResponse:
    user = person.user
    known = {"name": user.name, "phone": person.phone, "language": user.language}
    form = SelfForm(posted(request), initial=known)
    if form.is_valid():
        actions.change_self(guardian=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("casework:file", traject.pk)
    context = {"form": form, "title": _("Mijn gegevens")}
    return show(request, traject, "guardian", FORM_PAGE, context)


@require_safe
@grown_up
def parents_access(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.LET_PARENT, Act.GUIDE)
    adult = is_adult(traject, today())
    context = {
        "parents": parents_of(traject),
        "adult": adult,
        "may_let": adult and may(mine, Act.LET_PARENT),
        "is_staff": bool(mine & GUIDES),
    }
    return show(request, traject, "parents", "casework/parents_access.html", context)


@require_POST
@grown_up
def parent_stay(request: UserRequest, pk: int, guardian_pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.LET_PARENT, Act.GUIDE)
    parent = get_object_or_404(parents_of(traject), pk=guardian_pk)
    actions.let_parent_stay(guardian=parent, by=request.user)
    messages.success(request, _("%(name)s houdt toegang.") % {"name": parent.user})
    return redirect("dossier:parents", traject.pk)


@require_POST
@grown_up
def parent_go(request: UserRequest, pk: int, guardian_pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.LET_PARENT, Act.GUIDE)
    parent = get_object_or_404(parents_of(traject), pk=guardian_pk)
    lessons.let_parent_go(guardian=parent, by=request.user)
    said = _("%(name)s heeft geen toegang meer.") % {"name": parent.user}
    messages.success(request, said)
    return redirect("dossier:parents", traject.pk)
