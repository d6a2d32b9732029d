"""Which draft this browser is writing: a signed cookie of its own.

So that a session that lapses never takes a half-written application along.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sio.intake.models import Draft
from sio.intake.queries.drafts import KEEP_DRAFT, drafts_living

_PREFIX = "" if settings.SIO_DEMO else "__Host-"
COOKIE_NAME = f"{_PREFIX}sio_draft"
SALT = "sio.intake.draft"
SHOW_SENT = timedelta(hours=2)  # then what was sent opens by a mailed code alone


def draft_of(request: HttpRequest) -> Draft | None:
    """The living draft of this browser; one that was sent counts for SHOW_SENT."""
    token = _token(request)
    draft = drafts_living().filter(token=token).first() if token else None
    if draft is None or draft.submitted_at is None:
        return draft
    return draft if timezone.now() - draft.submitted_at < SHOW_SENT else None


def had_draft(request: HttpRequest) -> bool:
    """This browser was writing one; it may be gone by now."""
    return bool(_token(request))


def give_cookie(response: HttpResponse, draft: Draft) -> None:
    """For as long as a draft lives; each save begins that anew."""
    response.set_cookie(
        COOKIE_NAME,
        signing.dumps(draft.token.hex, salt=SALT),
        max_age=int(KEEP_DRAFT.total_seconds()),
        path="/",
        secure=not settings.SIO_DEMO,
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(response: HttpResponse) -> None:
    """This browser writes none any more."""
    response.delete_cookie(COOKIE_NAME, path="/", samesite="Lax")
    response.cookies[COOKIE_NAME]["secure"] = not settings.SIO_DEMO
    response.cookies[COOKIE_NAME]["httponly"] = True


def _token(request: HttpRequest) -> str:
    """Empty if there is none that we signed."""
    try:
        token: str = signing.loads(
            request.COOKIES.get(COOKIE_NAME, ""), salt=SALT, max_age=KEEP_DRAFT
        )
    except signing.BadSignature:
        return ""
    return token
