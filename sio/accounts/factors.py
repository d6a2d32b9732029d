"""The secrets of second factors rest encrypted in the database."""

from __future__ import annotations

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Encrypts TOTP secrets and the seed of recovery codes.

    The key follows from SECRET_KEY; after it changes, SECRET_KEY_FALLBACKS still opens
    what was written with the old one.
    """

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises InvalidToken for what was not written by `encrypt` with our keys."""
        return _keys().decrypt(encrypted_text.encode()).decode()


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(str(secret))) for secret in secrets])


def _key(secret: str) -> bytes:
    """32 bytes of its own use: nothing else that follows from the secret equals it."""
    key = hashlib.blake2b(secret.encode(), digest_size=32, person=b"sio-factor")
    return base64.urlsafe_b64encode(key.digest())
