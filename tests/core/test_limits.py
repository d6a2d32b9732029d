from __future__ import annotations

from types import SimpleNamespace

import pytest
import time_machine

from sio.core.limits import address_key, client_address, hit

NOON = "2026-03-02T12:00:00Z"


def test_the_limit_holds_within_a_window_and_for_one_key():
    with time_machine.travel(NOON, tick=False):
        assert [hit("code", "a", 2, 60) for _ in range(3)] == [True, True, False]
        assert hit("code", "b", 2, 60)
        assert hit("mail", "a", 2, 60)


def test_the_next_window_counts_anew():
    with time_machine.travel(NOON, tick=False) as clock:
        assert [hit("code", "a", 1, 60) for _ in range(2)] == [True, False]
        clock.shift(60)
        assert hit("code", "a", 1, 60)


def test_a_window_begins_with_its_first_hit_and_not_with_the_clock():
    with time_machine.travel(NOON, tick=False) as clock:
        clock.shift(59)
        assert hit("code", "a", 1, 60)
        clock.shift(59)
        assert not hit("code", "a", 1, 60)
        clock.shift(1)
        assert hit("code", "a", 1, 60)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "10.0.0.1"),  # nobody in front of us: the header is a lie
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the client wrote the first
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "203.0.113.9"),
        (1, "", "10.0.0.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "unknown", "unknown"),
    ],
)
def test_the_address_is_the_rightmost_that_is_not_ours(
    settings, proxies, forwarded, address
):
    settings.TRUSTED_PROXIES = proxies
    meta = {"HTTP_X_FORWARDED_FOR": forwarded, "REMOTE_ADDR": "10.0.0.1"}
    assert client_address(meta) == address


def test_the_key_does_not_show_the_address(settings):
    request = SimpleNamespace(META={"REMOTE_ADDR": "203.0.113.9"})
    key = address_key(request)
    assert "203" not in key
    assert len(key) == 32
    assert key == address_key(request)
    settings.SECRET_KEY = "another"
    assert key != address_key(request)


def test_without_a_cache_that_keeps_everybody_gets_on(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    }
    assert [hit("code", "a", 1, 60) for _ in range(3)] == [True, True, True]


def test_many_others_do_not_push_a_count_out():
    with time_machine.travel(NOON, tick=False):
        assert hit("code", "a", 1, 60)
        assert all(hit("code", str(n), 1, 60) for n in range(2_000))
        assert not hit("code", "a", 1, 60)
