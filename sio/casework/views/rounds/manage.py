"""A round for who makes it, and its results."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.actions import rounds as actions
from sio.casework.forms.rounds import QuestionForm, RoundForm
from sio.casework.models import Round
from sio.casework.queries.choice import Choice, files_chosen
from sio.casework.queries.invitations import mailing_of
from sio.casework.queries.rounds import (
    progress_of,
    questions_of,
    results_of,
    rounds_visible_to,
    with_progress,
)
from sio.casework.round_texts import choice_in_words, results_rows, shown_figures
from sio.core.access_log import record_export
from sio.core.spreadsheet import csv_of


@require_safe
@grown_up
def round_list(request: UserRequest) -> HttpResponse:
    roles = working_roles(request.user)
    if not rules.may_see_rounds(roles):
        raise Http404
    context = {
        "rounds": with_progress(rounds_visible_to(request.user)),
        "may_manage": rules.may_manage_rounds(roles),
    }
    return render(request, "casework/round_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def round_make(request: UserRequest) -> HttpResponse:
    if not rules.may_manage_rounds(working_roles(request.user)):
        raise Http404
    form = RoundForm(posted(request))
    if form.is_valid():
        made = actions.make_round(
            name=form.cleaned_data["name"],
            why=form.cleaned_data["why"],
            choice=form.choice,
            by=request.user,
        )
        return redirect("casework:round", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "casework/round_make.html", {"form": form}, status=status)


@require_safe
@grown_up
def round_page(request: UserRequest, pk: int) -> HttpResponse:
    """A draft with its questions; once opened the results of this moment."""
    shown = get_object_or_404(rounds_visible_to(request.user), pk=pk)
    choice = Choice.read(shown.chosen)
    context = {
        "round": shown,
        "chosen": choice_in_words(choice),
        "may_manage": rules.may_manage_rounds(working_roles(request.user)),
    }
    if shown.is_draft:
        context["questions"] = questions_of(shown)
        context["asks"] = files_chosen(choice, request.user).count()
        return render(request, "casework/round_draft.html", context)
    results = results_of(shown)
    context |= {
        "results": results,
        "figures": [shown_figures(one) for one in results.questions],
        "progress": progress_of(shown),
        "mailing": mailing_of(shown, request.user),
    }
    return render(request, "casework/round_results.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def round_question(request: UserRequest, pk: int) -> HttpResponse:
    """One more question, at the end."""
    draft = _managed_or_404(request, pk)
    form = QuestionForm(posted(request), asked_in=draft)
    if form.is_valid():
        asked_if, code = form.condition(draft)
        actions.add_question(
            asked_in=draft,
            text=form.cleaned_data["text"],
            kind=form.cleaned_data["kind"],
            choices=form.cleaned_data["choices"],
            asked_if=asked_if,
            asked_if_code=code,
            by=request.user,
        )
        return redirect("casework:round", draft.pk)
    context = {"form": form, "round": draft}
    status = 422 if form.is_bound else 200
    return render(request, "casework/round_question.html", context, status=status)


@require_POST
@grown_up
def round_question_off(request: UserRequest, pk: int, question_pk: int) -> HttpResponse:
    draft = _managed_or_404(request, pk)
    question = get_object_or_404(draft.questions, pk=question_pk)
    actions.remove_question(question=question, by=request.user)
    return redirect("casework:round", draft.pk)


@require_POST
@grown_up
def round_opening(request: UserRequest, pk: int) -> HttpResponse:
    draft = _managed_or_404(request, pk)
    count = actions.open_round(asked_in=draft, by=request.user)
    said = ngettext(
        "Geopend: er is %(count)s gezin om te bellen.",
        "Geopend: er zijn %(count)s gezinnen om te bellen.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("casework:round", draft.pk)


@require_POST
@grown_up
def round_closing(request: UserRequest, pk: int) -> HttpResponse:
    running = _managed_or_404(request, pk)
    actions.close_round(asked_in=running, by=request.user)
    messages.success(request, _("Afgesloten. De antwoorden blijven staan."))
    return redirect("casework:round", running.pk)


@require_POST
@grown_up
def round_spread(request: UserRequest, pk: int) -> HttpResponse:
    running = _managed_or_404(request, pk)
    count = actions.spread_calls(asked_in=running, by=request.user)
    said = ngettext(
        "%(count)s gezin heeft nu een andere beller.",
        "%(count)s gezinnen hebben nu een andere beller.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("casework:round_calls", running.pk)


@require_POST
@grown_up
def round_invitations(request: UserRequest, pk: int) -> HttpResponse:
    """Mail the next families their link; without htmx all that are left."""
    running = get_object_or_404(rounds_visible_to(request.user), pk=pk)
    if request.htmx:  # the page goes on by itself, some families at a time
        count = actions.invite_next(asked_in=running, by=request.user)
        mailing = mailing_of(running, request.user)
        context = {"round": running, "mailing": mailing, "mailed": count}
        context["goes_on"] = bool(count and mailing.families)
        return render(request, "casework/round_results.html#mailing", context)
    count = actions.invite_all(asked_in=running, by=request.user)
    said = ngettext(
        "%(count)s gezin krijgt een mail.",
        "%(count)s gezinnen krijgen een mail.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("casework:round", running.pk)


@require_safe
@grown_up
def round_export(request: UserRequest, pk: int) -> HttpResponse:
    """The results as a file: numbers, and of how many; no names and no free text."""
    shown = get_object_or_404(rounds_visible_to(request.user), pk=pk)
    if shown.is_draft:
        raise Http404
    results = results_of(shown)
    record_export(
        traject_id=None,
        page="round results",
        by=request.user,
        count=results.contacted,
    )
    response = HttpResponse(
        csv_of(results_rows(shown, results)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="bevraging-{pk}.csv"'
    return response


def _managed_or_404(request: UserRequest, pk: int) -> Round:
    if not rules.may_manage_rounds(working_roles(request.user)):
        raise Http404
    return get_object_or_404(rounds_visible_to(request.user), pk=pk)
