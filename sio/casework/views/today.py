"""The screen "Vandaag": what is due, first things first; and putting something off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
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
from sio.casework.queries.scope import consultants_of, files_cared_for_by
from sio.casework.queries.today import Line, today_of
from sio.casework.views.looks import record_look
from sio.core.access_log import record_view
from sio.core.time import today
from sio.trajects.models import Traject
from sio.trajects.queries import standings, trajects_visible_to

PAGE_SIZE = 50
PUT_OFF_SHOWN = 50
# The one screen where it is done; the others are on the page of the file.
WHERE = {
    Kind.CONTACT: "casework:contacts",
    Kind.OWNER: "trajects:consultant_assign",
    Kind.MESSAGE: "dossier:messages",
    Kind.LOOK_AGAIN: "people:traject_move",
    Kind.DECISION: "people:traject_move",
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


@require_safe
@grown_up
def today_page(request: UserRequest) -> HttpResponse:
    roles = working_roles(request.user)
    if not rules.may_see_today(roles):
        return redirect("trajects:list")
    day, files = today(), files_cared_for_by(request.user)
    all_of_it = today_of(files, day, with_owner=rules.sees_all(roles))
    counts = Counter(line.due.kind for line in all_of_it.lines)
    chosen = request.GET.get("groep", "")
    lines = [line for line in all_of_it.lines if chosen in ("", line.due.kind)]
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("blad"))
    hidden = all_of_it.put_off[:PUT_OFF_SHOWN]
    shown = [(line, None) for line in page]
    rows = _rows([*shown, *hidden], request.user)
    context = {
        "day": day,
        "groups": _groups(rows[: len(shown)]),
        "put_off": rows[len(shown) :],
        "put_off_count": len(all_of_it.put_off),
        "counts": [(kind, texts.HEADINGS[kind], counts[kind]) for kind in counts],
        "total": len(all_of_it.lines),
        "chosen": chosen,
        "page": page,
        "sees_all": rules.sees_all(roles),
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


def _rows(lines: list[tuple[Line, Snooze | None]], user: User) -> list[Row]:
    """Lines with the names that belong to them, in three queries, and its trace."""
    keys = {line.traject_id for line, _snooze in lines}
    visible = trajects_visible_to(user).select_related(None)
    trajects = visible.select_related("pupil", "school").in_bulk(keys)
    record_view(traject_id=None, page="today", by=user, count=len(trajects))
    names = consultants_of(keys)
    return [
        Row(trajects[line.traject_id], line, names.get(line.traject_id, []), snooze)
        for line, snooze in lines
    ]


def _groups(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    found: dict[Kind, list[Row]] = {}
    for row in rows:
        found.setdefault(row.line.due.kind, []).append(row)
    return [(str(texts.HEADINGS[kind]), each) for kind, each in found.items()]
