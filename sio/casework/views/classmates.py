"""Classmates who are at home too: yes or no of the family, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.casework.views.door import enter, show
from sio.lessons import actions
from sio.trajects.forms import AgreeForm, RefuseForm
from sio.trajects.models import Traject
from sio.trajects.queries import (
    classmates_agreement,
    classmates_deciders,
    classmates_history,
    classmates_no,
    classmates_refusers,
    held_back_by_no,
)
from sio.trajects.rights import GUIDES, Act, Standings, may


@require_safe
@grown_up
def classmates(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_PLANS)
    may_agree = may(mine, Act.AGREE_CLASSMATES)
    context = {
        "agreement": classmates_agreement(traject),
        "may_agree": may_agree,
        "agree_form": _form(request, traject, mine) if may_agree else None,
        "refuse_form": _refuse_form(request, traject, mine) if may_agree else None,
        "is_guide": bool(mine & GUIDES),
        "no": classmates_no(traject) if may_agree else None,
        "held_back": may_agree and held_back_by_no(traject, request.user),
        "history": classmates_history(traject) if may_agree else [],
    }
    return show(request, traject, "classmates", "casework/classmates.html", context)


@require_POST
@grown_up
def classmates_agree(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.AGREE_CLASSMATES)
    form = _form(request, traject, mine)
    if form.is_valid():
        actions.agree_classmates(traject=traject, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Toch liever niet? Eén druk volstaat."))
    else:
        messages.error(request, _("Zeg wie van het gezin ermee instemt."))
    return redirect("dossier:classmates", traject.pk)


@require_POST
@grown_up
def classmates_withdraw(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.AGREE_CLASSMATES)
    form = _refuse_form(request, traject, mine)
    # Whatever was chosen: it stops.
    refused_by = form.cleaned_data["refused_by"] if form.is_valid() else None
    was_running = classmates_agreement(traject) is not None
    actions.withdraw_classmates(traject=traject, by=request.user, refused_by=refused_by)
    if form.errors:
        messages.error(request, _("Nog niet genoteerd wie nee zei: kies opnieuw."))
    elif was_running or not refused_by:
        messages.success(request, _("Gestopt, ook in een les die nu bezig is."))
    else:
        messages.success(request, _("Bewaard."))
    return redirect("dossier:classmates", traject.pk)


def _form(request: UserRequest, traject: Traject, mine: Standings) -> AgreeForm:
    """Of the family the person itself alone; who guides says who it was."""
    guardians = classmates_deciders(traject)
    if not mine & GUIDES:
        guardians = guardians.filter(user=request.user)
    return AgreeForm(_words(request), guardians=guardians)


def _refuse_form(request: UserRequest, traject: Traject, mine: Standings) -> RefuseForm:
    """Of the family nobody chooses: it is the no of who presses."""
    guardians = classmates_refusers(traject)
    if not mine & GUIDES:
        guardians = guardians.none()
    return RefuseForm(_words(request), guardians=guardians)


def _words(request: UserRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
