"""Guessing codes is slowed down, and shuts nobody out."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from sio.devices.actions import make_code
from sio.devices.codes import ALPHABET
from sio.devices.models import Device

START = "2026-10-14T09:00:00+02:00"


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def code(clock, traject, carla):
    return make_code(place=traject, by=carla).text


def guesses(n):
    """Codes of which no two begin alike."""
    return [f"{first}{second}ACDEFG" for first in ALPHABET for second in ALPHABET][:n]


def outcome(code, address="198.51.100.7"):
    client = Client(REMOTE_ADDR=address)
    response = client.post("/koppelen/", {"code": code})
    if response.status_code == 302:
        return "paired"
    return response.context["error"].code


def test_wrong_codes_of_one_address_are_slowed_down(db, clock):
    outcomes = [outcome(code) for code in guesses(32)]
    assert outcomes[:31] == ["devices.code_unknown"] * 31
    assert outcomes[31] == "devices.too_many_guesses"
    clock.shift(10)
    assert outcome("WWACDEFG") == "devices.code_unknown"
    assert outcome("WXACDEFG") == "devices.too_many_guesses"


def test_right_code_from_the_same_address_works_within_seconds(clock, code):
    for guess in guesses(60):
        outcome(guess)
    assert outcome(code) == "devices.too_many_guesses"
    clock.shift(10)
    assert outcome(code) == "paired"


def test_wrong_codes_that_begin_alike_are_slowed_down_from_any_address(clock, code):
    begin = code[:2]
    tails = [f"{begin}{a}ACDEF" for a in ALPHABET[:8]]
    outcomes = [outcome(tail, address=f"203.0.113.{n}") for n, tail in enumerate(tails)]
    assert outcomes[:6] == ["devices.code_unknown"] * 6
    assert set(outcomes[6:]) == {"devices.too_many_guesses"}
    clock.shift(10)
    assert outcome(code) == "paired"


def test_other_addresses_do_not_notice(clock, code):
    for guess in guesses(40):
        outcome(guess)
    assert outcome(code, address="203.0.113.9") == "paired"


def test_right_codes_do_not_count(clock, traject, carla):
    for _n in range(40):
        assert outcome(make_code(place=traject, by=carla).text) == "paired"
    assert Device.objects.count() == 40


def test_what_is_no_code_does_not_count(clock, code):
    for _n in range(40):
        assert outcome("hallo") == "devices.code_malformed"
    assert outcome(code) == "paired"
