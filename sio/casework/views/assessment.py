"""Whether the rules allow it: what came out, by which rules, and assessing anew."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sio.accounts.http import UserRequest, grown_up, posted
from sio.casework.actions.assessment import PAGE, assess_file
from sio.casework.forms.assessment import (
    HEADINGS,
    AssessmentForm,
    facts_in_words,
    start_with,
)
from sio.casework.queries.assessment import (
    Explained,
    assessments_of,
    day_to_judge,
    facts_now,
)
from sio.casework.rules import may_see_assessment
from sio.casework.views.door import enter
from sio.core.access_log import record_view
from sio.core.time import today
from sio.trajects.rights import Act, may

HEALTH_PAGE = "health"  # of the access log


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def assessment(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = enter(request, pk, Act.SEE_CASEWORK)
    if not may_see_assessment(mine):
        raise Http404
    made = assessments_of(traject)
    last = made[0].assessment if made else None
    start = start_with(facts_now(traject, last))
    on = day_to_judge(traject, today())
    form = AssessmentForm(posted(request), on=on, initial=start)
    if form.is_valid():
        assess_file(traject=traject, facts=form.facts, on=form.on, by=request.user)
        messages.success(request, _("Beoordeeld. Wat er eerder uitkwam, blijft staan."))
        return redirect("casework:assessment", pk)
    # The reason is a fact of the rules and a detail of health: both are written down.
    for page in (PAGE, HEALTH_PAGE):
        record_view(traject_id=traject.pk, page=page, by=request.user)
    context = {
        "traject": traject,
        "made": [_shown(one) for one in made],
        "form": form,
        "may_assess": may(mine, Act.GUIDE),
    }
    status = 422 if form.is_bound else 200
    return render(request, "casework/assessment.html", context, status=status)


def _shown(one: Explained) -> dict[str, Any]:
    return {
        "one": one.assessment,
        "result": one.result,
        "shown": one.shown,
        "rules": one.rules,
        "ask": [HEADINGS[key] for key in one.result.ask if key in HEADINGS],
        "facts": facts_in_words(one.assessment.facts),
    }
