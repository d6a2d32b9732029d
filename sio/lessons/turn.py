"""Short-lived credentials for our TURN server (coturn)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

CREDENTIALS_LAST = timedelta(hours=2)


def ice_servers(device_id: int, now: datetime) -> dict[str, Any]:
    """What a browser needs to find a path: `servers`, `policy`, `until` (ms).

    The user name is an end time and a pseudonym of the device, for coturn's quota.
    Source: draft-uberti-behave-turn-rest-00, "TURN REST API", as coturn reads it.
    """
    until = int((now + CREDENTIALS_LAST).timestamp())
    servers: list[dict[str, Any]] = []
    if settings.STUN_URLS:
        servers.append({"urls": settings.STUN_URLS})
    if settings.TURN_URLS:
        username = f"{until}:{_pseudonym(device_id)}"
        credential = {"username": username, "credential": _password(username)}
        servers.append({"urls": settings.TURN_URLS} | credential)
    policy = settings.ICE_TRANSPORT_POLICY
    return {"servers": servers, "policy": policy, "until": until * 1000}


def are_old(until_ms: int, now: datetime) -> bool:
    """Whether more than half of the time of these credentials is over."""
    return until_ms / 1000 - now.timestamp() < CREDENTIALS_LAST.total_seconds() / 2


def _pseudonym(device_id: int) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"turn:%d" % device_id, hashlib.sha256).hexdigest()[:16]


def _password(username: str) -> str:
    key = settings.TURN_SECRET.encode()
    digest = hmac.new(key, username.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()
