"""The cookie of a paired device, on the way out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

from sio.core.sides import Side
from sio.devices.credentials import COOKIE_DAYS, COOKIE_NAMES

DAY_S = 24 * 3600


def give_cookie(response: HttpResponse, side: Side, credential: str) -> None:
    """Let the browser keep the credential for 400 days from now.

    Given again at each visit, so that a device in use never forgets who it is; the
    server alone decides whether the pairing still holds.
    """
    response.set_cookie(
        COOKIE_NAMES[side],
        credential,
        max_age=COOKIE_DAYS * DAY_S,
        path="/",
        secure=not settings.SIO_DEMO,
        httponly=True,
        samesite="Lax",
    )
