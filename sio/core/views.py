"""Pages that belong to no app: start, health, language, and refused forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from sio.core.errors import DomainError
from sio.core.health import is_healthy


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


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
