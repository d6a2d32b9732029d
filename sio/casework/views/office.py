"""The office: its overview, the table of rights, and where a person begins."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.accounts.rules import is_staff
from sio.casework.office import first_page_for, groups_for
from sio.casework.words_of_rights import STANDINGS, rows


@require_safe
@grown_up
def office(request: UserRequest) -> HttpResponse:
    _staff_only(request)
    context = {"groups": groups_for(request.roles)}
    return render(request, "casework/office.html", context)


@require_safe
@grown_up
def rights(request: UserRequest) -> HttpResponse:
    _staff_only(request)
    context = {
        "standings": STANDINGS.values(),
        "looks": rows(looks=True),
        "deeds": rows(looks=False),
    }
    return render(request, "casework/rights.html", context)


@require_safe
@grown_up
def begin(request: UserRequest) -> HttpResponse:
    """Each to the page with the work of the day; also where a log-in leads."""
    return redirect(first_page_for(request.roles))


def _staff_only(request: UserRequest) -> None:
    if not is_staff(request.roles):
        raise Http404
