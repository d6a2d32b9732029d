"""Other teaching, the first appearance, and how the pupil returns."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sio.accounts.http import UserRequest, grown_up, posted
from sio.casework.queries.half_days import half_days_per_week
from sio.casework.views.door import FORM_PAGE, enter, show
from sio.trajects import actions
from sio.trajects.forms import (
    FirstAppearanceForm,
    OtherTeachingForm,
    ReturnStepForm,
)
from sio.trajects.models import FirstAppearance, OtherTeaching, ReturnStep
from sio.trajects.queries import agreed_class_text
from sio.trajects.rights import Act, may


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def teaching_list(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_PLANS)
    form = OtherTeachingForm(posted(request), instance=OtherTeaching(traject=traject))
    if form.is_valid():
        actions.keep_other_teaching(teaching=form.instance, by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("dossier:teaching", traject.pk)
    context = {
        "form": form,
        "rows": traject.other_teaching.all(),
        "may_guide": may(mine, Act.GUIDE),
    }
    return show(request, traject, "other teaching", "casework/teaching.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def teaching_change(request: UserRequest, pk: int, teaching_pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.GUIDE)
    teaching = get_object_or_404(traject.other_teaching, pk=teaching_pk)
    form = OtherTeachingForm(posted(request), instance=teaching)
    if form.is_valid():
        actions.keep_other_teaching(teaching=form.instance, by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("dossier:teaching", traject.pk)
    context = {"form": form, "title": _("Ander onderwijs")}
    return show(request, traject, "other teaching", FORM_PAGE, context)


@require_POST
@grown_up
def teaching_delete(request: UserRequest, pk: int, teaching_pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.SEE_PLANS)
    teaching = get_object_or_404(traject.other_teaching, pk=teaching_pk)
    actions.delete_other_teaching(teaching=teaching, by=request.user)
    messages.success(request, _("Weggehaald."))
    return redirect("dossier:teaching", traject.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def first_appearance(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_PLANS)
    known = FirstAppearance.objects.filter(traject=traject).first()
    plan = known or FirstAppearance(traject=traject)
    form = FirstAppearanceForm(posted(request), instance=plan)
    if form.is_valid():
        actions.keep_first_appearance(plan=form.instance, by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("casework:file", traject.pk)
    context = {
        "form": form,
        "plan": known,
        "class_text": agreed_class_text(traject),
        "may_guide": may(mine, Act.GUIDE),
    }
    template = "casework/first_appearance.html"
    return show(request, traject, "first appearance", template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def return_plan(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_PLANS)
    form = ReturnStepForm(posted(request), instance=ReturnStep(traject=traject))
    if form.is_valid():
        actions.keep_return_step(step=form.instance, by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("dossier:return_plan", traject.pk)
    context = {
        "form": form,
        "steps": traject.return_steps.all(),
        "weeks": half_days_per_week(traject),
        "minutes": settings.HALF_DAY_MINUTES,
        "may_guide": may(mine, Act.GUIDE),
    }
    return show(request, traject, "return plan", "casework/return_plan.html", context)


@require_POST
@grown_up
def return_step_delete(request: UserRequest, pk: int, step_pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.SEE_PLANS)
    actions.delete_return_step(traject=traject, step_pk=step_pk, by=request.user)
    messages.success(request, _("Weggehaald."))
    return redirect("dossier:return_plan", traject.pk)
