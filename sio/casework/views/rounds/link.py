"""The personal link of a family: its questions, behind a code to the own mailbox.

A link that is forwarded opens nothing: the code goes to the guardian whom it is for.
"""

from __future__ import annotations

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from sio.casework.models import RoundInvitation
from sio.casework.queries.rounds import invitations_now
from sio.casework.views.rounds.answering import Answering
from sio.core.access_log import record_view
from sio.core.errors import DomainError
from sio.intake.codes import AnyRequest, Mail, mail_code, use_code
from sio.intake.forms.code import CodeForm

_PREFIX = "" if settings.SIO_DEMO else "__Host-"
COOKIE_NAME = f"{_PREFIX}sio_round"
SALT = "sio.casework.round"
PURPOSE = "round"
SHOWN_FOR = timedelta(minutes=30)
WHY = "mailed-code"


@require_http_methods(["GET", "HEAD", "POST"])
def round_link(request: HttpRequest, link: UUID) -> HttpResponse:
    """Asks for a code; once that was typed, the questions. POST answers them."""
    invitation = get_object_or_404(invitations_now(), link=link)
    call, guardian = invitation.call, invitation.guardian
    if not call.round.is_open:
        return render(request, "casework/round_link_closed.html")
    if not _is_opened(request, invitation):
        return render(request, "casework/round_link.html", {"link": link})
    answering = Answering(request, call, guardian.user, as_family=True, why=WHY)
    if answering.is_kept:
        response = render(request, "casework/round_link_thanks.html")
        return _forgotten(response)
    record_view(traject_id=call.traject_id, page="round", by=guardian.user, why=WHY)
    context = answering.context | {"link": link}
    status = 422 if request.method == "POST" else 200
    return render(request, "casework/round_link_questions.html", context, status=status)


@require_POST
def round_link_code(request: HttpRequest, link: UUID) -> HttpResponse:
    """Mail a code; with a code typed, open the questions in this browser."""
    invitation = get_object_or_404(invitations_now(), link=link)
    form = CodeForm(request.POST if "code" in request.POST else None)
    try:
        if "mail" not in request.POST and not form.is_bound:
            return redirect("casework:round_link", link)
        if not form.is_bound:
            form = CodeForm(initial={"handle": _mailed(request, invitation)})
        elif form.is_valid() and _fits(form, invitation):
            return _opened(invitation)
    except DomainError as error:
        context = {"form": form, "link": link, "error": error}
        return render(request, "casework/round_link_code.html", context, status=422)
    status = 422 if form.is_bound else 200
    context = {"form": form, "link": link}
    return render(request, "casework/round_link_code.html", context, status=status)


@require_POST
def round_link_close(request: HttpRequest, link: UUID) -> HttpResponse:
    """Whoever sits down here next sees nothing."""
    get_object_or_404(invitations_now(), link=link)
    return _forgotten(redirect("landing"))


def _mailed(request: HttpRequest, invitation: RoundInvitation) -> str:
    user = invitation.guardian.user
    return mail_code(
        purpose=PURPOSE,
        mail=Mail(
            to=user.email, template="casework/mail/code_round", language=user.language
        ),
        subject=invitation.pk,
        request=cast(AnyRequest, request),
    )


def _fits(form: CodeForm, invitation: RoundInvitation) -> bool:
    """Raises WrongCode; False for a code that opens another link."""
    subject = use_code(
        purpose=PURPOSE,
        handle=form.cleaned_data["handle"],
        typed=form.cleaned_data["code"],
    )
    return subject == invitation.pk


def _opened(invitation: RoundInvitation) -> HttpResponse:
    response = redirect("casework:round_link", invitation.link)
    response.set_cookie(
        COOKIE_NAME,
        signing.dumps(invitation.pk, salt=SALT),
        max_age=int(SHOWN_FOR.total_seconds()),
        path="/",
        secure=not settings.SIO_DEMO,
        httponly=True,
        samesite="Lax",
    )
    return response


def _is_opened(request: HttpRequest, invitation: RoundInvitation) -> bool:
    """This browser showed the guardian's mailbox less than half an hour ago."""
    cookie = request.COOKIES.get(COOKIE_NAME, "")
    try:
        pk = signing.loads(cookie, salt=SALT, max_age=SHOWN_FOR)
    except signing.BadSignature:
        return False
    return bool(pk == invitation.pk)


def _forgotten(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE_NAME, path="/", samesite="Lax")
    response.cookies[COOKIE_NAME]["secure"] = not settings.SIO_DEMO
    response.cookies[COOKIE_NAME]["httponly"] = True
    return response
