"""Sending an application in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sio.casework.actions.submission import receive_application
from sio.core.errors import DomainError
from sio.core.limits import address_key
from sio.intake.actions.application import count_sending
from sio.intake.forms import CHOICE_TEXT_VERSION
from sio.intake.forms.summary import summary_of
from sio.intake.views.draft_cookie import draft_of
from sio.intake.views.own_form import is_stale, own_form
from sio.intake.views.start import summary_page
from sio.intake.views.steps import TRAP


@own_form
@require_POST
def submit(request: HttpRequest) -> HttpResponse:
    """Pressed twice, or in two windows, it gives one application and one number."""
    draft = draft_of(request)
    if draft is None or draft.submitted_at is not None:
        return redirect("intake:received" if draft else "intake:apply")
    found = summary_of(draft.answers)
    if is_stale(request):
        old = _("Dit blad stond lang open. Er is nog niets verzonden: druk nog eens.")
        return summary_page(request, draft, found, notice=old, status=403)
    if not found.is_complete:
        return summary_page(request, draft, found, status=422)
    if request.POST.get(TRAP):
        return redirect("intake:received")  # a program: nothing is sent
    try:
        count_sending(address_key(request))
        receive_application(
            draft=draft,
            cleaned=found.cleaned,
            text_version=CHOICE_TEXT_VERSION,
            now=timezone.now(),
        )
    except DomainError as error:
        return summary_page(request, draft, found, error=error, status=422)
    return redirect("intake:received")
