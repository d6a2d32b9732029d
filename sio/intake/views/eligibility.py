"""“Kom ik in aanmerking?”: questions one by one; nothing is kept anywhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sio.core.time import today
from sio.intake.engine import assess
from sio.intake.explaining import in_words
from sio.intake.forms.walk import next_step


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def eligibility(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "intake/eligibility_start.html")
    on = today()
    step = next_step(request.POST, on)
    if step.form:
        status = 422 if step.form.is_bound else 200
        return render(
            request, "intake/eligibility_question.html", {"step": step}, status=status
        )
    shown = in_words(assess(step.facts, on))
    return render(
        request, "intake/eligibility_result.html", {"step": step, "shown": shown}
    )
