"""What the public reads about the school years that can be applied for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sio.core.time import today
from sio.intake.queries.windows import windows_now


@require_safe
def window_page(request: HttpRequest) -> HttpResponse:
    context = {"windows": windows_now(today())}
    return render(request, "intake/window_page.html", context)
