"""How an application is getting on, for who sent it: by a mailed code."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from sio.casework.stages import progress_of_each, with_files
from sio.intake.codes import STATUS
from sio.intake.models import Application
from sio.intake.queries.drafts import applications_of
from sio.intake.status import status_steps
from sio.intake.views.mailed import Door, ask_page, subject_opened

_PREFIX = "" if settings.SIO_DEMO else "__Host-"
COOKIE_NAME = f"{_PREFIX}sio_status"
SALT = "sio.casework.status"
SHOWN_FOR = timedelta(minutes=30)


def _newest(email: str) -> int | None:
    application = applications_of(email).first()
    return application.pk if application else None


DOOR = Door(
    purpose=STATUS,
    title=_("Hoe staat het met je aanvraag?"),
    intro=_("We mailen een code naar het adres waarmee je de aanvraag deed."),
    ask="casework:status",
    enter="casework:status_code",
    template="intake/mail/code_status",
    subject_of=_newest,
)


@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    application = _opened(request)
    if request.method == "POST" or application is None:
        return ask_page(request, DOOR)
    mine = list(with_files(applications_of(application.email)))
    sent = [
        (one, status_steps(one, progress))
        for one, progress in zip(mine, progress_of_each(mine), strict=True)
    ]
    return render(request, "casework/status.html", {"sent": sent})


@require_POST
def status_code(request: HttpRequest) -> HttpResponse:
    opened = subject_opened(request, DOOR)
    if isinstance(opened, HttpResponse):
        return opened
    response = redirect("casework:status")
    response.set_cookie(
        COOKIE_NAME,
        signing.dumps(opened, salt=SALT),
        max_age=int(SHOWN_FOR.total_seconds()),
        path="/",
        secure=not settings.SIO_DEMO,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_POST
def status_close(request: HttpRequest) -> HttpResponse:
    """Whoever sits down here next sees nothing."""
    response = redirect("landing")
    response.delete_cookie(COOKIE_NAME, path="/", samesite="Lax")
    response.cookies[COOKIE_NAME]["secure"] = not settings.SIO_DEMO
    response.cookies[COOKIE_NAME]["httponly"] = True
    return response


def _opened(request: HttpRequest) -> Application | None:
    """Whose mailbox was shown less than half an hour ago."""
    try:
        pk = signing.loads(
            request.COOKIES.get(COOKIE_NAME, ""), salt=SALT, max_age=SHOWN_FOR
        )
    except signing.BadSignature:
        return None
    return Application.objects.filter(pk=pk).first()
