"""The parser: golden messages of both sides, and anything that a stranger may send."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.lessons import protocol
from sio.lessons.live import visit_words

EXAMPLES = Path(__file__).parent.parent / "protocol"
GOLDEN = sorted(EXAMPLES.glob("up_*.json"))
OF_GUESTS = sorted(EXAMPLES.glob("guest_up_*.json"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
USE = {
    "type": "use",
    "connection": "c0ffee00-3333-4a6b-9c3d-2f4e5a6b7c8d",
    "started_at": 1,
    "stopped_at": 2,
}


def test_there_is_one_example_of_each_message():
    assert {path.stem.removeprefix("up_") for path in GOLDEN} == set(protocol.MESSAGES)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_message_is_read_whole(path):
    content = json.loads(path.read_text())
    message = protocol.parse(json.dumps(content))
    fields = json.loads(json.dumps(asdict(message), default=str))
    assert content == {"type": content["type"]} | fields


def test_there_is_one_example_of_each_message_of_a_guest():
    said = {path.stem.removeprefix("guest_up_") for path in OF_GUESTS}
    assert said == set(visit_words.WORDS)


@pytest.mark.parametrize("path", OF_GUESTS, ids=lambda path: path.stem)
def test_golden_message_of_a_guest_is_read_whole(path):
    content = json.loads(path.read_text())
    message = visit_words.read(json.dumps(content))
    assert content == {"type": content["type"]} | asdict(message)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("{oops", "protocol.malformed"),
        ("[" * 50_000, "protocol.malformed"),
        ("[]", "protocol.malformed"),
        ("{}", "protocol.malformed"),
        ('{"type": 7}', "protocol.malformed"),
        ('{"type": "drop_tables"}', "protocol.unknown"),
        ('{"type": "ping"}', "protocol.malformed"),
        ('{"type": "ping", "n": true}', "protocol.malformed"),
        ('{"type": "ping", "n": -1}', "protocol.malformed"),
        ('{"type": "ping", "n": 9007199254740992}', "protocol.malformed"),
        ('{"type": "ping", "n": 1e400}', "protocol.malformed"),
        ('{"type": "enter", "how": "force", "connection": null}', "protocol.malformed"),
        (json.dumps(USE | {"connection": "x"}), "protocol.malformed"),
        (json.dumps(USE | {"connection": "C0FFEE"}), "protocol.malformed"),
        (
            json.dumps(USE | {"connection": USE["connection"].upper()}),
            "protocol.malformed",
        ),
        ('{"type": "guest_admit"}', "protocol.malformed"),
        ('{"type": "guest_dismiss", "visit": "C0FFEE"}', "protocol.malformed"),
        ('{"type": "guest_signal", "visit": null, "body": ""}', "protocol.malformed"),
        (json.dumps({"type": "talk", "body": 3}), "protocol.malformed"),
        (json.dumps({"type": "talk", "body": "x" * 16_384}), "protocol.too_big"),
        (json.dumps({"type": "ping", "n": 1, "more": "x" * 4_096}), "protocol.too_big"),
    ],
)
def test_bad_message_has_a_code(sent, code):
    with pytest.raises(protocol.ProtocolError) as refused:
        protocol.parse(sent)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "wrong",
    [
        {"route": "10.0.0.7"},
        {"line": "Tuur"},
        {"browser": "Mozilla/5.0 (X11; Linux x86_64)"},
        {"in_codec": "a=candidate"},
        {"round_trip_ms": -1},
        {"round_trip_ms": 60_001},
        {"lost_in_permille": 1001},
        {"battery_percent": 101},
        {"in_kbps": 3.5},
        {"in_frames": True},
        {"step": None},
        {"browser_version": None},
        {"question": "1"},
    ],
)
def test_what_is_no_figure_of_a_line_is_refused(wrong):
    [path] = [path for path in GOLDEN if path.stem == "up_figures"]
    content = json.loads(path.read_text())
    with pytest.raises(protocol.ProtocolError):
        protocol.parse(json.dumps(content | wrong))


def test_a_field_that_we_did_not_name_does_not_arrive():
    message = protocol.parse('{"type": "ping", "n": 1, "device": 9}')
    assert asdict(message) == {"n": 1}


@given(st.text() | JSON.map(json.dumps))
def test_any_text_is_a_message_or_refused(text):
    try:
        message = protocol.parse(text)
    except protocol.ProtocolError:
        return
    assert type(message) in protocol.MESSAGES.values()


@given(st.sampled_from(sorted(protocol.MESSAGES)), st.dictionaries(st.text(), JSON))
def test_any_fields_are_a_message_or_refused(kind, fields):
    try:
        message = protocol.parse(json.dumps(fields | {"type": kind}))
    except protocol.ProtocolError:
        return
    assert type(message) is protocol.MESSAGES[kind]
