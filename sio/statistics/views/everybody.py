"""Pages for everybody: the same for whoever asks, so that caches may keep them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from sio.core.context import organisation
from sio.core.language import one_of_ours, spoken

LANGUAGE = "taal"  # in the address: a cookie would make every answer its own
FRESH_SECONDS = 300  # a page that was overtaken is seen no longer than this

View = Callable[..., HttpResponse]


def for_everybody(view: View) -> Callable[..., HttpResponseBase]:
    """GET only; kept by browsers and proxies, and asked for again by its ETag.

    The view gets the language of the address as `language`, which is spoken
    meanwhile. It must not look at who asks.
    """

    @require_safe
    @wraps(view)
    def public(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = one_of_ours(request.GET.get(LANGUAGE, "")) or settings.LANGUAGE_CODE
        with spoken(language):
            response = view(request, *args, language=language, **kwargs)
        response.headers.setdefault("Content-Language", language)
        patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        seen = get_conditional_response(request, etag=etag, response=response)
        return seen or response

    return public


def open_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, language: str
) -> HttpResponse:
    """A page made without the request: nothing of who asks can stand in it."""
    suffix = {code: language_suffix(code) for code, _name in settings.LANGUAGES}
    chosen = {
        "language": language,
        "suffix": suffix[language],
        "choices": [
            {"code": code, "name": name, "address": request.path + suffix[code]}
            for code, name in settings.LANGUAGES
        ],
    }
    known = organisation(request) | chosen
    return HttpResponse(render_to_string(template, known | context))


def language_suffix(language: str) -> str:
    """What an address needs behind it to be in this language; empty for Dutch."""
    return "" if language == settings.LANGUAGE_CODE else f"?{LANGUAGE}={language}"


def site_of(request: HttpRequest) -> str:
    """The address of our site as others may write it down, without a slash behind."""
    return str(settings.PUBLIC_URL) or request.build_absolute_uri("/").rstrip("/")
