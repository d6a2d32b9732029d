"""What was applied for, and whom to phone, on a page of the file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.casework.queries.application import application_of
from sio.casework.queries.mails import mails_not_arrived
from sio.casework.queries.reach import merged_into, reach_of
from sio.casework.views.door import enter
from sio.core.access_log import record_view
from sio.trajects.queries import trajects_visible_to
from sio.trajects.rights import Act, may

PAGE = "application"


@require_safe
@grown_up
def application(request: UserRequest, pk: int) -> HttpResponse:
    """No page for the family: homes that are apart stand on it together."""
    traject, mine = enter(request, pk, Act.SEE_CASEWORK)
    record_view(traject_id=traject.pk, page=PAGE, by=request.user)
    joined = {one.pk for one in merged_into(traject)}
    context = {
        "traject": traject,
        "sections": application_of(traject),
        "reach": reach_of(traject),
        "mails_not_arrived": mails_not_arrived(traject),
        "may_see_health": may(mine, Act.SEE_HEALTH),
        "merged": trajects_visible_to(request.user)
        .filter(pk__in=joined)
        .select_related("application"),
    }
    return render(request, "casework/application.html", context)
