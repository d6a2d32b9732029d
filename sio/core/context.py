"""What every template may know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def organisation(_request: HttpRequest) -> dict[str, Any]:
    """Who runs this, how to reach the helpdesk, and whether this is the demo."""
    return {
        "organisation": settings.ORGANISATION,
        "helpdesk_phone": settings.HELPDESK_PHONE,
        "helpdesk_email": settings.HELPDESK_EMAIL,
        "demo": settings.SIO_DEMO,
        "languages": settings.LANGUAGES,
    }
