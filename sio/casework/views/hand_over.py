"""Handing files of one consultant over to another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.actions.owner import hand_over
from sio.casework.forms.today import HandOverForm
from sio.casework.queries.owner import (
    hand_overs_visible_to,
    open_files_of,
    people_with_files,
)
from sio.core.access_log import record_view

PAGE_SIZE = 25


@require_http_methods(["GET", "POST"])
@grown_up
def hand_over_page(request: UserRequest) -> HttpResponse:
    """First whose files (`van`), then which, to whom, until when; and earlier ones."""
    if not rules.may_hand_over(working_roles(request.user)):
        raise Http404
    people = people_with_files()
    old = _chosen(people, request.GET.get("van", ""))
    page = Paginator(hand_overs_visible_to(request.user), PAGE_SIZE)
    context: dict[str, Any] = {
        "people": people,
        "page": page.get_page(request.GET.get("blad")),
    }
    if old is None:
        return render(request, "casework/hand_over.html", context)
    form = HandOverForm(posted(request), old=old)
    if form.is_valid():
        count = hand_over(old=old, by=request.user, **form.cleaned_data)
        text = ngettext(
            "%(count)d dossier is overgedragen.",
            "%(count)d dossiers zijn overgedragen.",
            count,
        )
        messages.success(request, text % {"count": count})
        return redirect("casework:today")
    count = open_files_of(old).count()
    record_view(traject_id=None, page="hand-over", by=request.user, count=count)
    context |= {"old": old, "form": form, "query": f"van={old.pk}"}
    status = 422 if form.is_bound else 200
    return render(request, "casework/hand_over.html", context, status=status)


def _chosen(people: list[User], key: str) -> User | None:
    return next((person for person in people if str(person.pk) == key), None)
