"""Headers that every page of ours carries."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

POWERS = (
    "camera=(self), microphone=(self), display-capture=(self), autoplay=(self), "
    "fullscreen=(self), screen-wake-lock=(self), publickey-credentials-get=(self), "
    "publickey-credentials-create=(self), geolocation=(), payment=(), usb=()"
)


def private_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Nothing is kept by browsers or proxies, so that a stale page can't come back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store, private"
        response["Permissions-Policy"] = POWERS
        return response

    return middleware
