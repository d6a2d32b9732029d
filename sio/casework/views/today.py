"""The screen "Vandaag": what is due, first things first; and putting something off."""

from __future__ import annotations

from collections.abc import Collection
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
from sio.casework.clocks import NEVER_PUT_OFF, Due, Kind
from sio.casework.forms.today import PutOffForm
from sio.casework.queries.just_in import NAMES, just_in
from sio.casework.queries.scope import consultants_of, files_cared_for_by
from sio.casework.queries.today import Part, Today, put_off_of, today_of
from sio.core.access_log import record_view
from sio.core.time import today
from sio.trajects.models import Traject
from sio.trajects.queries import standings, trajects_visible_to

SHOWN_OF_EACH = 5
PAGE_SIZE = 50
MAX_DIGITS = 4  # of a page's number
# The one screen where it is done; the others are on the page of the file.
WHERE = {
    Kind.CONTACT: "casework:contacts",
    Kind.OWNER: "trajects:consultant_assign",
    Kind.MESSAGE: "dossier:messages",
    Kind.LOOK_AGAIN: "casework:feasibility",
    Kind.DECISION: "casework:feasibility",
    Kind.NOT_PREPARED: "casework:move",
    Kind.FIRST_LESSON: "casework:contacts",
    Kind.UNUSED: "casework:contacts",
    Kind.STILL_PAUSED: "casework:move",
    Kind.CERTIFICATE: "dossier:certificate",
    Kind.RETURN: "casework:move",
    Kind.CLASS_TOLD: "dossier:class_told",
    Kind.CONDITIONS: "dossier:start",
}


@dataclass(frozen=True)
class Row:
    """One line, as it is drawn; `details` are the school, and who has the file."""

    traject: Traject
    due: Due
    details: str

    @property
    def pupil(self) -> str:
        return str(self.traject.pupil)

    @property
    def file(self) -> str:
        return reverse("casework:file", args=[self.traject.pk])

    @property
    def what(self) -> str:
        return texts.what(self.due)

    @property
    def how_late(self) -> str:
        return texts.how_late(self.due)

    @property
    def since(self) -> str:
        return texts.since(self.due)

    @property
    def tone(self) -> str:
        return texts.tone(self.due)

    @property
    def where(self) -> str:
        name = WHERE.get(self.due.kind, "casework:file")
        return reverse(name, args=[self.traject.pk])

    @property
    def put_off(self) -> str:
        """Where it is put off; empty for what may not wait."""
        if self.due.kind in NEVER_PUT_OFF:
            return ""
        return reverse("casework:put_off", args=[self.traject.pk, self.due.kind])


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
    context = {
        "day": today(),
        "groups": _drawn(found, fresh, request.user, sees_all=sees_all),
        "fresh": fresh,
        "put_off": 0 if chosen else found.put_off,
        "chosen": chosen,
        "number": number,
        "before": number - 1,
        "after": number + 1 if any(group.more for group in found.groups) else 0,
        "sees_all": sees_all,
    }
    return render(request, "casework/today.html", context)


@require_safe
@grown_up
def put_off_list(request: UserRequest) -> HttpResponse:
    """What is put off, soonest back first, a page at a time."""
    if not rules.may_see_today(working_roles(request.user)):
        return redirect("trajects:list")
    number = page_number(request.GET.get("blad", ""))
    start = (number - 1) * PAGE_SIZE
    files = files_cared_for_by(request.user)
    held = put_off_of(files, today(), slice(start, start + PAGE_SIZE + 1))
    trajects = _named({snooze.traject_id for snooze, _line in held}, request.user)
    record_view(traject_id=None, page="today", by=request.user, count=len(trajects))
    rows = [
        {
            "traject": trajects[snooze.traject_id],
            "snooze": snooze,
            "what": texts.what(line.due) if line else texts.HEADINGS[Kind(snooze.kind)],
            "is_done": line is None,
        }
        for snooze, line in held[:PAGE_SIZE]
        if snooze.traject_id in trajects
    ]
    context = {
        "rows": rows,
        "before": number - 1,
        "after": number + 1 if len(held) > PAGE_SIZE else 0,
    }
    return render(request, "casework/put_off_list.html", context)


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
    record_view(traject_id=traject.pk, page="snooze", by=request.user)
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
    group = request.GET.get("groep", "")
    chosen = Kind(group) if group in set(Kind) else None
    return chosen, page_number(request.GET.get("blad", "")) if chosen else 1


def page_number(text: str) -> int:
    """The page that an address names; the first one if it is none."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS
    return max(int(text), 1) if is_number else 1


def _drawn(
    found: Today, fresh: list[Traject], user: User, *, sees_all: bool
) -> list[DrawnGroup]:
    """The lines with the names that belong to them, in a few queries; and its trace.

    Without those of a file that was taken away in the same instant.
    """
    keys = {line.traject_id for group in found.groups for line in group.lines}
    trajects = _named(keys, user)
    record_view(
        traject_id=None, page="today", by=user, count=len(trajects) + len(fresh)
    )
    names = consultants_of(keys)

    def row(traject: Traject, due: Due) -> Row:
        school = traject.school.name if traject.school else "–"
        held_by = names.get(traject.pk, [])
        others = held_by if sees_all or user.name not in held_by else []
        return Row(traject, due, " · ".join([school, *others]))

    return [
        DrawnGroup(
            group.kind,
            str(texts.HEADINGS[group.kind]),
            [
                row(trajects[line.traject_id], line.due)
                for line in group.lines
                if line.traject_id in trajects
            ],
            group.more,
        )
        for group in found.groups
    ]


def _named(keys: Collection[int], user: User) -> dict[int, Traject]:
    visible = trajects_visible_to(user).select_related(None)
    return visible.select_related("pupil", "school").only(*NAMES).in_bulk(keys)
