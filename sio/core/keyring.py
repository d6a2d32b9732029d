"""The keys that health details and the like rest under, apart from SECRET_KEY."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
INDEX_LENGTH = 32  # hexadecimal digits of a blind index
NONCE_BYTES = 12  # NIST SP 800-38D, 8.2: 96 bits


class CannotDecrypt(Exception):
    """The value was changed, moved to another column, or its key is not in the ring."""


def keys() -> dict[str, bytes]:
    """The ring by key id; the first encrypts. Raises ImproperlyConfigured if broken."""
    ring: dict[str, bytes] = {}
    for entry in settings.DATA_KEYS:
        key_id, _colon, encoded = entry.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if not key_id.isalnum() or len(key) != KEY_BYTES or key_id in ring:
            # Never the entry itself: it is a secret.
            raise ImproperlyConfigured(
                "SIO_DATA_KEYS: each is id:key, with an id of its own "
                "(letters and digits) and 32 bytes in base64."
            )
        ring[key_id] = key
    return ring


def current_key_id() -> str:
    """The id of the key that encrypts now."""
    return next(iter(keys()))


def encrypt(text: str, *, place: str) -> str:
    """`id$base64`, for this place (a column) alone. AES-256-GCM."""
    key_id = current_key_id()
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(keys()[key_id]).encrypt(nonce, text.encode(), place.encode())
    return f"{key_id}${base64.b64encode(nonce + sealed).decode()}"


def decrypt(value: str, *, place: str) -> str:
    """What was encrypted for this place. Raises CannotDecrypt."""
    key_id, _dollar, encoded = value.partition("$")
    key = keys().get(key_id)
    if key is None:
        raise CannotDecrypt(f"{place}: no key {key_id[:20]!r} in the ring")
    try:
        raw = base64.b64decode(encoded, validate=True)
        text = AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotDecrypt(f"{place}: not what we wrote there") from error
    return text.decode()


def blind_index(text: str, *, purpose: str) -> str:
    """A keyed hash by which an equal text is found without being readable."""
    return _index(keys()[current_key_id()], text, purpose)


def blind_indexes(text: str, *, purpose: str) -> list[str]:
    """The same under each key of the ring: what to look for while keys change."""
    return [_index(key, text, purpose) for key in keys().values()]


def _index(key: bytes, text: str, purpose: str) -> str:
    own = hmac.digest(key, b"sio-blind-index", hashlib.sha256)
    digest = hmac.new(own, f"{purpose}\0{text}".encode(), hashlib.sha256)
    return digest.hexdigest()[:INDEX_LENGTH]
