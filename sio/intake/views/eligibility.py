"""“Kom ik in aanmerking?”: questions one by one; nothing is kept anywhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sio.core.time import school_year, today
from sio.intake.engine import assess
from sio.intake.explaining import in_words
from sio.intake.forms.walk import next_step
from sio.intake.years import years_open


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def eligibility(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "intake/eligibility_start.html")
    day = today()
    may_be_next = school_year(day) + 1 in years_open(day)
    step = next_step(request.POST, day, may_be_next=may_be_next)
    if step.form:
        status = 422 if step.form.is_bound else 200
        return render(
            request, "intake/eligibility_question.html", {"step": step}, status=status
        )
    shown = in_words(assess(step.facts, step.on))
    return render(
        request, "intake/eligibility_result.html", {"step": step, "shown": shown}
    )
