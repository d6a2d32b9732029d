"""Going on with a draft in another browser, by a mailed code."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from sio.intake.actions.draft import touch_draft
from sio.intake.codes import RESUME
from sio.intake.models import Draft
from sio.intake.queries.drafts import drafts_living, drafts_of
from sio.intake.views.draft_cookie import give_cookie
from sio.intake.views.mailed import Door, ask_page, subject_opened

SALT = "sio.intake.resume"
CHOOSE_WITHIN = timedelta(minutes=30)


def _newest(email: str) -> int | None:
    """The draft that this mailbox touched last."""
    draft = drafts_of(email).first()
    return draft.pk if draft else None


DOOR = Door(
    purpose=RESUME,
    title=_("Ga verder met je aanvraag"),
    intro=_("We mailen een code naar het adres dat je in je aanvraag invulde."),
    ask="intake:resume",
    enter="intake:resume_code",
    template="intake/mail/code_resume",
    subject_of=_newest,
)


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    return ask_page(request, DOOR)


@require_POST
def resume_code(request: HttpRequest) -> HttpResponse:
    opened = subject_opened(request, DOOR)
    if isinstance(opened, HttpResponse):
        return opened
    newest = drafts_living().filter(pk=opened, submitted_at=None).first()
    if newest is None:  # thrown away or sent since the mail left
        return redirect("intake:apply")
    drafts = list(drafts_of(newest.email))
    if len(drafts) > 1:
        choices = [(signing.dumps(draft.pk, salt=SALT), draft) for draft in drafts]
        return render(request, "intake/resume_choice.html", {"choices": choices})
    return _opened(newest)


@require_POST
def resume_choice(request: HttpRequest) -> HttpResponse:
    """One of several drafts of the same mailbox, each with a name that we signed."""
    try:
        pk = signing.loads(
            request.POST.get("draft", ""), salt=SALT, max_age=CHOOSE_WITHIN
        )
    except signing.BadSignature:
        return redirect("intake:resume")
    draft = drafts_living().filter(pk=pk, submitted_at=None).first()
    return redirect("intake:apply") if draft is None else _opened(draft)


def _opened(draft: Draft) -> HttpResponse:
    touch_draft(draft=draft, language=get_language() or draft.language)
    response = redirect("intake:summary")
    give_cookie(response, draft)
    return response
