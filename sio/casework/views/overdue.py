"""Applications of which family or school should have been reached by now."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.queries.overdue import overdue_of
from sio.casework.queries.scope import files_cared_for_by
from sio.casework.views.today import PAGE_SIZE, page_number
from sio.core.access_log import record_view
from sio.core.time import today


@require_safe
@grown_up
def overdue_list(request: UserRequest) -> HttpResponse:
    """All for the coordinator, the own for a consultant; oldest first, in pages."""
    if not rules.may_see_today(working_roles(request.user)):
        return redirect("trajects:list")
    number = page_number(request.GET.get("blad", ""))
    start = (number - 1) * PAGE_SIZE
    files = files_cared_for_by(request.user)
    found = overdue_of(files, today(), slice(start, start + PAGE_SIZE))
    record_view(traject_id=None, page="today", by=request.user, count=len(found.rows))
    context = {
        "found": found,
        "far": [row for row in found.rows if row.is_far],
        "over": [row for row in found.rows if not row.is_far],
        "before": number - 1,
        "after": number + 1 if found.more else 0,
    }
    return render(request, "casework/overdue_list.html", context)
