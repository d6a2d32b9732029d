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
    notes_visible_to,
    overview,
    physician_may_be_asked,
    words_visible_to,
)
from sio.core.access_log import record_view
from sio.core.errors import DomainError
from sio.trajects.models import Traject
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rights import Act, may

FIELDS = ("aspect", "source", "asked_whom", "asked_on", "leaning", "note")


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def feasibility(request: UserRequest, pk: int) -> HttpResponse:
    traject = _traject_or_404(request, pk)
    form = NoteForm(request.POST) if request.method == "POST" else NoteForm.empty()
    if not form.is_valid():
        return _page(request, traject, note_form=form)
    try:
        add_note(note=form.note_for(traject), by=request.user)
    except DomainError as error:
        return _page(request, traject, note_form=form, error=error)
    messages.success(request, _("Bewaard bij de haalbaarheid."))
    return redirect("casework:feasibility", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def note_correct(request: UserRequest, pk: int, note_pk: int) -> HttpResponse:
    traject = _traject_or_404(request, pk)
    if not may(standings(traject, request.user), Act.GUIDE):
        raise Http404
    old = get_object_or_404(notes_visible_to(request.user, traject), pk=note_pk)
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
    record_view(traject_id=pk, page=PAGE, by=request.user)
    context = {"traject": traject, "form": form, "error": error}
    status = 422 if form.is_bound else 200
    return render(request, "casework/note_form.html", context, status=status)


@require_POST
@grown_up
def word_record(request: UserRequest, pk: int) -> HttpResponse:
    traject = _traject_or_404(request, pk)
    form = FamilyWordForm(request.POST, traject=traject)
    if not form.is_valid():
        return _page(request, traject, word_form=form)
    try:
        record_word(word=form.word(), by=request.user)
    except DomainError as error:
        return _page(request, traject, word_form=form, error=error)
    messages.success(request, _("Bewaard: zo zei de familie het."))
    return redirect("casework:feasibility", pk)


@require_POST
@grown_up
def word_withdraw(request: UserRequest, pk: int, word_pk: int) -> HttpResponse:
    traject = _traject_or_404(request, pk)
    word = get_object_or_404(words_visible_to(request.user, traject), pk=word_pk)
    withdraw_word(word=word, by=request.user)
    messages.success(request, _("Ingetrokken. Vanaf nu geldt dit niet meer."))
    return redirect("casework:feasibility", pk)


def _traject_or_404(request: UserRequest, pk: int) -> Traject:
    """Only for who sees what was said; for others there is no such page."""
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    if not may(standings(traject, request.user), Act.SEE_CASEWORK):
        raise Http404
    return traject


def _page(request: UserRequest, traject: Traject, **more: Any) -> HttpResponse:
    """With what was typed, if there is a form that could not be kept."""
    record_view(traject_id=traject.pk, page=PAGE, by=request.user)
    notes = list(notes_visible_to(request.user, traject))
    context: dict[str, Any] = {
        "traject": traject,
        "rows": overview(notes),
        "words": words_visible_to(request.user, traject),
        "chosen": family_chose(traject),
        "physician_allowed": physician_may_be_asked(traject),
        "may_guide": may(standings(traject, request.user), Act.GUIDE),
        "note_form": NoteForm.empty(),
        "word_form": FamilyWordForm(traject=traject),
    } | more
    status = 422 if request.method == "POST" else 200
    return render(request, "casework/feasibility.html", context, status=status)
