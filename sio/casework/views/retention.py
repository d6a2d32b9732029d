"""Files whose term is over: the list by number, and letting them go."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.actions.retention import agree_to_retire, keep_after_all
from sio.casework.forms.retention import RetireForm
from sio.casework.queries.retention import (
    over,
    retirements_visible_to,
    to_agree,
    waiting,
)
from sio.casework.retention import WAIT_DAYS, gone_after
from sio.core.access_log import record_view
from sio.core.time import today

PAGE_SIZE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def retirement(request: UserRequest) -> HttpResponse:
    """What is due, and what was agreed to and still waits; by number, without names."""
    if not rules.may_retire(working_roles(request.user)):
        raise Http404
    form = RetireForm(posted(request))
    if form.is_valid():
        numbers = form.cleaned_data["number"]
        count = agree_to_retire(numbers=numbers, by=request.user)
        said = ngettext(
            "%(count)s dossier wordt gewist.",
            "%(count)s dossiers worden gewist.",
            count,
        )
        messages.success(request, said % {"count": count})
        return redirect("casework:retirement")
    page = Paginator(to_agree(today()), PAGE_SIZE).get_page(request.GET.get("blad"))
    rows = over(list(page))
    mine = retirements_visible_to(request.user)
    agreed = [(row, gone_after(row.agreed_at)) for row in waiting(mine)]
    record_view(
        traject_id=None,
        page="retirement",
        by=request.user,
        count=len(rows) + len(agreed),
    )
    context = {
        "page": page,
        "rows": rows,
        "agreed": agreed,
        "erased": mine.filter(erased_at__isnull=False).count(),
        "none_chosen": form.is_bound,
        "wait_days": WAIT_DAYS,
    }
    status = 422 if form.is_bound else 200
    return render(request, "casework/retirement.html", context, status=status)


@require_POST
@grown_up
def retirement_keep(request: UserRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(retirements_visible_to(request.user), pk=pk)
    keep_after_all(retirement=row, by=request.user)
    messages.success(request, _("Dit dossier blijft bewaard."))
    return redirect("casework:retirement")
