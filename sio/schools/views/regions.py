"""Screens of the regions: what they cover, and who looks after them."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
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
from sio.schools import actions, rules
from sio.schools.forms import AreaForm, RegionConsultantForm, RegionForm
from sio.schools.models import Region, RegionArea, RegionConsultant
from sio.schools.queries import region_gaps, regions_visible_to


@require_safe
@grown_up
def region_list(request: UserRequest) -> HttpResponse:
    _check_manages_regions(request)
    context = {"regions": _whole(request), "gaps": region_gaps()}
    return render(request, "schools/region_list.html", context)


@require_http_methods(["GET", "POST"])
@grown_up
def region_add(request: UserRequest) -> HttpResponse:
    _check_manages_regions(request)
    return _edit_region(request, Region())


@require_http_methods(["GET", "POST"])
@grown_up
def region_rename(request: UserRequest, pk: int) -> HttpResponse:
    return _edit_region(request, _region(request, pk))


@require_safe
@grown_up
def region_detail(request: UserRequest, pk: int) -> HttpResponse:
    return _show(request, pk)


@require_POST
@grown_up
def area_add(request: UserRequest, pk: int) -> HttpResponse:
    region, form = _region(request, pk), AreaForm(request.POST)
    if not form.is_valid():
        return _show(request, pk, area_form=form)
    actions.add_area(region=region, by=request.user, **form.cleaned_data)
    messages.success(request, _("Bewaard."))
    return redirect("schools:region", pk=pk)


@require_POST
@grown_up
def area_delete(request: UserRequest, pk: int, area_pk: int) -> HttpResponse:
    areas = RegionArea.objects.filter(region=_region(request, pk))
    area = get_object_or_404(areas, pk=area_pk)
    actions.delete_area(area=area, by=request.user)
    messages.success(request, _("Het gebied is geschrapt."))
    return redirect("schools:region", pk=pk)


@require_POST
@grown_up
def region_consultant_add(request: UserRequest, pk: int) -> HttpResponse:
    region, form = _region(request, pk), RegionConsultantForm(request.POST)
    if not form.is_valid():
        return _show(request, pk, consultant_form=form)
    actions.add_region_consultant(region=region, by=request.user, **form.cleaned_data)
    messages.success(request, _("Bewaard."))
    return redirect("schools:region", pk=pk)


@require_POST
@grown_up
def region_consultant_end(request: UserRequest, pk: int, held_pk: int) -> HttpResponse:
    of_region = RegionConsultant.objects.filter(region=_region(request, pk))
    held = get_object_or_404(of_region, pk=held_pk)
    actions.end_region_consultant(held=held, by=request.user)
    messages.success(request, _("De consulent doet deze regio niet meer."))
    return redirect("schools:region", pk=pk)


def _show(
    request: UserRequest,
    pk: int,
    *,
    area_form: AreaForm | None = None,
    consultant_form: RegionConsultantForm | None = None,
) -> HttpResponse:
    context = {
        "region": get_object_or_404(_whole(request), pk=pk),
        "area_form": area_form or AreaForm(),
        "consultant_form": consultant_form or RegionConsultantForm(),
    }
    status = 422 if area_form or consultant_form else 200
    return render(request, "schools/region_detail.html", context, status=status)


def _edit_region(request: UserRequest, region: Region) -> HttpResponse:
    form = RegionForm(posted(request), instance=region)
    if form.is_valid():
        kept = actions.keep_region(region=form.save(commit=False), by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("schools:region", pk=kept.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "region": region}
    return render(request, "schools/region_form.html", context, status=status)


def _whole(request: UserRequest) -> QuerySet[Region]:
    """The regions with what they cover and who looks after them now; three queries."""
    working = RegionConsultant.objects.filter(ended_at=None).select_related("user")
    return regions_visible_to(request.user).prefetch_related(
        "areas", Prefetch("consultants", working.order_by("user__name"))
    )


def _region(request: UserRequest, pk: int) -> Region:
    return get_object_or_404(regions_visible_to(request.user), pk=pk)


def _check_manages_regions(request: UserRequest) -> None:
    if not rules.may_manage_regions(working_roles(request.user)):
        raise Http404
