"""The page from which the traject's own consultant is a guest in its lesson."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.core.access_log import record_view
from sio.lessons.guest_texts import VISIT_TEXTS
from sio.lessons.queries import visited_by
from sio.trajects.models import Traject


@require_safe
@grown_up
def guest(request: UserRequest, pk: int) -> HttpResponse:
    """Who sees the traject but may not be its guest finds nothing here."""
    traject = visited_by(request.user, pk)
    if traject is None:
        raise Http404
    record_view(traject_id=traject.pk, page="guest-page", by=request.user)
    context = {
        "traject": traject,
        "config": _config(traject, request),
        "texts": VISIT_TEXTS,
    }
    return render(request, "lessons/guest.html", context)


def _config(traject: Traject, request: UserRequest) -> dict[str, Any]:
    """What the page must know before its first word; the relays come by the socket."""
    pupil = traject.pupil
    return {
        "socket": f"/ws/gast/{traject.pk}/",
        "name": str(request.user),
        "organisation": settings.ORGANISATION,
        "demo": settings.SIO_DEMO,
        "pupil": {
            "first_name": pupil.first_name,
            "avatar_url": static(f"img/avatars/{pupil.avatar}.svg"),
        },
        "school_class": traject.own_class.name,
        "school": traject.own_class.school.name,
    }
