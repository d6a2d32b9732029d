"""Notes that help, and messages to who guides the file."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sio.accounts.http import UserRequest, grown_up, posted, say_what_comes_back
from sio.casework.views.door import enter, show
from sio.trajects import actions
from sio.trajects.forms import AnswerForm, MessageForm, NoteForm
from sio.trajects.queries import messages_seen_by, notes_seen_by
from sio.trajects.rights import Act, may

PAGE_SIZE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def notes(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_PLANS)
    form = NoteForm(posted(request))
    if form.is_valid():
        actions.add_note(traject=traject, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("dossier:notes", traject.pk)
    rows = Paginator(notes_seen_by(traject, request.user), PAGE_SIZE)
    context = {
        "form": form,
        "page": rows.get_page(request.GET.get("blad")),
        "may_write": may(mine, Act.WRITE_NOTE),
    }
    return show(request, traject, "notes", "casework/notes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def message_list(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_CASEWORK, Act.WRITE_CONSULTANT)
    form = MessageForm(posted(request))
    if form.is_valid():
        actions.write_consultant(traject=traject, by=request.user, **form.cleaned_data)
        messages.success(request, _("Je bericht is verstuurd."))
        return redirect("dossier:messages", traject.pk)
    rows = Paginator(messages_seen_by(traject, request.user), PAGE_SIZE)
    context = {
        "form": form,
        "page": rows.get_page(request.GET.get("blad")),
        "may_write": may(mine, Act.WRITE_CONSULTANT),
        "may_answer": may(mine, Act.GUIDE),
        "answer_form": AnswerForm(),
    }
    return show(request, traject, "messages", "casework/messages.html", context)


@require_POST
@grown_up
def message_answer(request: UserRequest, pk: int, message_pk: int) -> HttpResponse:
    traject, _mine = enter(request, pk, Act.SEE_CASEWORK, Act.WRITE_CONSULTANT)
    seen = messages_seen_by(traject, request.user)
    message = get_object_or_404(seen, pk=message_pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "message": message}
        template = "casework/message_answer.html"
        return show(request, traject, "messages", template, context)
    actions.answer_message(message=message, by=request.user, **form.cleaned_data)
    messages.success(request, _("Bewaard."))
    if form.cleaned_data["answer"]:
        say_what_comes_back(request, message.sender.email)
    return redirect("dossier:messages", traject.pk)
