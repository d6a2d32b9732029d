"""Pages that belong to no app: start, health, language, and refused forms."""

from __future__ import annotations

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST
from django.views.defaults import server_error as server_error_page
from django.views.i18n import set_language
from redis.exceptions import RedisError

from sio.core.errors import DomainError, StorageAway, TooMuch
from sio.core.health import is_healthy

STORAGE_ERRORS = (OperationalError, InterfaceError, RedisError)


@require_GET
def landing(request: HttpRequest) -> HttpResponse:
    return render(request, "landing.html")


@require_GET
def health(_request: HttpRequest) -> HttpResponse:
    """For the proxy and the watch: 200 if this process can work, else 503."""
    healthy = is_healthy()
    return HttpResponse(
        "ok" if healthy else "away",
        content_type="text/plain",
        status=200 if healthy else 503,
    )


@require_POST
def language_switch(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = set_language(request)
    return response


def remember_language(response: HttpResponse, language: str) -> None:
    """In the cookie of this browser, for as long as its own switch does."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    response["Content-Language"] = language


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old or comes from elsewhere; `reason` is for developers."""
    return render(request, "core/csrf_failure.html", {"reason": reason}, status=403)


def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Why the domain said no: a page, or for htmx the notice on top of #main."""
    template = "core/refused.html" + ("#notice" if _is_htmx(request) else "")
    response = render(request, template, {"error": error}, status=422)
    if _is_htmx(request):
        response["HX-Retarget"] = "#main"
        response["HX-Reswap"] = "afterbegin"
    return response


def storage_away() -> HttpResponse:
    """Nothing was kept; try again. Reads no session, no user and no database."""
    text = render_to_string("503.html", {"error": StorageAway()})
    return HttpResponse(text, status=503, headers={"Retry-After": "5"})


def too_much() -> HttpResponse:
    """More was sent than fits. Before any middleware, so in our own language."""
    text = render_to_string("413.html", {"error": TooMuch()})
    return HttpResponse(text, status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """For what rises outside the views, such as a session that can't be kept."""
    if isinstance(sys.exc_info()[1], STORAGE_ERRORS):
        return storage_away()
    return server_error_page(request)


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
