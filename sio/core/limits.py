"""How often something may happen, counted in the cache, without keeping addresses."""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import Mapping
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac


class HasMeta(Protocol):
    """A request, as far as we need it."""

    META: dict[str, Any]


def hit(name: str, key: str, limit: int, window_s: int) -> bool:
    """Count one more of `name` for `key`; False once this window has had `limit`.

    A window of `window_s` seconds begins with its first hit, so that around its end
    twice the limit may pass. Safe between processes that share a cache.
    """
    cache_key = _key(name, key)
    cache.add(cache_key, 0, timeout=window_s)
    try:
        return cache.incr(cache_key) <= limit
    except ValueError:  # the cache was cleared, full or over in between: a new count
        cache.set(cache_key, 1, timeout=window_s)
        return limit >= 1


def take_back(name: str, key: str) -> None:
    """Count one `hit` less in the window of now: it turned out to be no offence."""
    with contextlib.suppress(ValueError):  # no such window any more
        cache.decr(_key(name, key))


def _key(name: str, key: str) -> str:
    return f"limit:{name}:{key}"


def address_key(request: HasMeta) -> str:
    """The client's address as a keyed hash: equal for equal networks, not readable."""
    address = client_address(request.META)
    return salted_hmac("sio.core.limits", address, algorithm="sha256").hexdigest()[:32]


def client_address(meta: Mapping[str, Any]) -> str:
    """The rightmost address that no proxy of ours has; of IPv6 the /64 network.

    Only TRUSTED_PROXIES entries of X-Forwarded-For are believed, from the right:
    what stands further left was written by the client. Empty if unknown.
    """
    forwarded = str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    chain = [part.strip() for part in forwarded if part.strip()]
    chain.append(str(meta.get("REMOTE_ADDR", "")))
    return _network(chain[max(-len(chain), -1 - settings.TRUSTED_PROXIES)])


def _network(address: str) -> str:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False).network_address)
    return address
