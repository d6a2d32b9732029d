"""The door of every page of one file: seen, allowed, and written down."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from sio.accounts.http import UserRequest
from sio.core.access_log import record_view
from sio.trajects.models import Traject
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rights import Act, Standings, may

FORM_PAGE = "casework/file_form.html"


def enter(request: UserRequest, pk: int, *acts: Act) -> tuple[Traject, Standings]:
    """The file, and what this person is to it. 404 without a right to any of `acts`."""
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    mine = standings(traject, request.user)
    if not any(may(mine, act) for act in acts):
        raise Http404
    return traject, mine


def show(
    request: UserRequest,
    traject: Traject,
    page: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Render a page of the file, and write down who saw it; 422 for a refused form."""
    record_view(traject_id=traject.pk, page=page, by=request.user)
    form = context.get("form")
    refused = form is not None and form.is_bound and not form.is_valid()
    return render(
        request,
        template,
        {"traject": traject, **context},
        status=422 if refused else 200,
    )
