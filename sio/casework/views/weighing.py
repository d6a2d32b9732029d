"""Weighing feasibility: what everybody said, and what the family allows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sio.accounts.http import UserRequest, grown_up, posted
from sio.casework.actions.weighing import PAGE, add_note, record_word, withdraw_word
from sio.casework.forms.weighing import FamilyWordForm, NoteForm
from sio.casework.queries.weighing import (
    family_chose,
    notes_seen_by,
    overview,
    physician_may_be_asked,
    words_seen_by,
)
from sio.casework.views.door import enter
from sio.core.access_log import record_view
from sio.core.errors import DomainError
from sio.trajects.models import Traject
from sio.trajects.rights import Act, Standings, may

FIELDS = ("aspect", "source", "asked_whom", "asked_on", "leaning", "note")


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def feasibility(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = _enter(request, pk)
    form = NoteForm(request.POST) if request.method == "POST" else NoteForm.empty()
    if not form.is_valid():
        return _page(request, traject, mine, note_form=form)
    try:
        add_note(note=form.note_for(traject), by=request.user)
    except DomainError as error:
        return _page(request, traject, mine, note_form=form, error=error)
    messages.success(request, _("Bewaard bij de haalbaarheid."))
    return redirect("casework:feasibility", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def note_correct(request: UserRequest, pk: int, note_pk: int) -> HttpResponse:
    traject, mine = _enter(request, pk)
    if not may(mine, Act.GUIDE):
        raise Http404
    old = get_object_or_404(notes_seen_by(mine, traject), pk=note_pk)
    start = {name: getattr(old, name) for name in FIELDS}
    form, error = NoteForm(posted(request), initial=start), None
    if form.is_valid():
        try:
            add_note(note=form.note_for(traject), by=request.user, replaces=old)
        except DomainError as refusal:
            error = refusal
        else:
            messages.success(request, _("Verbeterd. Wat er stond, blijft bewaard."))
            return redirect("casework:feasibility", pk)
    record_view(traject_id=traject.pk, page=PAGE, by=request.user)
    context = {"traject": traject, "form": form, "error": error}
    status = 422 if form.is_bound else 200
    return render(request, "casework/note_form.html", context, status=status)


@require_POST
@grown_up
def word_record(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = _enter(request, pk)
    form = FamilyWordForm(request.POST, traject=traject)
    if not form.is_valid():
        return _page(request, traject, mine, word_form=form)
    try:
        record_word(word=form.word(), by=request.user)
    except DomainError as error:
        return _page(request, traject, mine, word_form=form, error=error)
    messages.success(request, _("Bewaard: zo zei de familie het."))
    return redirect("casework:feasibility", pk)


@require_POST
@grown_up
def word_withdraw(request: UserRequest, pk: int, word_pk: int) -> HttpResponse:
    traject, mine = _enter(request, pk)
    word = get_object_or_404(words_seen_by(mine, traject), pk=word_pk)
    withdraw_word(word=word, by=request.user)
    messages.success(request, _("Ingetrokken. Vanaf nu geldt dit niet meer."))
    return redirect("casework:feasibility", pk)


def _enter(request: UserRequest, pk: int) -> tuple[Traject, Standings]:
    """The file, for who sees what was said; for others there is no such page."""
    return enter(request, pk, Act.SEE_CASEWORK)


def _page(
    request: UserRequest, traject: Traject, mine: Standings, **more: Any
) -> HttpResponse:
    """With what was typed, if there is a form that could not be kept."""
    record_view(traject_id=traject.pk, page=PAGE, by=request.user)
    notes = list(notes_seen_by(mine, traject))
    context: dict[str, Any] = {
        "traject": traject,
        "rows": overview(notes),
        "words": words_seen_by(mine, traject),
        "chosen": family_chose(traject),
        "physician_allowed": physician_may_be_asked(traject),
        "may_guide": may(mine, Act.GUIDE),
        "note_form": NoteForm.empty(),
        "word_form": FamilyWordForm(traject=traject),
    } | more
    status = 422 if request.method == "POST" else 200
    return render(request, "casework/feasibility.html", context, status=status)
