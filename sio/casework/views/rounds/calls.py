"""The calls of a round: the list to call, and the answers of one file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts.http import UserRequest, grown_up, posted, say_what_comes_back
from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.actions import rounds as actions
from sio.casework.figures_of_round import Question
from sio.casework.forms.rounds import CallerForm, SeenForm
from sio.casework.models import RoundCall
from sio.casework.queries.rounds import (
    calls_of_file,
    calls_visible_to,
    guardians_to_invite,
    questions_of_rounds,
    rounds_visible_to,
    told,
)
from sio.casework.views.rounds.answering import Answering
from sio.core.access_log import record_view
from sio.trajects.models import Traject
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rights import Standings

PAGE_SIZE = 50


@require_safe
@grown_up
def round_calls(request: UserRequest, pk: int) -> HttpResponse:
    """Who is still to be called, first who was never tried and waits longest."""
    shown = get_object_or_404(rounds_visible_to(request.user), pk=pk)
    if shown.is_draft:
        raise Http404
    mine = calls_visible_to(request.user).filter(round=shown)
    all_of_them = request.GET.get("wie") != "ik"
    waiting = mine.filter(answers_given=0)
    if not all_of_them:
        waiting = waiting.filter(caller=request.user)
    page = Paginator(waiting.prefetch_related("tries"), PAGE_SIZE).get_page(
        request.GET.get("blad")
    )
    rows = list(page)
    record_view(traject_id=None, page="round calls", by=request.user, count=len(rows))
    context = {
        "round": shown,
        "page": page,
        "calls": rows,
        "all_of_them": all_of_them,
        "extra": "" if all_of_them else "wie=ik",
        "total": mine.count(),
        "contacted": mine.filter(answers_given__gt=0).count(),
        "may_manage": rules.may_manage_rounds(working_roles(request.user)),
    }
    return render(request, "casework/round_calls.html", context)


@require_safe
@grown_up
def file_rounds(request: UserRequest, pk: int) -> HttpResponse:
    """Every round that this file is in, with what was answered."""
    traject, mine = _file_or_404(request, pk)
    record_view(traject_id=traject.pk, page="rounds", by=request.user)
    calls = list(calls_of_file(traject))
    questions = questions_of_rounds(call.round_id for call in calls)
    context = {
        "traject": traject,
        "calls": [
            _shown(call, questions[call.round_id], mine, request.user) for call in calls
        ],
        "is_family": rules.is_family(mine),
    }
    return render(request, "casework/file_rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def call_answer(request: UserRequest, pk: int, call_pk: int) -> HttpResponse:
    """The questions: for who calls during the call, and for the family itself."""
    traject, mine = _file_or_404(request, pk)
    call = get_object_or_404(calls_of_file(traject), pk=call_pk)
    if not rules.may_answer(mine):
        raise Http404
    as_family = rules.is_family(mine)
    answering = Answering(request, call, request.user, as_family=as_family)
    if answering.is_kept:
        messages.success(request, _("Bewaard. Dank je wel!"))
        if as_family:
            return redirect("casework:file_rounds", traject.pk)
        return redirect("casework:round_calls", call.round_id)
    record_view(traject_id=traject.pk, page="round", by=request.user)
    context = answering.context | {
        "tries": call.tries.select_related("by"),
        "may_manage": rules.may_manage_rounds(working_roles(request.user)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "casework/round_call.html", context, status=status)


@require_POST
@grown_up
def call_not_reached(request: UserRequest, pk: int, call_pk: int) -> HttpResponse:
    call = _call_or_404(request, pk, call_pk)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else -1
    actions.note_not_reached(call=call, seen=seen, by=request.user)
    messages.success(request, _("Genoteerd: niet bereikt."))
    return redirect("casework:round_calls", call.round_id)


@require_POST
@grown_up
def call_invitation(request: UserRequest, pk: int, call_pk: int) -> HttpResponse:
    """A personal link for each guardian."""
    call = _call_or_404(request, pk, call_pk)
    count = actions.invite_family(call=call, by=request.user)
    said = ngettext("%(count)s mail vertrekt.", "%(count)s mails vertrekken.", count)
    messages.success(request, said % {"count": count})
    mailed = guardians_to_invite(call.traject)
    say_what_comes_back(request, *(one.user.email for one in mailed))
    return redirect("casework:call_answer", pk, call.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def call_caller(request: UserRequest, pk: int, call_pk: int) -> HttpResponse:
    call = _call_or_404(request, pk, call_pk)
    if not rules.may_manage_rounds(working_roles(request.user)):
        raise Http404
    form = CallerForm(posted(request), initial={"caller": call.caller_id})
    if form.is_valid():
        actions.change_caller(
            call=call, caller=form.cleaned_data["caller"], by=request.user
        )
        messages.success(request, _("Bewaard."))
        return redirect("casework:call_answer", pk, call.pk)
    record_view(traject_id=pk, page="round", by=request.user)
    context = {"form": form, "call": call, "traject": call.traject}
    status = 422 if form.is_bound else 200
    return render(request, "casework/round_caller.html", context, status=status)


def _shown(
    call: RoundCall, questions: list[Question], mine: Standings, user: User
) -> dict[str, Any]:
    """One round on the page of a file; a family sees only what it said itself."""
    answers = sorted(call.answers.all(), key=lambda one: -one.number)
    seen = [
        (one, told(questions, one))
        for one in answers
        if rules.may_read_answers(mine) or one.by_id == user.pk
    ]
    shut_out = rules.is_family(mine) and answers and answers[0].by_id != user.pk
    return {
        "call": call,
        "answers": seen,
        "is_answered": bool(answers),
        "may_answer": call.round.is_open and rules.may_answer(mine) and not shut_out,
    }


def _file_or_404(request: UserRequest, pk: int) -> tuple[Traject, Standings]:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    mine = standings(traject, request.user)
    if not rules.may_answer(mine) and not rules.may_read_answers(mine):
        raise Http404
    return traject, mine


def _call_or_404(request: UserRequest, pk: int, call_pk: int) -> RoundCall:
    traject, mine = _file_or_404(request, pk)
    if not rules.may_call(mine):
        raise Http404
    return get_object_or_404(calls_of_file(traject), pk=call_pk)
