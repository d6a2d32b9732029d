"""Codes as people read and type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.devices.codes import (
    ALPHABET,
    bucket_of,
    hash_of,
    new_code,
    normalised,
    shown,
)

codes = st.text(ALPHABET, min_size=8, max_size=8)
fillers = st.text(" -–—_.\t\u00a0\u200b−", max_size=3)
LOOK_ALIKES = {
    "0": "0oOqQ",
    "1": "1iIlL",
    "2": "2zZ",
    "5": "5sS",
    "8": "8bB",
    "V": "vVuU",
}


def test_alphabet_has_one_of_each_pair_that_looks_alike():
    assert len(set(ALPHABET)) == len(ALPHABET) == 28
    assert set(ALPHABET).isdisjoint("OQILZSBU")


def test_new_codes_differ_and_are_shown_in_two_halves():
    drawn = {new_code() for _ in range(200)}
    assert len(drawn) == 200
    assert all(normalised(code) == code for code in drawn)
    assert shown("ACDE4567") == "ACDE-4567"


@given(codes, st.lists(fillers, min_size=9, max_size=9), st.data())
def test_any_way_of_typing_gives_the_code(code, between, data):
    typed = between[0]
    for character, filler in zip(code, between[1:], strict=True):
        ways = LOOK_ALIKES.get(character, character + character.lower())
        typed += data.draw(st.sampled_from(ways)) + filler
    assert normalised(typed) == code


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_a_code_or_nothing(text):
    code = normalised(text)
    assert code == "" or (len(code) == 8 and set(code) <= set(ALPHABET))
    assert normalised(code) == code


@pytest.mark.parametrize(
    "text", ["", "ACDE-456", "ACDE-45678", "ACDE-456!", "ÀCDE-4567"]
)
def test_what_is_no_code_gives_nothing(text):
    assert normalised(text) == ""


def test_full_width_characters_are_read():
    assert normalised("ＡＣＤＥ－４５６７") == "ACDE4567"


def test_hash_is_keyed_and_tells_nothing(settings):
    before = hash_of("ACDE4567")
    settings.SECRET_KEY = "another key " * 5
    assert hash_of("ACDE4567") != before
    assert "ACDE" not in before


def test_bucket_is_a_small_piece_of_the_code_space():
    assert bucket_of("ACDE4567") == "AC"
