"""The key of a pupil in an extract, as what is kept of it: a keyed hash."""

from __future__ import annotations

import hashlib
import hmac

HASH_LETTERS = 32  # HistoryRow.pupil holds so many


def hash_of(key: str, secret: str) -> str:
    """The same for the same key, in whatever file it stands. HMAC-SHA-256, cut."""
    digest = hmac.digest(secret.encode(), key.encode(), hashlib.sha256)
    return digest.hex()[:HASH_LETTERS]
