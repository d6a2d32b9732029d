"""The helpdesk reads a test code on /testcode/."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sio.lessons.check_reading import help_keys, reading_of
from sio.lessons.check_texts import CHECK_TEXTS

FOLDER = Path(__file__).parent.parent / "protocol" / "check"
GOLDEN = sorted(FOLDER.glob("*.json"))
PAGE = "/testcode/"


def golden(name):
    return json.loads((FOLDER / f"{name}.json").read_text())


@pytest.mark.parametrize("who", ["hans", "carla", "cora"])
def test_staff_read_a_code(who, request, as_user):
    client = as_user(request.getfixturevalue(who))
    assert client.get(PAGE).status_code == 200
    response = client.post(PAGE, {"code": golden("firewall")["code"]})
    page = response.content.decode()
    assert response.status_code == 200
    for key in (
        "check.limited",
        "check.side.class",
        "check.relay.failed",
        "check.bandwidth.small",
        "check.help.path",
    ):
        assert str(CHECK_TEXTS[key]) in page


@pytest.mark.parametrize("code", ["", "20H7-E919", "ABCD-EFGH", "<script>"])
def test_a_wrong_code_is_said_to_be_wrong(code, hans, as_user):
    response = as_user(hans).post(PAGE, {"code": code})
    assert response.status_code == 422
    assert 'data-code="lessons.testcode_wrong"' in response.content.decode()
    assert response.context["typed"] == code
    assert "<script>" not in response.content.decode().partition("<main")[2]


@pytest.mark.parametrize("who", ["paula", "sofie", "eddy"])
def test_other_grown_ups_find_nothing(who, request, as_user):
    client = as_user(request.getfixturevalue(who))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"code": golden("all_good")["code"]}).status_code == 404


def test_who_is_not_logged_in_is_asked_to(client, db):
    assert client.get(PAGE).headers["Location"] == f"/aanmelden/?next={PAGE}"


def test_staff_without_second_factor_set_it_up_first(hans, as_user):
    hans.authenticator_set.all().delete()
    assert as_user(hans).get(PAGE).status_code == 302


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_every_golden_code_has_a_reading(path):
    example = json.loads(path.read_text())
    reading = reading_of(example["outcomes"])
    assert help_keys(example["outcomes"]) == example["help"]
    assert reading.verdict == example["verdict"]
    assert [part.tone for part in reading.parts] == list(example["tones"].values())[1:]
    assert len(reading.help) == len(example["help"])
