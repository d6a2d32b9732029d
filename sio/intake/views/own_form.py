"""Forms that must not die with a token: where a POST comes from, and what if unsure.

Django's check refuses a form whose token has lapsed, and with it all that was typed.
These forms are held by a SameSite cookie of their own, and browsers say where a POST
comes from: that is enough. Only a browser that says nothing still needs the token; if
that has lapsed, its person gets everything back, unsaved, to press once more.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

from sio.core.views import csrf_failure

View = Callable[..., HttpResponse]


class Origin(Enum):
    """Where a POST comes from."""

    OURS = "ours"
    STALE = "stale"  # nothing says that it is foreign, and nothing that it is ours
    FOREIGN = "foreign"


def own_form(view: View) -> View:
    """A foreign POST is refused. Others reach the view, which asks `is_stale`."""

    @csrf_exempt
    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        origin = origin_of(request)
        if origin is Origin.FOREIGN:
            return csrf_failure(request, "foreign origin")
        request.is_stale = origin is Origin.STALE  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return door


def is_stale(request: HttpRequest) -> bool:
    """Show it again instead of keeping it: nobody knows whose form this is."""
    return bool(getattr(request, "is_stale", False))


def origin_of(request: HttpRequest) -> Origin:
    """By what the browser says: Sec-Fetch-Site, Origin, else by Django's own check.

    Source: W3C Fetch Metadata Request Headers; no script of a page can set these.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return Origin.OURS if site in ("same-origin", "none") else Origin.FOREIGN
    origin = request.headers.get("Origin", "")
    if origin and origin != "null":
        own = f"{request.scheme}://{request.get_host()}"
        ours = origin == own or origin in settings.CSRF_TRUSTED_ORIGINS
        return Origin.OURS if ours else Origin.FOREIGN
    return Origin.OURS if _has_token(request) else Origin.STALE


def _has_token(request: HttpRequest) -> bool:
    check = _Check(lambda _request: HttpResponseForbidden())
    check.process_request(request)
    return check.process_view(request, csrf_failure, (), {}) is None


class _Check(CsrfViewMiddleware):
    """Django's check, for its verdict alone: nothing is logged or answered."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponseForbidden:
        return HttpResponseForbidden()
