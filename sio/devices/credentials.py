"""The secret that a paired browser holds, and the cookie that it holds it in."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings

from sio.core.sides import Side

CREDENTIAL_BYTES = 32  # 256 bits: nobody guesses it, so a plain hash is enough
COOKIE_DAYS = 400  # the longest that browsers keep one (RFC 6265bis)
_PREFIX = "" if settings.SIO_DEMO else "__Host-"
COOKIE_NAMES: dict[Side, str] = {
    Side.HOME: f"{_PREFIX}sio_home",
    Side.CLASS: f"{_PREFIX}sio_class",
}


def new_credential() -> str:
    """32 random bytes as base64url: 43 characters, shown to one browser only."""
    return secrets.token_urlsafe(CREDENTIAL_BYTES)


def hash_of(credential: str) -> str:
    """What the database keeps: SHA-256 in hexadecimal."""
    return hashlib.sha256(credential.encode()).hexdigest()
