"""Where an application begins, is looked over, and is put away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sio.core.errors import DomainError
from sio.core.time import today
from sio.intake.actions.draft import throw_away
from sio.intake.forms.steps import STEPS
from sio.intake.forms.summary import Summary, sent_parts, summary_of
from sio.intake.models import Draft, WindowChange
from sio.intake.queries.windows import window_of
from sio.intake.views.draft_cookie import draft_of, drop_cookie, had_draft
from sio.intake.views.own_form import is_stale, own_form
from sio.intake.views.steps import TRAP


@require_safe
def apply(request: HttpRequest) -> HttpResponse:
    draft = draft_of(request)
    context = {
        "draft": draft,
        "is_gone": draft is None and had_draft(request),
        "is_sent": draft is not None and draft.submitted_at is not None,
    }
    return render(request, "intake/apply.html", context)


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    draft = draft_of(request)
    if draft is None:
        return redirect("intake:apply")
    if draft.submitted_at is not None:
        return redirect("intake:received")
    return summary_page(request, draft, summary_of(draft.answers))


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """For this browser, for two hours; later a mailed code tells how it goes on."""
    draft = draft_of(request)
    if draft is None:
        return redirect("intake:apply")
    if draft.application is None:
        messages.warning(request, _("Deze aanvraag is nog niet verzonden."))
        return redirect("intake:summary")
    application = draft.application
    window = window_of(application.school_year, today())
    context = {
        "application": application,
        "parts": sent_parts(application),
        "waits": window.state == WindowChange.State.WAITING_LIST,
    }
    return render(request, "intake/received.html", context)


@own_form
@require_POST
def put_away(request: HttpRequest) -> HttpResponse:
    """This browser forgets the draft, which stays; a mailed code opens it again."""
    draft = draft_of(request)
    response = redirect("intake:apply")
    if is_stale(request):
        return response
    if draft is not None and draft.submitted_at is None:
        messages.success(
            request,
            _("Je aanvraag is bewaard, en deze computer is ze vergeten.")
            if draft.email_index
            else _(
                "Deze computer is je aanvraag vergeten. Zonder e-mailadres kan je er "
                "niet meer bij."
            ),
        )
    drop_cookie(response)
    return response


@own_form
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Thrown away for good. What was sent already stays with us."""
    draft = draft_of(request)
    response = redirect("intake:apply")
    if is_stale(request):
        return response
    if draft is not None and draft.submitted_at is None:
        throw_away(draft=draft)
        messages.success(request, _("Alles wat je invulde, is gewist."))
    drop_cookie(response)
    return response


def summary_page(
    request: HttpRequest,
    draft: Draft,
    found: Summary,
    *,
    error: DomainError | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """Everything that was filled in, what is missing, and the button that sends it."""
    context: dict[str, Any] = {
        "draft": draft,
        "parts": found.parts,
        "is_complete": found.is_complete,
        "error": error,
        "notice": notice,
        "steps": STEPS,
        "trap": TRAP,
    }
    return render(request, "intake/summary.html", context, status=status)
