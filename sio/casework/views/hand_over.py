"""Handing files of one consultant over to another."""

from __future__ import annotations

from django.contrib import messages
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
from sio.casework.queries.owner import open_files_of, people_with_files
from sio.core.access_log import record_view


@require_http_methods(["GET", "POST"])
@grown_up
def hand_over_page(request: UserRequest) -> HttpResponse:
    """First whose files (`van`), then which, to whom and until when."""
    if not rules.may_hand_over(working_roles(request.user)):
        raise Http404
    people = people_with_files()
    old = _chosen(people, request.GET.get("van", ""))
    if old is None:
        return render(request, "casework/hand_over.html", {"people": people})
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
    context = {"people": people, "old": old, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "casework/hand_over.html", context, status=status)


def _chosen(people: list[User], key: str) -> User | None:
    return next((person for person in people if str(person.pk) == key), None)
