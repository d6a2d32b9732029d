"""The helpdesk: which questions are open, opening one, and the page of its figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts.http import UserRequest, grown_up, posted
from sio.core.access_log import record_view
from sio.lessons import actions, rules
from sio.lessons.actions.help import PAGE
from sio.lessons.desk_texts import DESK_TEXTS
from sio.lessons.forms import QuestionForm
from sio.lessons.models import HelpQuestion
from sio.lessons.queries import helps_for, open_questions, questions_visible_to
from sio.trajects.queries import standings, trajects_visible_to


@require_safe
@grown_up
def questions(request: UserRequest) -> HttpResponse:
    if not rules.is_helpdesk(request.roles):
        raise Http404
    now_open = open_questions(timezone.now())
    shown = list(questions_visible_to(request.user).filter(pk__in=now_open))
    record_view(traject_id=None, page=PAGE, by=request.user, count=len(shown))
    return render(request, "lessons/questions.html", {"questions": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def question_open(request: UserRequest, pk: int) -> HttpResponse:
    """Who sees the traject but may not help finds nothing here."""
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    if not rules.may_help(standings(traject, request.user)):
        raise Http404
    form = QuestionForm(posted(request))
    if form.is_valid():
        fields = form.cleaned_data
        question = actions.open_question(traject=traject, by=request.user, **fields)
        return redirect("lessons:question", pk=question.pk)
    known = helps_for([traject], timezone.now()).get(traject.pk)
    if known and not form.is_bound:
        return redirect("lessons:question", pk=known.question)
    record_view(traject_id=traject.pk, page=PAGE, by=request.user)
    context = {"traject": traject, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "lessons/question_open.html", context, status=status)


@require_safe
@grown_up
def question(request: UserRequest, pk: int) -> HttpResponse:
    shown = _question(request, pk)
    record_view(traject_id=shown.traject_id, page=PAGE, by=request.user)
    context: dict[str, Any] = {
        "question": shown,
        "traject": shown.traject,
        "is_open": rules.is_open(shown, timezone.now()),
        "config": {"socket": f"/ws/helpdesk/{shown.pk}/"},
        "texts": DESK_TEXTS,
    }
    return render(request, "lessons/question.html", context)


@require_POST
@grown_up
def question_close(request: UserRequest, pk: int) -> HttpResponse:
    actions.close_question(question=_question(request, pk), by=request.user)
    messages.success(request, _("De vraag is gesloten. Niemand kijkt nog mee."))
    return redirect("lessons:questions")


def _question(request: UserRequest, pk: int) -> HelpQuestion:
    shown = get_object_or_404(questions_visible_to(request.user), pk=pk)
    if not rules.may_see_line(standings(shown.traject, request.user)):
        raise Http404
    return shown
