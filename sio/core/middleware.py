"""Headers that every page carries, and how a refusal of the domain is shown."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from sio.core import powers
from sio.core.errors import DomainError
from sio.core.once import reading
from sio.core.views import STORAGE_ERRORS, refused, storage_away

logger = logging.getLogger(__name__)


def private_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Nothing is kept by browsers or proxies, so that a stale page can't come back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store, private"
        response.headers.setdefault("Permissions-Policy", powers.EVERYWHERE)
        return response

    return middleware


def chores_afterwards(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Calls what stands in `request.afterwards` once the browser has its answer.

    For what must not be measured from outside. Not done if the browser hangs up first.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chores: list[Callable[[], None]] = []
        request.afterwards = chores  # type: ignore[attr-defined]
        response = get_response(request)
        close = response.close

        def close_and_do() -> None:
            close()
            for chore in chores:
                chore()

        if chores:
            response.close = close_and_do  # type: ignore[method-assign]
        return response

    return middleware


def reads_once(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A page that is only looked at asks once who somebody is: GET writes no right."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with reading():
            return get_response(request)

    return middleware


class Refusals:
    """The view border: a DomainError that a view lets rise becomes a page, status 422.

    So views need no try; whatever else rises is a bug and stays a 500. A database that
    is locked, full or away is no bug of a view: nothing was kept, and the page says so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        if isinstance(error, STORAGE_ERRORS):
            logger.exception("storage_away")
            return storage_away()
        return refused(request, error) if isinstance(error, DomainError) else None
