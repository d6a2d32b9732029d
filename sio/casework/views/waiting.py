"""The waiting list: ordered, explained, and moved by people alone."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.models import Role
from sio.accounts.queries import working_roles
from sio.casework.actions import waiting as actions
from sio.casework.forms.reason import ReasonForm
from sio.casework.forms.waiting import WaitingMoveForm
from sio.casework.queries.waiting import (
    WaitingPlace,
    WaitingRow,
    waiting_list,
    waiting_places,
    waiting_rows,
    years_with_waiting,
)
from sio.core.access_log import record_view
from sio.trajects.models import Traject
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rights import Act, may
from sio.trajects.rules import may_start
from sio.trajects.workflow import State

PAGE_SIZE = 50


class WaitingPage(NamedTuple):
    """What is shown of the list of one school year."""

    year: int
    page: Page[WaitingPlace]
    rows: list[WaitingRow]

    @property
    def part(self) -> str:
        """Where it stands on the page."""
        return f"y{self.year}"

    @property
    def query(self) -> str:
        """What says in an address that its page is meant."""
        return f"jaar={self.year}"


@require_safe
@grown_up
def waiting_page(request: UserRequest) -> HttpResponse:
    roles = working_roles(request.user)
    if not may_start(roles):
        raise Http404
    lists = [_one_list(request, year) for year in years_with_waiting()]
    shown = sum(row.is_visible for one in lists for row in one.rows)
    record_view(traject_id=None, page="waiting", by=request.user, count=shown)
    context = {"lists": lists, "may_move": Role.Kind.COORDINATOR in roles}
    return render(request, "casework/waiting_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def waiting_turn(request: UserRequest, pk: int) -> HttpResponse:
    """On the list if it is not, and off it if it is: one reason, one button."""
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    if not may(standings(traject, request.user), Act.GUIDE):
        raise Http404
    form = ReasonForm(posted(request))
    waits = traject.state == State.WAITING
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if request.POST.get("wachtte") == "ja":
            actions.take_from_waiting_list(
                traject=traject, reason=reason, by=request.user
            )
            messages.success(request, _("Van de wachtlijst gehaald."))
        else:
            actions.put_on_waiting_list(traject=traject, reason=reason, by=request.user)
            messages.success(request, _("Op de wachtlijst gezet."))
        return redirect("casework:file", traject.pk)
    record_view(traject_id=traject.pk, page="waiting", by=request.user)
    context = {"form": form, "traject": traject, "waits": waits}
    status = 422 if form.is_bound else 200
    return render(request, "casework/waiting_turn.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def waiting_move(request: UserRequest, pk: int) -> HttpResponse:
    """Another place on the list, with a reason; only for the coordinator."""
    traject = get_object_or_404(
        trajects_visible_to(request.user), pk=pk, state=State.WAITING
    )
    if Role.Kind.COORDINATOR not in working_roles(request.user):
        raise Http404
    rows = waiting_list(traject.school_year, request.user)
    place = next(row.place for row in rows if row.traject.pk == pk)
    form = WaitingMoveForm(posted(request), rows=_others(rows, pk), seen=place)
    if form.is_valid():
        actions.move_in_waiting_list(
            traject=traject, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("Verplaatst op de wachtlijst."))
        return redirect(_address_of(traject))
    record_view(traject_id=traject.pk, page="waiting", by=request.user)
    context = {"form": form, "traject": traject, "place": place}
    status = 422 if form.is_bound else 200
    return render(request, "casework/waiting_move.html", context, status=status)


def _one_list(request: UserRequest, year: int) -> WaitingPage:
    """The page that is asked of the list of `jaar`; of every other list the first."""
    is_asked = request.GET.get("jaar", str(year)) == str(year)
    number = request.GET.get("blad") if is_asked else 1
    page = Paginator(waiting_places(year), PAGE_SIZE).get_page(number)
    return WaitingPage(year, page, waiting_rows(list(page), request.user))


def _address_of(traject: Traject) -> str:
    """The row where the file stands now; the list, if it stands there no more."""
    address, year = reverse("casework:waiting"), traject.school_year
    places = (one.place for one in waiting_places(year) if one.key == traject.pk)
    place = next(places, None)
    if place is None:
        return address
    number = (place - 1) // PAGE_SIZE + 1
    return f"{address}?jaar={year}&blad={number}#d{traject.pk}"


def _others(rows: list[WaitingRow], pk: int) -> list[WaitingRow]:
    return [row for row in rows if row.traject.pk != pk]
