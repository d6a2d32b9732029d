"""Deciding: what and why, then the letters as they will be sent, then sending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sio.accounts.http import UserRequest, grown_up, posted, say_what_comes_back
from sio.casework.actions.decision import (
    DecisionOvertaken,
    Verdict,
    decide,
    letters_for,
    seen_of,
)
from sio.casework.forms.decision import DecisionForm, LetterForm, proposed
from sio.casework.models import Decision
from sio.casework.queries.decision import outcomes_now
from sio.casework.queries.letters import addressees
from sio.casework.queries.weighing import family_chose
from sio.casework.views.door import enter
from sio.core.access_log import record_view
from sio.core.errors import DomainError
from sio.trajects.models import Traject
from sio.trajects.queries import standings
from sio.trajects.rights import Act, Standings, may

PAGE = "decision"


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def decision(request: UserRequest, pk: int) -> HttpResponse:
    """Form, then the letters, then the decision: `stap` says which."""
    traject, _mine = enter(request, pk, Act.SEE_CASEWORK)
    step = request.POST.get("stap", "")
    is_last = step == "verstuur"
    form = DecisionForm(posted(request), traject=traject, any_outcome=is_last)
    if is_last and form.is_valid():
        return _send(request, traject, form)
    if form.is_bound and request.POST.get("gezien", "") != seen_of(traject):
        form.add_error(None, DecisionOvertaken().message)
    if step == "terug" or not form.is_valid():
        return _ask(request, traject, form)
    return _preview(request, traject, form)


def _ask(request: UserRequest, traject: Traject, form: DecisionForm) -> HttpResponse:
    """The first screen; edited letters are carried along."""
    mine = _note_look(request, traject)
    going_back = request.POST.get("stap") == "terug"
    context = {
        "traject": traject,
        "form": form,
        "seen": seen_of(traject),
        "may_decide": may(mine, Act.DECIDE),
        "outcomes": outcomes_now(traject.state),
        "chosen": family_chose(traject),
        "decisions": _decisions(traject),
        "carried": _carried(request),
    }
    status = 422 if form.is_bound and not going_back else 200
    return render(request, "casework/decision.html", context, status=status)


def _preview(
    request: UserRequest, traject: Traject, form: DecisionForm, **more: Any
) -> HttpResponse:
    """The letters as they will be sent; as typed if it was for this very verdict."""
    verdict = form.verdict
    written_for = _written_for(verdict)
    people = addressees(traject)
    texts = letters_for(traject=traject, verdict=verdict, by=request.user)
    letters = proposed(people, texts)
    if request.POST.get("geschreven_voor") == written_for:
        letters = [_as_typed(request, letter) for letter in letters]
    return _show_letters(request, traject, form, letters, **more)


def _send(request: UserRequest, traject: Traject, form: DecisionForm) -> HttpResponse:
    """Decide; whatever stands in the way, what was typed is there again."""
    letters = [LetterForm(request.POST, to=to) for to in addressees(traject)]
    known = [letter for letter in letters if letter.add_prefix("body") in request.POST]
    wrong = [letter for letter in known if not letter.is_valid()]
    if wrong:
        return _show_letters(request, traject, form, known, status=422)
    try:
        made = decide(
            traject=traject,
            verdict=form.verdict,
            letters={letter.to.key: letter.text for letter in known},
            seen=request.POST.get("gezien", ""),
            by=request.user,
        )
    except DomainError as error:
        if len(known) != len(letters):
            return _preview(request, traject, form, error=error, status=422)
        return _show_letters(request, traject, form, known, error=error, status=422)
    messages.success(request, _said(made))
    say_what_comes_back(request, *(letter.to.email for letter in letters))
    return redirect("casework:file", traject.pk)


def _show_letters(
    request: UserRequest,
    traject: Traject,
    form: DecisionForm,
    letters: list[LetterForm],
    *,
    error: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    _note_look(request, traject)
    context = {
        "traject": traject,
        "form": form,
        "verdict": form.verdict,
        "letters": letters,
        "seen": request.POST.get("gezien", ""),
        "written_for": _written_for(form.verdict),
        "error": error,
    }
    return render(request, "casework/decision_letters.html", context, status=status)


def _note_look(request: UserRequest, traject: Traject) -> Standings:
    mine = standings(traject, request.user)
    record_view(traject_id=traject.pk, page=PAGE, by=request.user)
    return mine


def _as_typed(request: UserRequest, letter: LetterForm) -> LetterForm:
    """The same letter with the words that came along, if they did."""
    typed = {
        name: request.POST[letter.add_prefix(name)]
        for name in letter.fields
        if letter.add_prefix(name) in request.POST
    }
    return LetterForm(to=letter.to, initial={**letter.initial, **typed})


def _carried(request: UserRequest) -> list[tuple[str, str]]:
    """Letters that were edited, so that looking at the first screen loses nothing."""
    return [
        (name, str(request.POST[name]))
        for name in request.POST
        if name.startswith("letter-") or name == "geschreven_voor"
    ]


def _written_for(verdict: Verdict) -> str:
    """Another verdict asks for another letter."""
    rule = verdict.rule.key if verdict.rule else ""
    return f"{verdict.outcome} {verdict.look_again_on or ''} {rule}"


def _decisions(traject: Traject) -> list[Decision]:
    rows = traject.decisions.select_related("by").prefetch_related("letters")
    return list(rows.order_by("-at", "-pk"))


def _said(made: Decision) -> str:
    mailed = made.letters.exclude(sent_at=None).count()
    return ngettext(
        "Beslist: %(outcome)s. %(count)s brief is onderweg.",
        "Beslist: %(outcome)s. %(count)s brieven zijn onderweg.",
        mailed,
    ) % {"outcome": made.get_outcome_display(), "count": mailed}
