"""The schedule of a traject: the week, extra lessons, and exceptions on a day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts.http import UserRequest, grown_up
from sio.core.access_log import record_view
from sio.core.errors import DomainError
from sio.lessons import actions, rules
from sio.lessons.forms import ExceptionForm, ExtraLessonForm, SlotForm
from sio.lessons.models import Slot
from sio.lessons.queries import exceptions_ahead, extras_ahead, slots_now, week_table
from sio.trajects.models import Traject
from sio.trajects.queries import standings, trajects_visible_to


@require_safe
@grown_up
def schedule(request: UserRequest, pk: int) -> HttpResponse:
    return _page(request, _traject(request, pk))


@require_POST
@grown_up
def slot_add(request: UserRequest, pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    form = SlotForm(request.POST, school=traject.own_class.school)
    if not form.is_valid():
        return _page(request, traject, slot_form=form)
    try:
        actions.plan_slot(traject=traject, fields=form.slot_fields(), by=request.user)
    except DomainError as error:
        return _page(request, traject, slot_form=form, error=error)
    return redirect("lessons:schedule", pk=traject.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def slot_change(request: UserRequest, pk: int, slot_pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    slot = _slot(traject, slot_pk)
    form = SlotForm(
        request.POST or None, instance=slot, school=traject.own_class.school
    )
    context: dict[str, Any] = {"traject": traject, "slot": slot, "form": form}
    if form.is_valid():
        try:
            actions.change_slot(slot=slot, fields=form.slot_fields(), by=request.user)
        except DomainError as error:
            context["error"] = error
        else:
            return redirect("lessons:schedule", pk=traject.pk)
    record_view(traject_id=traject.pk, page="schedule", by=request.user)
    status = 422 if form.is_bound else 200
    return render(request, "lessons/slot.html", context, status=status)


@require_POST
@grown_up
def slot_delete(request: UserRequest, pk: int, slot_pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    slot = _slot(traject, slot_pk)
    actions.delete_slot(slot=slot, by=request.user)
    return redirect("lessons:schedule", pk=traject.pk)


@require_POST
@grown_up
def extra_add(request: UserRequest, pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    form = ExtraLessonForm(request.POST)
    if not form.is_valid():
        return _page(request, traject, extra_form=form)
    names = ("starts_at", "ends_at", "subject", "room")
    fields = {name: form.cleaned_data[name] for name in names}
    actions.plan_extra(traject=traject, by=request.user, **fields)
    return redirect("lessons:schedule", pk=traject.pk)


@require_POST
@grown_up
def extra_delete(request: UserRequest, pk: int, extra_pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    extras = traject.extra_lessons.select_related("traject")
    extra = get_object_or_404(extras, pk=extra_pk)
    actions.delete_extra(extra=extra, by=request.user)
    return redirect("lessons:schedule", pk=traject.pk)


@require_POST
@grown_up
def exception_add(request: UserRequest, pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    kinds = rules.kinds_to_say(standings(traject, request.user))
    form = ExceptionForm(request.POST, traject=traject, kinds=kinds)
    if not form.is_valid():
        return _page(request, traject, exception_form=form)
    names = ("on", "slot", "kind", "link")
    fields = {name: form.cleaned_data[name] for name in names}
    exception = actions.say_exception(traject=traject, by=request.user, **fields)
    if exception.link and not rules.is_known_meeting(exception.link):
        messages.warning(
            request,
            _("Deze link is niet van Teams, Meet of Smartschool. Kijk hem even na."),
        )
    return redirect("lessons:schedule", pk=traject.pk)


@require_POST
@grown_up
def exception_undo(request: UserRequest, pk: int, exception_pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    exceptions = traject.exceptions.select_related("traject")
    exception = get_object_or_404(exceptions, pk=exception_pk)
    actions.undo_exception(exception=exception, by=request.user)
    return redirect("lessons:schedule", pk=traject.pk)


def _traject(request: UserRequest, pk: int) -> Traject:
    return get_object_or_404(trajects_visible_to(request.user), pk=pk)


def _slot(traject: Traject, pk: int) -> Slot:
    return get_object_or_404(slots_now(traject).select_related("traject"), pk=pk)


def _page(
    request: UserRequest,
    traject: Traject,
    error: DomainError | None = None,
    **bound: Any,
) -> HttpResponse:
    """The whole page; a form that was refused stays as typed, with status 422."""
    record_view(traject_id=traject.pk, page="schedule", by=request.user)
    mine = standings(traject, request.user)
    kinds = rules.kinds_to_say(mine)
    context = {
        "traject": traject,
        "error": error,
        "week": week_table(traject),
        "exceptions": exceptions_ahead(traject),
        "extras": extras_ahead(traject),
        "may_plan": rules.may_plan(mine),
        "kinds": kinds,
        "may_see_links": rules.may_see_links(mine),
        "slot_form": SlotForm(school=traject.own_class.school),
        "extra_form": ExtraLessonForm(),
        "exception_form": ExceptionForm(traject=traject, kinds=kinds),
    }
    status = 422 if bound else 200
    return render(request, "lessons/schedule.html", context | bound, status=status)
