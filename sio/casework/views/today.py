"""The screen "Vandaag": what is due, first things first; and putting something off."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.casework import rules, texts
from sio.casework.actions.today import put_off, take_up
from sio.casework.clocks import NEVER_PUT_OFF, Kind
from sio.casework.forms.today import PutOffForm
from sio.casework.models import Snooze
from sio.casework.queries.just_in import just_in
from sio.casework.queries.scope import consultants_of, files_cared_for_by
from sio.casework.queries.today import Line, Part, Today, today_of
from sio.casework.views.looks import record_look
from sio.core.access_log import record_view
from sio.core.time import today
from sio.trajects.models import Traject
from sio.trajects.queries import standings, trajects_visible_to

SHOWN_OF_EACH = 10
PAGE_SIZE = 50
MAX_DIGITS = 4  # of a page's number
# The one screen where it is done; the others are on the page of the file.
WHERE = {
    Kind.CONTACT: "casework:contacts",
    Kind.OWNER: "trajects:consultant_assign",
    Kind.MESSAGE: "dossier:messages",
    Kind.LOOK_AGAIN: "casework:feasibility",
    Kind.DECISION: "casework:feasibility",
    Kind.FIRST_LESSON: "casework:contacts",
    Kind.UNUSED: "casework:contacts",
    Kind.CERTIFICATE: "dossier:certificate",
    Kind.RETURN: "people:traject_move",
    Kind.CLASS_TOLD: "dossier:class_told",
    Kind.CONDITIONS: "dossier:start",
}


@dataclass(frozen=True)
class Row:
    """One line, as it is drawn."""

    traject: Traject
    line: Line
    consultants: list[str]
    snooze: Snooze | None = None

    @property
    def what(self) -> str:
        return texts.what(self.line.due)

    @property
    def how_late(self) -> str:
        return texts.how_late(self.line.due)

    @property
    def since(self) -> str:
        return texts.since(self.line.due)

    @property
    def tone(self) -> str:
        return texts.tone(self.line.due)

    @property
    def where(self) -> str:
        name = WHERE.get(self.line.due.kind, "casework:file")
        return reverse(name, args=[self.traject.pk])

    @property
    def may_wait(self) -> bool:
        return self.line.due.kind not in NEVER_PUT_OFF


@dataclass(frozen=True)
class DrawnGroup:
    """One group, as it is drawn; `more` says that this is not all of it."""

    kind: Kind
    heading: str
    rows: list[Row]
    more: bool


@require_safe
@grown_up
def today_page(request: UserRequest) -> HttpResponse:
    """The first of each group; of one group (`groep`) all, a page at a time."""
    roles = working_roles(request.user)
    if not rules.may_see_today(roles):
        return redirect("trajects:list")
    chosen, number = _asked(request)
    part = Part(SHOWN_OF_EACH)
    if chosen:
        part = Part(PAGE_SIZE, (number - 1) * PAGE_SIZE, frozenset({chosen}))
    sees_all = rules.sees_all(roles)
    files = files_cared_for_by(request.user)
    found = today_of(files, today(), part, with_owner=sees_all)
    fresh = [] if chosen else list(just_in(files, today())[:SHOWN_OF_EACH])
    groups, put_off = _drawn(found, fresh, request.user)
    context = {
        "day": today(),
        "groups": groups,
        "fresh": fresh,
        "put_off": put_off,
        "chosen": chosen,
        "number": number,
        "before": number - 1,
        "after": number + 1 if any(group.more for group in found.groups) else 0,
        "sees_all": sees_all,
    }
    return render(request, "casework/today.html", context)


@require_http_methods(["GET", "POST"])
@grown_up
def put_off_page(request: UserRequest, pk: int, kind: str) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    mine = standings(traject, request.user)
    if not rules.may_put_off(mine) or kind not in set(Kind) - NEVER_PUT_OFF:
        raise Http404
    form = PutOffForm(posted(request))
    if form.is_valid():
        put_off(traject=traject, kind=Kind(kind), by=request.user, **form.cleaned_data)
        messages.success(request, _("Uitgesteld."))
        return redirect("casework:today")
    record_look(traject, "snooze", by=request.user, standings=mine)
    context = {
        "traject": traject,
        "form": form,
        "heading": texts.HEADINGS[Kind(kind)],
        "earlier": traject.snoozes.filter(kind=kind).select_related("by"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "casework/put_off.html", context, status=status)


@require_POST
@grown_up
def take_up_again(request: UserRequest, pk: int, snooze_pk: int) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    if not rules.may_put_off(standings(traject, request.user)):
        raise Http404
    snooze = get_object_or_404(traject.snoozes, pk=snooze_pk)
    take_up(snooze=snooze, by=request.user)
    messages.success(request, _("Het staat er weer."))
    return redirect("casework:today")


def _asked(request: UserRequest) -> tuple[Kind | None, int]:
    """The group and the page that the address names; the first page if it is none."""
    group, number = request.GET.get("groep", ""), request.GET.get("blad", "")
    chosen = Kind(group) if group in set(Kind) else None
    is_number = number.isascii() and number.isdecimal() and len(number) <= MAX_DIGITS
    return chosen, max(int(number), 1) if chosen and is_number else 1


def _drawn(
    found: Today, fresh: list[Traject], user: User
) -> tuple[list[DrawnGroup], list[Row]]:
    """The lines with the names that belong to them, in a few queries; and its trace."""
    lines = [line for group in found.groups for line in group.lines]
    keys = {line.traject_id for line in lines}
    keys |= {line.traject_id for line, _snooze in found.put_off}
    visible = trajects_visible_to(user).select_related(None)
    trajects = visible.select_related("pupil", "school").in_bulk(keys)
    record_view(
        traject_id=None, page="today", by=user, count=len(trajects) + len(fresh)
    )
    names = consultants_of(keys)

    def row(line: Line, snooze: Snooze | None = None) -> Row:
        held_by = names.get(line.traject_id, [])
        return Row(trajects[line.traject_id], line, held_by, snooze)

    groups = [
        DrawnGroup(
            group.kind,
            str(texts.HEADINGS[group.kind]),
            [row(line) for line in group.lines],
            group.more,
        )
        for group in found.groups
    ]
    return groups, [row(line, snooze) for line, snooze in found.put_off]
