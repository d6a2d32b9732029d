"""Who may test what on /test/, and the sheet for who runs the network."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sio.core.sides import Side
from sio.lessons.check import PARTS
from sio.lessons.check_texts import CHECK_TEXTS
from sio.lessons.network import Opening, openings_of
from sio.lessons.texts import TEXTS

FRONTEND = Path(__file__).parents[2] / "frontend" / "src" / "check"
TURN = ["turn:relay.example:3478?transport=udp", "turns:relay.example:443"]


@pytest.fixture(autouse=True)
def _relays(settings):
    settings.STUN_URLS = ["stun:relay.example:3478"]
    settings.TURN_URLS = TURN
    settings.TURN_SECRET = "tests-only"


def in_page(response, name):
    """What the page carries as JSON; None if it does not."""
    page = response.content.decode()
    found = re.search(
        rf'<script id="{name}" type="application/json">(.*?)</script>', page
    )
    return json.loads(found[1]) if found else None


def both(client, device, other):
    """One browser that is two devices."""
    client.cookies[f"__Host-sio_{other.side}"] = other.credential
    return client


@pytest.mark.parametrize("side", Side)
def test_a_paired_device_may_test_the_relays(
    side, home_device, class_device, as_device
):
    device = home_device if side is Side.HOME else class_device
    response = as_device(device).get("/test/")
    assert in_page(response, "config")["side"] == side
    stun, turn = in_page(response, "ice")["servers"]
    assert stun == {"urls": ["stun:relay.example:3478"]}
    assert turn["urls"] == TURN
    assert turn["credential"]


@pytest.mark.parametrize("name", ["paula", "sofie", "carla", "hans"])
def test_a_grown_up_may_test_the_relays(request, traject, as_user, name):
    response = as_user(request.getfixturevalue(name)).get("/test/")
    assert in_page(response, "config")["side"] == "grown_up"
    assert in_page(response, "ice")["servers"][1]["credential"]


def test_whose_rights_have_ended_gets_no_credentials(eddy, as_user):
    response = as_user(eddy).get("/test/")
    assert in_page(response, "config")["side"] == "grown_up"
    assert in_page(response, "ice") is None
    assert "relay.example" not in response.content.decode()


def test_staff_without_second_factor_get_no_credentials(traject, carla, as_user):
    carla.authenticator_set.all().delete()
    assert in_page(as_user(carla).get("/test/"), "ice") is None


def test_a_grown_up_and_a_device_have_their_own_name_at_the_relay(
    paula, home_device, as_user, as_device
):
    clients = as_user(paula), as_device(home_device)
    pages = [in_page(client.get("/test/"), "ice") for client in clients]
    assert len({page["servers"][1]["username"].split(":")[1] for page in pages}) == 2


def test_a_stranger_gets_the_test_but_no_credentials(client, db):
    response = client.get("/test/")
    assert response.status_code == 200
    assert in_page(response, "config")["side"] == "unknown"
    assert in_page(response, "ice") is None
    assert "relay.example" not in response.content.decode()


def test_a_revoked_device_is_a_stranger(home_device, as_device):
    home_device.revoked_at = home_device.paired_at
    home_device.save(update_fields=["revoked_at"])
    response = as_device(home_device).get("/test/")
    assert in_page(response, "config")["side"] == "unknown"
    assert in_page(response, "ice") is None


@pytest.mark.parametrize(
    ("query", "side"),
    [
        ("", "home"),
        ("?kant=thuis", "home"),
        ("?kant=klas", "class"),
        ("?kant=x", "home"),
    ],
)
def test_a_browser_that_is_both_chooses_by_the_address(
    query, side, home_device, class_device, as_device
):
    client = both(as_device(home_device), home_device, class_device)
    assert in_page(client.get(f"/test/{query}"), "config")["side"] == side


def test_the_other_side_is_not_given_to_who_does_not_have_it(home_device, as_device):
    response = as_device(home_device).get("/test/?kant=klas")
    assert in_page(response, "config")["side"] == "home"


def test_without_relays_the_page_says_so_to_its_script(
    settings, home_device, as_device
):
    settings.STUN_URLS, settings.TURN_URLS = [], []
    assert in_page(as_device(home_device).get("/test/"), "ice")["servers"] == []


def test_the_page_has_every_text_of_the_check(client, db):
    texts = in_page(client.get("/test/"), "texts")
    assert texts == {key: str(text) for key, text in CHECK_TEXTS.items()}
    assert texts.keys() <= TEXTS.keys()


def test_every_outcome_has_its_words():
    def key(part, outcome):
        group = "relay" if part in ("udp", "tcp", "tls") else part
        return f"check.{group}.{outcome}"

    silent = {"untested", "unknown"}
    wanted = {
        key(part, outcome)
        for part, words in PARTS.items()
        for outcome in words
        if part == "side" or outcome not in silent
    }
    assert wanted - CHECK_TEXTS.keys() == set()


@pytest.mark.parametrize("path", ["/test/", "/test/netwerk/"])
def test_looking_is_all_that_can_be_done(path, client, db):
    assert client.post(path).status_code == 405


def test_the_sheet_for_the_network_names_every_way_out(client, db):
    page = client.get("/test/netwerk/").content.decode()
    for text in ("testserver", "TCP 443", "relay.example", "UDP 3478"):
        assert text in page


def test_ways_out_are_named_once():
    urls = [
        "stun:a.example",
        *TURN,
        "turn:a.example?transport=tcp",
        "turns:[::1]",
        "x:y",
    ]
    assert openings_of([*urls, *urls]) == [
        Opening("[::1]", 5349, "TLS"),
        Opening("a.example", 3478, "TCP"),
        Opening("a.example", 3478, "UDP"),
        Opening("relay.example", 443, "TLS"),
        Opening("relay.example", 3478, "UDP"),
    ]


def test_the_script_asks_for_the_texts_that_there_are():
    asked = {
        key
        for path in FRONTEND.rglob("*.ts")
        for key in re.findall(r'\bt\(\s*"([a-z_.]+)"', path.read_text())
    }
    only_for_the_helpdesk = {
        key for key in CHECK_TEXTS if key.startswith("check.side.")
    }
    assert asked == CHECK_TEXTS.keys() - only_for_the_helpdesk
