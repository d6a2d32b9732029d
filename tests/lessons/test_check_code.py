"""The code of the device check, made by a browser and read by the helpdesk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.devices.codes import ALPHABET
from sio.lessons.check import (
    BITS,
    PARTS,
    WrongCheckCode,
    decode,
    encode,
    tone_of,
    verdict_of,
)

FOLDER = Path(__file__).parent.parent / "protocol" / "check"
GOLDEN = sorted(FOLDER.glob("*.json"))
OUTCOMES = st.fixed_dictionaries(
    {part: st.sampled_from(words) for part, words in PARTS.items()}
)


def golden(name):
    return json.loads((FOLDER / f"{name}.json").read_text())


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_code_is_read_as_the_browser_meant(path):
    example = json.loads(path.read_text())
    outcomes = decode(example["code"])
    assert outcomes == example["outcomes"]
    assert encode(outcomes) == example["code"]
    assert {part: tone_of(part, outcomes) for part in PARTS} == example["tones"]
    assert verdict_of(outcomes) == example["verdict"]


def test_every_verdict_has_a_golden_code():
    verdicts = {json.loads(path.read_text())["verdict"] for path in GOLDEN}
    assert verdicts == {"ready", "pair", "partly", "limited", "stuck"}


def test_every_part_fits_in_its_bits():
    assert {
        part for part, words in PARTS.items() if len(words) > 2 ** BITS[part]
    } == set()
    assert 2 ** sum(BITS.values()) <= len(ALPHABET) ** 6


@given(OUTCOMES)
def test_what_is_written_is_read_back(outcomes):
    assert decode(encode(outcomes)) == outcomes


@given(OUTCOMES, st.integers(0, 7), st.integers(1, len(ALPHABET) - 1))
def test_one_wrong_character_is_noticed(outcomes, place, step):
    code = encode(outcomes).replace("-", "")
    wrong = ALPHABET[(ALPHABET.index(code[place]) + step) % len(ALPHABET)]
    with pytest.raises(WrongCheckCode):
        decode(code[:place] + wrong + code[place + 1 :])


@given(OUTCOMES, st.integers(0, 6))
def test_two_swapped_neighbours_are_noticed(outcomes, place):
    code = encode(outcomes).replace("-", "")
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(WrongCheckCode):
            decode(swapped)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text):
    try:
        outcomes = decode(text)
    except WrongCheckCode:
        outcomes = None
    assert outcomes is None or outcomes.keys() == PARTS.keys()


def test_a_code_is_read_however_it_was_typed():
    example = golden("all_good")
    typed = example["code"].lower().replace("-", " ").replace("0", "o")
    assert decode(f"  {typed} ") == example["outcomes"]


@pytest.mark.parametrize("text", ["", "ABCD", "0000-0000", "XXXX-XXXX", "!!!!-!!!!"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(WrongCheckCode) as refusal:
        decode(text)
    assert refusal.value.code == "lessons.testcode_wrong"
