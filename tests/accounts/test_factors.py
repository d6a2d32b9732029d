from __future__ import annotations

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken


def test_secret_does_not_stand_readable_in_the_database(carla):
    stored = str(Authenticator.objects.get(user=carla).data)
    assert "secret" in stored
    assert "JBSWY3DPEHPK3PXP" not in stored


def test_secret_outlives_a_new_key_as_long_as_the_old_one_is_named(settings):
    written = get_adapter().encrypt("geheim")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert get_adapter().decrypt(written) == "geheim"


def test_secret_is_closed_to_another_key(settings):
    written = get_adapter().encrypt("geheim")
    settings.SECRET_KEY = "stolen database, other key"
    with pytest.raises(InvalidToken):
        get_adapter().decrypt(written)
