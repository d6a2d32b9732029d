"""Letters: in the file for who may read them, and by a mailed code for who got one."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.casework.actions.letters import ACTOR, mail_letter_code, open_letter
from sio.casework.models import Letter
from sio.casework.queries.letters import letters_seen_by
from sio.casework.views.door import enter
from sio.core.access_log import record_view
from sio.core.errors import DomainError
from sio.intake.codes import LASTS, AnyRequest
from sio.intake.forms.code import CodeForm
from sio.trajects.rights import Act, may

OPENED = "opened_letters"  # key in the session: until when, by uuid
READABLE = LASTS  # half an hour, as long as a code


@require_safe
@grown_up
def letter_list(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_LETTERS)
    record_view(traject_id=traject.pk, page="letters", by=request.user)
    context = {
        "traject": traject,
        "letters": letters_seen_by(mine, request.user, traject),
        "is_staff": may(mine, Act.SEE_CASEWORK),
    }
    return render(request, "casework/letter_list.html", context)


@require_safe
@grown_up
def letter_read(request: UserRequest, pk: int, letter_pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_LETTERS)
    letters = letters_seen_by(mine, request.user, traject)
    letter = get_object_or_404(letters, pk=letter_pk)
    record_view(traject_id=traject.pk, page="letter", by=request.user)
    context = {"letter": letter, "traject": traject}
    return render(request, "casework/letter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_open(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A button, then the code, then the letter. The same for a letter that is none."""
    letter = Letter.objects.filter(uuid=uuid).first()
    if request.method == "POST":
        step = request.POST.get("stap", "")
        if step == "sluit":
            return _close(request, uuid)
        return (
            _enter(request, uuid, letter)
            if step == "open"
            else _mail(request, uuid, letter)
        )
    if letter is None or not _is_open(request, uuid):
        return _door(request, uuid)
    record_view(traject_id=letter.traject_id, page="letter", by=None, actor=ACTOR)
    return render(request, "casework/letter.html", {"letter": letter, "uuid": uuid})


def _mail(request: HttpRequest, uuid: UUID, letter: Letter | None) -> HttpResponse:
    try:
        handle = mail_letter_code(
            uuid=uuid,
            letter=letter,
            language=get_language() or "",
            request=cast(AnyRequest, request),
        )
    except DomainError as error:
        return _door(request, uuid, error=error)
    return _door(request, uuid, CodeForm(initial={"handle": handle}))


def _enter(request: HttpRequest, uuid: UUID, letter: Letter | None) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _door(request, uuid, form)
    told = form.cleaned_data
    try:
        open_letter(letter=letter, handle=told["handle"], typed=told["code"])
    except DomainError as error:
        return _door(request, uuid, form, error=error)
    until = timezone.now() + READABLE
    opened = request.session.get(OPENED, {})
    request.session[OPENED] = {**opened, str(uuid): until.isoformat()}
    return redirect("casework:letter_open", uuid)


def _close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Whoever sits down here next sees nothing."""
    opened = request.session.get(OPENED, {})
    if opened.pop(str(uuid), None):
        request.session[OPENED] = opened
    messages.success(request, _("De brief is gesloten."))
    return redirect("casework:letter_open", uuid)


def _is_open(request: HttpRequest, uuid: UUID) -> bool:
    until = request.session.get(OPENED, {}).get(str(uuid))
    return until is not None and timezone.now() < datetime.fromisoformat(until)


def _door(
    request: HttpRequest,
    uuid: UUID,
    form: CodeForm | None = None,
    *,
    error: DomainError | None = None,
) -> HttpResponse:
    refused = error is not None or (form is not None and form.is_bound)
    context = {"uuid": uuid, "form": form, "error": error}
    return render(
        request, "casework/letter_door.html", context, status=422 if refused else 200
    )
